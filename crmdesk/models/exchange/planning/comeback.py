"""An edited export that comes back: what was changed in it since, value by value.

`base` is the customer as she was when the export was written, `now` as she is. What only the file
changed is taken over; what is newer here stays; what both changed is a conflict, and ours stays
unless the user says otherwise. A blank cell takes away nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, NamedTuple

from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.cleaning.addresses import split_anew
from crmdesk.models.exchange.planning.comeback_lists import Columns, Lists, same_value
from crmdesk.models.exchange.planning.edits import (
    CONTACT_VALUES,
    CUSTOMER_VALUES,
    OWN,
    REACH,
    Edit,
    EditKind,
    contact_key,
    edits_between,
)
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Person
from crmdesk.models.exchange.sheets.fold import Folding, fold, says_less

_NEVER_BLANK = frozenset({"kind", "name", "stage", "stage_since"})
_CUSTOMER_LISTS = (*REACH, "tags", "anniversaries", "invoices", "custom")


class _Whose(NamedTuple):
    """One person three times; `contact` is her place here, `number` that of her columns."""

    base: Person
    now: Person
    row: Person
    prefix: str = ""
    contact: int = OWN
    number: int = 0


@dataclass(frozen=True, slots=True)
class Comeback:
    """Compares the rows of one sheet of ours; `dated`: it is known what stood in it at first."""

    columns: Columns
    folding: Folding
    dated: bool

    def edits(
        self, base: CustomerRecord, now: CustomerRecord, row: CustomerRecord
    ) -> tuple[Edit, ...]:
        """What taking over this row would do; `Edit.usual` says what is done unasked."""
        if self.dated:
            found = self._customer(base, now, row)
            return tuple(edit for edit in found if not self._is_kept(edit))
        row = copy(row)
        row.addresses = split_anew(row.addresses, now.addresses)
        changed = list(edits_between(now, fold(now, row, self.folding)))
        if not changed:  # of a file without a date: what we added since would look blanked
            return ()
        blanked = [edit for edit in self._customer(now, now, row) if edit.new is None]
        return (*changed, *blanked)

    def _is_kept(self, edit: Edit) -> bool:
        """Where only blanks are to be filled, nothing that stands here is touched."""
        return self.folding.fill_only and edit.old is not None

    def _customer(
        self, base: CustomerRecord, now: CustomerRecord, row: CustomerRecord
    ) -> Iterator[Edit]:
        whose = _Whose(base, now, row)
        yield from self._values(whose, CUSTOMER_VALUES)
        for name in _CUSTOMER_LISTS:
            yield from self._items(whose, name)
        yield from self._contacts(base, now, row)

    def _values(self, whose: _Whose, names: Sequence[str]) -> Iterator[Edit]:
        base, now, row = whose[:3]
        for name in names:
            was, told = getattr(base, name), getattr(row, name)
            if told == was or not self.columns.has(name, 1, whose.number):
                continue
            here = getattr(now, name)
            if not told and (name in _NEVER_BLANK or _is_hidden(name, whose.now)):
                continue
            if same_value(told, was) or same_value(told, here) or says_less(told, here):
                continue
            key = f"{whose.prefix}{name}"
            kind = _kind(was, here, told)
            yield Edit(key, name, here or None, told or None, kind, -1, whose.contact, was)

    def _items(self, whose: _Whose, name: str) -> Iterator[Edit]:
        was, told = getattr(whose.base, name), getattr(whose.row, name)
        if told == was:
            return
        if name == "addresses":
            told = split_anew(told, was)
        here = getattr(whose.now, name)
        lists = Lists(
            name, was, here, told, whose.prefix, whose.contact, whose.number, paired=self.dated
        )
        yield from lists.edits(self.columns)

    def _contacts(
        self, base: CustomerRecord, now: CustomerRecord, row: CustomerRecord
    ) -> Iterator[Edit]:
        pairs = self._meant(base.contacts, row.contacts)
        here = {same_name_key(one.name): place for place, one in enumerate(now.contacts)}
        for place, contact in enumerate(base.contacts):
            at, meant = here.get(same_name_key(contact.name)), pairs.get(place)
            if at is not None and meant is not None:
                key = f"{contact_key(contact)}|"
                whose = _Whose(contact, now.contacts[at], meant, key, at, place + 1)
                yield from self._values(whose, ("name", *CONTACT_VALUES))
                for name in REACH:
                    yield from self._items(whose, name)
            elif at is not None and self.columns.has("name", 1, place + 1):
                ours = now.contacts[at]
                yield Edit(contact_key(ours), "contacts", ours, None, "emptied", at, was=contact)
        known = {id(meant) for meant in pairs.values()}
        for contact in row.contacts:
            if id(contact) not in known and same_name_key(contact.name) not in here:
                yield Edit(contact_key(contact), "contacts", None, contact, "added")

    def _meant(
        self, was: Sequence[ContactRecord], told: Sequence[ContactRecord]
    ) -> dict[int, ContactRecord]:
        """Whom of the file each exported contact is: of that name, or renamed in her place."""
        by_name = {same_name_key(contact.name): contact for contact in reversed(told)}
        first = {same_name_key(contact.name) for contact in was}
        found: dict[int, ContactRecord] = {}
        for place, contact in enumerate(was):
            meant = by_name.get(same_name_key(contact.name))
            if meant is None and self.dated and len(was) == len(told):
                other = told[place]
                meant = other if same_name_key(other.name) not in first else None
            if meant is not None:
                found[place] = meant
        return found


def _kind(was: Any, here: Any, told: Any) -> EditKind:
    if not same_value(was, here):
        return "conflict"
    if not told:
        return "emptied"
    return "changed" if here else "added"


def _is_hidden(name: str, now: Person) -> bool:
    """Exported to nobody but the owner: to others it was blank from the beginning."""
    return name == "private_note" and bool(getattr(now, "owner", ""))
