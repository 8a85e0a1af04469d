"""python -m build_spec.texts compile | check | update"""

import sys

from build_spec.texts import catalogues, glossary
from build_spec.texts.check import findings


def main(words: list[str]) -> int:
    """Do what the word says; 1 when the check found something."""
    match words:
        case ["compile"]:
            catalogues.compile_all()
        case ["update"]:
            template = catalogues.extract()
            for language in catalogues.LANGUAGES:
                new = catalogues.updated(catalogues.read(language), template)
                catalogues.write(new, language)
            catalogues.compile_all()
        case ["check"]:
            return check()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def check() -> int:
    """Print what is wrong with the texts."""
    template, words = catalogues.extract(), glossary.load()
    found = [
        line
        for language in catalogues.LANGUAGES
        for line in sorted(findings(template, catalogues.read(language), language, words))
    ]
    print(*found, sep="\n")
    print(f"{len(template)} messages, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
