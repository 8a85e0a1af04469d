"""What an import says about the values of a record: in previews, notes and problems."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import say_birthday
from crmdesk.models.core.i18n import pgettext
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.records.customers import (
    Address,
    Anniversary,
    Channel,
    Consent,
    ContactRecord,
    Email,
    Invoice,
)
from crmdesk.models.exchange.vocabulary.choices import CHOICES
from crmdesk.models.exchange.vocabulary.fields import CHANNELS, Target, header_of
from crmdesk.models.exchange.vocabulary.wordlists import join_words

_LABELS = {
    "phones": "phone",
    "emails": "email",
    "addresses": "address",
    "invoices": "invoice.title",
    "anniversaries": "anniversary",
}


def label_of(name: str) -> str:
    """What an attribute of a record is called."""
    if name == "photo":
        return pgettext("file", "Photo")
    return header_of(Target(_LABELS.get(name, name)))


def say(name: str, value: Any) -> str:
    """A value of a record as the preview shows it."""
    if isinstance(value, Birthday):
        return say_birthday(value)
    if isinstance(value, bytes):
        return f"{len(value) / 1024:.0f} KB"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if name == "diet":
        words = CHOICES["diet"]()
        return join_words(words.get(word, word) for word in value.split())
    if name in CHOICES:
        return CHOICES[name]().get(str(value), str(value))
    return str(value)


def note_line(name: str, value: Any) -> str:
    """A value that found no place of its own, as a line of the note."""
    told = pgettext("note", "{field}: {value}")
    return told.format(field=label_of(name), value=say(name, value))


def say_item(item: Any) -> str:
    """One of several: a phone, an address, a tag …"""
    match item:
        case PhoneValue() | Email() | Address():
            label = CHOICES["label"]().get(item.label, item.label)
            said = str(item.address if isinstance(item, Email) else item.raw)
            return f"{said} ({label})" if label else said
        case Channel():
            return item.value or item.nickname or item.remark
        case Invoice():
            return " ".join(filter(None, item))
        case Anniversary():
            return f"{item.label} {say_birthday(item.day)}".strip()
        case Consent():
            return CHOICES["consent"]()["given" if item.given else "refused"]
        case ContactRecord():
            return " ".join([item.name, *(phone.raw for phone in item.phones)])
    return str(item)


def label_of_item(name: str, item: Any) -> str:
    """What one of several is called: the channel, the custom field, else the list itself."""
    if isinstance(item, Channel):
        return header_of(Target(item.kind if item.kind in CHANNELS else "channel"))
    if isinstance(item, Consent):
        return header_of(Target(f"consent.{item.channel}"))
    if isinstance(item, ContactRecord):
        return header_of(Target("contact"), "interactions")
    if name == "custom":
        return str(item[0])
    return label_of(name)
