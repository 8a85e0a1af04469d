"""What is wrong with one translated text. Each rule is a function of plain strings."""

import re
from collections.abc import Iterator
from string import Formatter

from build_spec.texts.glossary import Glossary

# GB 2312 has no traditional characters and Big5 no simplified ones, but for the few that were
# always both (后 里 几 …), which the glossary lists as words.
SCRIPTS = {"zh_CN": "gb2312", "zh_TW": "big5"}
HAN = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:!?]|[\u3400-\u9fff]\.(?![a-z*])|\.\.\.")
QUOTES = {"zh_CN": re.compile("[「」『』]"), "zh_TW": re.compile("[“”‘’]")}
NOT_PROSE = re.compile(
    r"\{[^{}]*\}|%(?:\(\w+\))?[rs]|<[^<>]*>|https?://\S+|--[a-z-]+|\*?\.[a-z]{2,4}\b"
)
WORD = re.compile(r"[A-Za-z][A-Za-z]+")


def problems(
    source: str, text: str, language: str, glossary: Glossary, context: str | None = None
) -> Iterator[str]:
    """What a careful reader of `language` would object to."""
    allowed = glossary.allowed.get(language, {})
    yield from _placeholders(source, text, glossary)
    yield from _ending(source, text)
    yield from _script(text, language)
    yield from _punctuation(text, language)
    yield from _left_in_english(text, glossary)
    for word, right in glossary.instead[language].items():
        if re.search(word, text) and context not in allowed.get(word, ()):
            yield f"{word}: we write {right}"


def wrong_word(source: str, text: str, language: str, glossary: Glossary) -> Iterator[str]:
    """What the glossary calls a word that stands alone, where `text` calls it otherwise."""
    wanted = glossary.words.get(source.replace("&", "").rstrip("…:").lower(), {}).get(language)
    if wanted and re.sub(r"\(&.\)|[…：]", "", text) not in wanted:
        yield f"the glossary says {' or '.join(wanted)}"


def placeholders(text: str) -> set[str]:
    """The names in braces; raises ValueError when the braces do not match."""
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def _placeholders(source: str, text: str, glossary: Glossary) -> Iterator[str]:
    try:
        given, used = (
            {glossary.same.get(name, name) for name in placeholders(side)}
            for side in (source, text)
        )
        if given != used:
            yield "other {placeholders} than the source"
    except ValueError as error:
        yield f"braces: {error}"


def _ending(source: str, text: str) -> Iterator[str]:
    for mark in ("…", "\n"):
        if source.endswith(mark) != text.endswith(mark):
            yield f"{mark!r} at the end on one side only"
    if text != text.strip(" "):
        yield "blanks at the border"


def _script(text: str, language: str) -> Iterator[str]:
    wrong = [char for char in HAN.findall(text) if not _writable(char, SCRIPTS[language])]
    if wrong:
        yield f"{''.join(wrong)} is not written in {language}"


def _writable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _punctuation(text: str, language: str) -> Iterator[str]:
    if found := HALF_WIDTH.search(NOT_PROSE.sub("", text)):
        yield f"half-width punctuation: {found.group()}"
    if found := QUOTES[language].search(text):
        yield f"{found.group()} is the other script's quotation mark"


def _left_in_english(text: str, glossary: Glossary) -> Iterator[str]:
    words = WORD.findall(NOT_PROSE.sub(" ", text))
    if strange := [word for word in words if word.lower() not in glossary.latin]:
        yield f"English left over: {' '.join(strange)}"
