"""What becomes different from one state of a customer to the next, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from crmdesk.models.exchange.fold import ADDED_TO, CONTACT_OVERWRITTEN, OVERWRITTEN
from crmdesk.models.exchange.records import CustomerRecord, Person
from crmdesk.models.exchange.say import label_of, label_of_item, say, say_item

REACH = ("phones", "emails", "channels", "addresses")
LISTS = (*REACH, "tags", "anniversaries", "invoices", "consents", "custom")


class FieldChange(NamedTuple):
    """One field in words; `old` is "" where nothing stood there."""

    field: str
    old: str
    new: str


def changes_between(before: CustomerRecord, after: CustomerRecord) -> list[FieldChange]:
    """What a preview shows of an update."""
    found = list(_texts(before, after, (*OVERWRITTEN, *ADDED_TO)))
    found += _items(before, after, LISTS)
    for place, contact in enumerate(after.contacts):
        if place >= len(before.contacts):
            found.append(FieldChange(label_of_item("contacts", contact), "", say_item(contact)))
        elif contact is not before.contacts[place]:
            old = before.contacts[place]
            details = [*_texts(old, contact, (*CONTACT_OVERWRITTEN, "note"))]
            details += _items(old, contact, REACH)
            found += [
                FieldChange(f"{contact.name} · {field}", was, now) for field, was, now in details
            ]
    return found


def _texts(before: Person, after: Person, names: tuple[str, ...]) -> Iterator[FieldChange]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(label_of(name), say(name, old) if old else "", say(name, new))


def _items(before: Person, after: Person, names: tuple[str, ...]) -> Iterator[FieldChange]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        for place, item in enumerate(new):
            was = old[place] if place < len(old) else None
            if item != was:
                label = label_of_item(name, item)
                yield FieldChange(label, _said(name, was), _said(name, item))


def _said(name: str, item: object) -> str:
    if item is None:
        return ""
    return str(item[1]) if name == "custom" and isinstance(item, tuple) else say_item(item)
