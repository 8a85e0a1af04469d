"""What an import changes of a customer, value by value: each can be taken over or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Any, Literal, NamedTuple

from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Person
from crmdesk.models.exchange.sheets.fold import ADDED_TO, CONTACT_OVERWRITTEN, LISTS, OVERWRITTEN

REACH = ("phones", "emails", "channels", "addresses")
ALL_LISTS = (*REACH, "tags", "anniversaries", "invoices", "consents", "custom")
CUSTOMER_VALUES = (*OVERWRITTEN, *ADDED_TO, "photo")
CONTACT_VALUES = (*CONTACT_OVERWRITTEN, "note")
_WITHOUT_WORDS = frozenset({"birthday", "stage_since", "bereaved_on", "photo"})
OWN = -1
"""In place of a contact's: the customer herself."""

EditKind = Literal["changed", "added", "emptied", "conflict"]
Place = tuple[int, str]
Removed = Mapping[Place, frozenset[int]]
"""(place of the contact or OWN, list) → places of items that go."""


class Edit(NamedTuple):
    """One value. `old` is what stands here (None: nothing), `new` what is to stand (None: nothing).

    `at` is the place of an item in its list, -1 for a new one; `contact` that of the contact it
    belongs to. `was` is the value at the time of an export, where both sides changed it since.
    """

    key: str
    name: str
    old: Any
    new: Any
    kind: EditKind
    at: int = -1
    contact: int = OWN
    was: Any = None

    @property
    def usual(self) -> bool:
        """Whether it is taken over unless the user says otherwise."""
        return self.kind in ("changed", "added")


def edits_between(before: CustomerRecord, after: CustomerRecord) -> Iterator[Edit]:
    """The way from one state to the next; nothing is ever taken away on it."""
    yield from _values(before, after, CUSTOMER_VALUES, "", OWN)
    yield from _items(before, after, ALL_LISTS, "", OWN)
    for place, contact in enumerate(after.contacts):
        key = contact_key(contact)
        if place >= len(before.contacts):
            yield Edit(key, "contacts", None, contact, "added")
        elif contact is not before.contacts[place]:
            old = before.contacts[place]
            yield from _values(old, contact, CONTACT_VALUES, f"{key}|", place)
            yield from _items(old, contact, REACH, f"{key}|", place)


def contact_key(contact: Person) -> str:
    """What tells an edit of this contact from those of others."""
    return f"contacts|{same_name_key(contact.name)}"


def item_key(name: str, item: Any) -> str:
    """What tells an item of a list from the others."""
    known = LISTS.get(name)
    return f"{name}|{known[0](item) if known else item[0]}"


def _values(
    before: Person, after: Person, names: Iterable[str], prefix: str, contact: int
) -> Iterator[Edit]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            kind: EditKind = "changed" if old else "added"
            yield Edit(f"{prefix}{name}", name, old or None, new, kind, contact=contact)


def _items(
    before: Person, after: Person, names: Iterable[str], prefix: str, contact: int
) -> Iterator[Edit]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        for place, item in enumerate(new):
            was = old[place] if place < len(old) else None
            if item != was:
                key = f"{prefix}{item_key(name, item)}"
                at = place if was is not None else -1
                kind: EditKind = "added" if was is None else "changed"
                yield Edit(key, name, was, item, kind, at, contact)


def applied(before: CustomerRecord, edits: Iterable[Edit]) -> tuple[CustomerRecord, Removed]:
    """`before` after these edits, and what of its lists is gone then."""
    after, removed = copy(before), dict[Place, frozenset[int]]()
    by_contact: dict[int, list[Edit]] = {}
    for edit in edits:
        by_contact.setdefault(edit.contact, []).append(edit)
    contacts: list[ContactRecord | None] = list(before.contacts)
    for place, several in by_contact.items():
        if place != OWN:
            contact = contacts[place] = copy(before.contacts[place])
            _apply(contact, several, place, removed)
    own = by_contact.get(OWN, [])
    people = [edit for edit in own if edit.name == "contacts"]
    gone = frozenset(edit.at for edit in people if edit.new is None)
    if gone:
        removed[OWN, "contacts"] = gone
    kept = [contact for place, contact in enumerate(contacts) if place not in gone]
    kept += [edit.new for edit in people if edit.new is not None]
    if by_contact:
        after.contacts = tuple(contact for contact in kept if contact is not None)
    _apply(after, [edit for edit in own if edit.name != "contacts"], OWN, removed)
    return after, removed


def _apply(
    person: Person, edits: Iterable[Edit], owner: int, removed: dict[Place, frozenset[int]]
) -> None:
    lists: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.name in ALL_LISTS:
            lists.setdefault(edit.name, []).append(edit)
        else:
            blank = None if edit.name in _WITHOUT_WORDS else ""
            setattr(person, edit.name, blank if edit.new is None else edit.new)
    for name, several in lists.items():
        items = list(getattr(person, name))
        for edit in several:
            if edit.at >= 0 and edit.new is not None:
                items[edit.at] = edit.new
        gone = frozenset(edit.at for edit in several if edit.new is None)
        if gone:
            removed[owner, name] = gone
        items = [item for place, item in enumerate(items) if place not in gone]
        items += [edit.new for edit in several if edit.at < 0]
        setattr(person, name, tuple(items))
