"""What becomes different from one state of a customer to the next, in words."""

from __future__ import annotations

from typing import Any, NamedTuple

from crmdesk.models.exchange.planning.edits import ALL_LISTS, OWN, Edit, edits_between
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.say import label_of, label_of_item, say, say_item


class FieldChange(NamedTuple):
    """One field in words; `old` is "" where nothing stood there."""

    field: str
    old: str
    new: str


def changes_between(before: CustomerRecord, after: CustomerRecord) -> list[FieldChange]:
    """What a preview shows of an update."""
    return [in_words(edit, before) for edit in edits_between(before, after)]


def in_words(edit: Edit, before: CustomerRecord) -> FieldChange:
    """An edit as people read it; of a contact, with her name."""
    label = name_of(edit)
    if edit.contact != OWN:
        label = f"{before.contacts[edit.contact].name} · {label}"
    return FieldChange(label, said(edit.name, edit.old), said(edit.name, edit.new))


def name_of(edit: Edit) -> str:
    """What the field is called."""
    if edit.name in ALL_LISTS or edit.name == "contacts":
        return label_of_item(edit.name, edit.old if edit.new is None else edit.new)
    return label_of(edit.name)


def said(name: str, value: Any) -> str:
    """A value in words, "" for none; what is added to a note stands behind what it said."""
    if value is None or value == "":
        return ""
    if name == "custom":
        return str(value[1])
    return say_item(value) if name in ALL_LISTS or name == "contacts" else say(name, value)
