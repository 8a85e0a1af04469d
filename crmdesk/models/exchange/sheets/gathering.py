"""Rows put into the customer they belong to: her own values stand, others go to the note.

Four thousand contacts of one company cost four thousand times one: nothing is copied for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.records.say import note_line

_VALUES = (
    *(
        name
        for name, kind in CustomerRecord.__annotations__.items()
        if kind in (str, "str") and name not in ("sheet", "digest", "kind")
    ),
    "salutation", "gender", "title", "department", "role", "birthday", "stage_since", "bereaved_on",
)  # fmt: skip
_LISTS = (
    "phones", "emails", "channels", "addresses", "tags", "anniversaries", "invoices", "consents",
)  # fmt: skip


class Gathering:
    """All rows of one customer, the first of them in `first`; `finish` writes them into it."""

    def __init__(self, first: CustomerRecord) -> None:
        self.first = first
        self._folded = list(first.folded)
        self._contacts: list[ContactRecord] = list(first.contacts)
        self._items: dict[str, dict[Any, None]] = {}
        self._custom = dict(first.custom)
        self._lines = dict.fromkeys(filter(None, [first.note]))

    def add(self, record: CustomerRecord) -> None:
        """Take up a row."""
        self._folded += [(record.row, record.digest), *record.folded]
        told = record.__dict__
        for name in _VALUES:
            if value := told.get(name):
                self._take(name, value)
        for name in _LISTS:
            if items := told.get(name):
                known = self._items.get(name)
                if known is None:
                    known = self._items[name] = dict.fromkeys(getattr(self.first, name))
                known.update(dict.fromkeys(items))
        self._contacts += told.get("contacts", ())
        self._take_custom(told.get("custom", ()))
        if record.note:
            self._lines[record.note] = None

    def finish(self) -> None:
        """Write all that was gathered into the first row."""
        first = self.first
        first.folded = tuple(self._folded)
        for name, items in self._items.items():
            setattr(first, name, tuple(items))
        if self._contacts:
            first.contacts = tuple(self._contacts)
        if self._custom:
            first.custom = tuple(self._custom.items())
        own, *lines = self._lines or [""]
        first.note = "\n".join([own, *(line for line in lines if line not in own)]).strip("\n")

    def _take(self, name: str, value: Any) -> None:
        mine = getattr(self.first, name)
        if not mine:
            setattr(self.first, name, value)
        elif value != mine:
            self._lines[note_line(name, value)] = None

    def _take_custom(self, custom: Iterable[tuple[str, str]]) -> None:
        """The fields the first row has not; a second value of one goes to the note."""
        for label, value in custom:
            if self._custom.setdefault(label, value) != value:
                self._lines[f"{label}：{value}"] = None


class Gatherings:
    """The rows of several customers, by the first of each."""

    def __init__(self) -> None:
        self._known: dict[int, Gathering] = {}

    def put(self, record: CustomerRecord, first: CustomerRecord) -> None:
        """`record` is a further row of the customer that begins in `first`."""
        found = self._known.get(id(first))
        if found is None:
            found = self._known[id(first)] = Gathering(first)
        found.add(record)

    def finish(self) -> None:
        """Write out all."""
        for gathering in self._known.values():
            gathering.finish()
        self._known.clear()
