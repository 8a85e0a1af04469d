"""All that is wrong with the catalogues, one line each."""

from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from build_spec.texts import rules
from build_spec.texts.catalogues import Key, messages, places, translations
from build_spec.texts.glossary import Glossary


def findings(
    template: Catalog, catalogue: Catalog, language: str, glossary: Glossary
) -> Iterator[str]:
    """What keeps the catalogue of one language from being finished."""
    wanted, present = messages(template), messages(catalogue)
    for key in wanted.keys() - present.keys():
        yield f"{language}: missing: {_named(key)} ({', '.join(places(wanted[key]))})"
    for key in present.keys() - wanted.keys():
        yield f"{language}: obsolete, the source has it no more: {_named(key)}"
    for key in wanted.keys() & present.keys():
        for problem in _of_entry(key, present[key], language, glossary):
            yield f"{language}: {_named(key)}: {problem}"


def _of_entry(key: Key, entry: Message, language: str, glossary: Glossary) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    source = entry.id if isinstance(entry.id, str) else entry.id[1]
    for text in translations(entry):
        if text:
            yield from rules.problems(source, text, language, glossary, key[0])
            if key[0] is None:  # a context says that another meaning is meant
                yield from rules.wrong_word(source, text, language, glossary)
        else:
            yield f"not translated ({', '.join(places(entry))})"


def _named(key: Key) -> str:
    context, text = key
    return f"“{text}” ({context})" if context else f"“{text}”"
