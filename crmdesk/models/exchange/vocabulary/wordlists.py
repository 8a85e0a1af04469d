"""Several words in one cell: tags, diets."""

import re
from collections.abc import Iterable

BETWEEN = "、"
_BREAK = re.compile(r'"((?:[^"]|"")*)"|([^,，、;；|\n]+)')
_EVERYBODY = "* myContacts"
"""The group Google puts all people into; it says nothing of anybody."""
_NEEDS_QUOTES = re.compile(r'[,，、;；|\n"]|:::|^\s|\s$|^\*')


def split_words(text: str) -> list[str]:
    """The words of a cell, each once, in their order; one in double quotes may hold anything."""
    words = []
    for found in _BREAK.finditer(text.replace(":::", ";")):
        word = found[1].replace('""', '"') if found[1] is not None else found[2].strip()
        word = word if found[1] is not None else word.removeprefix("* ").strip()
        if word and found[0].strip() != _EVERYBODY:
            words.append(word)
    return list(dict.fromkeys(words))


def join_words(words: Iterable[str]) -> str:
    """A cell that `split_words` reads back as the same words."""
    return BETWEEN.join(
        '"' + word.replace('"', '""') + '"' if _NEEDS_QUOTES.search(word) else word
        for word in words
    )
