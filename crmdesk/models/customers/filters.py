"""Which customers a list shows, as data: saved with a view, shown as chips, asked as SQL."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from crmdesk.models.customers.rules import KINDS, STAGES

LAST_CONTACT = (
    "within:7", "within:30", "within:90", "without:30", "without:90", "without:180",
    "without:365", "never",
)  # fmt: skip
"""Spoken with in the last days, not spoken with for so many days, or never at all."""

FOLLOW_UP = ("overdue", "today", "week", "any", "none")
"""The next open follow-up: before today, by today, within seven days, at all, or none."""

BOUGHT = ("owing", "within:30", "within:90", "without:90", "without:180", "without:365", "never")
"""Owes money, ordered in the last days, did not for so many days (but did before), or never."""

_IMPORTED = re.compile(r"(new|changed):([1-9]\d{0,17})")

NOBODY = 0
"""Stands for "no owner" and "no source" among their ids."""


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Empty parts let everybody through; several values of one part are alternatives.

    Tags, owners and sources are ids (NOBODY = none); an empty region is "not filled in".
    `imported` is "new:12" or "changed:12", whom the import with this number brought or changed;
    `unnoticed` those whom nobody told that their data are kept.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    tags: tuple[int, ...] = ()
    owners: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    last_contact: str = ""
    follow_up: str = ""
    complaints: bool = False
    bought: str = ""
    imported: str = ""
    unnoticed: bool = False

    def is_empty(self) -> bool:
        """Whether everybody is shown."""
        return self == CustomerFilter()

    def only_text(self) -> bool:
        """Whether nothing but the words typed decides."""
        return self == CustomerFilter(text=self.text)

    def without_text(self) -> "CustomerFilter":
        """The chips alone."""
        return replace(self, text="")


def to_json(chosen: CustomerFilter) -> dict[str, Any]:
    """What a saved view keeps: the parts that say something."""
    found: dict[str, Any] = {}
    for field in fields(chosen):
        value = getattr(chosen, field.name)
        if value != field.default:
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def from_json(stored: Mapping[str, Any]) -> CustomerFilter:
    """The filter of a saved view; what this version cannot read is left out."""
    known: dict[str, Any] = {}
    for name, read in _READ.items():
        if name in stored and (value := read(stored[name])):
            known[name] = value
    return CustomerFilter(**known)


def last_contact_days(code: str) -> int:
    """The number of days in a code of LAST_CONTACT or BOUGHT; 0 for one without."""
    return int(code.partition(":")[2] or 0)


def imported_by(code: object) -> tuple[str, int] | None:
    """new or changed, and the number of the import; None where `code` says neither."""
    found = _IMPORTED.fullmatch(code) if isinstance(code, str) else None
    return (found[1], int(found[2])) if found else None


def _list_of(kind: type, allowed: tuple[str, ...] = ()) -> Callable[[Any], tuple[Any, ...]]:
    def read(value: Any) -> tuple[Any, ...]:
        values = value if isinstance(value, list) else []
        fit = [one for one in values if type(one) is kind]
        return tuple(one for one in fit if not allowed or one in allowed)

    return read


def _one_of(allowed: tuple[str, ...]) -> Callable[[Any], str]:
    return lambda value: value if value in allowed else ""


_READ: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: value if isinstance(value, str) else "",
    "kinds": _list_of(str, KINDS),
    "stages": _list_of(str, STAGES),
    "tags": _list_of(int),
    "owners": _list_of(int),
    "regions": _list_of(str),
    "sources": _list_of(int),
    "last_contact": _one_of(LAST_CONTACT),
    "follow_up": _one_of(FOLLOW_UP),
    "complaints": lambda value: value is True,
    "bought": _one_of(BOUGHT),
    "unnoticed": lambda value: value is True,
    "imported": lambda value: value if imported_by(value) else "",
}
