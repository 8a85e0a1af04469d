"""resources/i18n/glossary.toml: the words of the trade, and those we never use."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from build_spec.texts.catalogues import FOLDER


@dataclass(frozen=True, slots=True)
class Glossary:
    """`words`: English word alone → language → what it may be called; `instead`: language →
    pattern never written → what stands there; `allowed`: language → pattern → message contexts
    where it is right nevertheless; `latin`: words left in Latin letters, lower case;
    `same`: placeholder → the one it may be taken for."""

    words: dict[str, dict[str, list[str]]]
    instead: dict[str, dict[str, str]]
    allowed: dict[str, dict[str, list[str]]]
    latin: frozenset[str]
    same: dict[str, str]


def load(path: Path = FOLDER / "glossary.toml") -> Glossary:
    """The glossary as written."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Glossary(
        words={word.lower(): by_language for word, by_language in table["words"].items()},
        instead=table["instead"],
        allowed=table["except"],
        latin=frozenset(word.lower() for word in table["latin"]),
        same={name: names[0] for names in table["interchangeable"] for name in names},
    )
