"""What the entries of an office's lists look like; who shows them needs no database for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list: staff, source or tag (color only for tags)."""

    id: int
    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A custom field; kind is text, number, date or choice."""

    id: int
    name: str
    kind: str
    choices: tuple[str, ...]
