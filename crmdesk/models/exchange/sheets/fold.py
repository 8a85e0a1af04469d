"""One record put into another: what an import does to a customer that is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.records.customers import (
    Address,
    Channel,
    Consent,
    ContactRecord,
    CustomerRecord,
    Email,
    Invoice,
    Person,
)
from crmdesk.models.exchange.records.say import note_line

OVERWRITTEN = (
    "kind", "name", "salutation", "gender", "title", "company", "parent", "stage", "stage_since",
    "source", "industry", "country", "region", "size", "owner", "referrer", "birthday", "hobbies",
    "diet", "gift_taste", "preferred_channel", "preferred_hour", "occupation", "education",
    "income", "bereaved_on", "warning",
)  # fmt: skip
ADDED_TO = ("note", "private_note")
CONTACT_OVERWRITTEN = ("salutation", "gender", "title", "department", "role", "birthday")


@dataclass(frozen=True, slots=True)
class Folding:
    """`guessed` are attributes the file does not say itself: they fill blanks only.

    `keep_old`: what is overwritten goes to the note, for both values stand in the same file.
    """

    fill_only: bool = False
    guessed: frozenset[str] = frozenset()
    keep_old: bool = False


def fold(into: CustomerRecord, row: CustomerRecord, how: Folding) -> CustomerRecord:
    """`into` with all that `row` adds; neither is changed.

    What stands in `row` overwrites, its phones, tags, notes and the like are added, and what is
    blank takes nothing away.
    """
    found = copy(into)
    told = row.__dict__
    for name in OVERWRITTEN:
        if name in told:
            _overwrite(found, name, told[name], how)
    for name in ADDED_TO:
        if name in told:
            setattr(found, name, _more_text(getattr(found, name), told[name]))
    if row.number and not found.number:
        found.number = row.number
    found.photo = found.photo or row.photo
    found.note = _with_other_values(found, row, how)
    for name, (key, merge) in LISTS.items():
        if told.get(name):
            old = getattr(found, name)
            setattr(found, name, _united(old, told[name], key, merge, how))
    if told.get("consents"):
        found.consents = _consents(found.consents, row.consents)
    if told.get("contacts"):
        found.contacts = _contacts(found.contacts, row.contacts, how)
    return found


def _overwrite(found: Person, name: str, new: Any, how: Folding) -> None:
    old = getattr(found, name)
    if not new or new == old or says_less(new, old):
        return
    if old and (how.fill_only or name in how.guessed):
        return
    if old and how.keep_old and not (name == "name" and same_name_key(new) == same_name_key(old)):
        found.note = _more_text(found.note, note_line(name, old))
    setattr(found, name, new)


def _with_other_values(found: CustomerRecord, row: CustomerRecord, how: Folding) -> str:
    """The note with the values of its own fields that those of `row` are about to replace."""
    if not how.keep_old or how.fill_only or not row.custom:
        return found.note
    note, told = found.note, dict(row.custom)
    for label, old in found.custom:
        if told.get(label, old) not in ("", old):
            note = _more_text(note, f"{label}：{old}")
    return note


def says_less(new: Any, old: Any) -> bool:
    """A birthday that lacks the year of the one we know."""
    year = getattr(old, "year", None)
    return (
        year is not None
        and getattr(new, "year", year) is None
        and ((new.calendar, new.month, new.day) == (old.calendar, old.month, old.day))
    )


def _more_text(old: str, new: str) -> str:
    """A note is added to, unless it says so already."""
    if not new or new in old:
        return old
    return f"{old}\n{new}" if old else new


def _united(
    old: tuple[Any, ...],
    new: Iterable[Any],
    key: Callable[[Any], Any],
    merge: Callable[[Any, Any], Any],
    how: Folding,
) -> tuple[Any, ...]:
    """The old items, brought up to date where a new one is the same, then the others."""
    found = list(old)
    places = {key(item): place for place, item in enumerate(found)}
    for item in new:
        place = places.setdefault(key(item), len(found))
        if place == len(found):
            found.append(item)
        elif not how.fill_only:
            found[place] = merge(found[place], item)
    return tuple(found)


def _renewed(old: Any, new: Any) -> Any:
    """A named tuple with the fields of `new` that say something."""
    told = {name: value for name, value in zip(new._fields, new, strict=True) if value}
    return old._replace(**told) if told else old


def _relabelled(old: Any, new: Any) -> Any:
    """The same number or address: only its label may be another one."""
    if not new.label or new.label == old.label:
        return old
    if hasattr(old, "_replace"):
        return old._replace(label=new.label)
    return type(old)(new.label, old.raw, old.e164, old.extension, old.suspect, old.note)


def _consents(old: tuple[Consent, ...], new: Iterable[Consent]) -> tuple[Consent, ...]:
    """A refusal stands until the customer herself takes it back: no file does."""
    found = {consent.channel: consent for consent in old}
    for consent in new:
        before = found.get(consent.channel)
        if before is None or (before.given and not consent.given):
            found[consent.channel] = consent
    return tuple(found.values())


def _contacts(
    old: tuple[ContactRecord, ...], new: Iterable[ContactRecord], how: Folding
) -> tuple[ContactRecord, ...]:
    found = list(old)
    places = {same_name_key(contact.name): place for place, contact in enumerate(found)}
    for contact in new:
        place = places.setdefault(same_name_key(contact.name), len(found))
        if place == len(found):
            found.append(contact)
        else:
            found[place] = _contact(found[place], contact, how)
    return tuple(found)


def _contact(into: ContactRecord, row: ContactRecord, how: Folding) -> ContactRecord:
    found = copy(into)
    for name in CONTACT_OVERWRITTEN:
        if name in row.__dict__:
            _overwrite(found, name, row.__dict__[name], how)
    found.note = _more_text(found.note, row.note)
    for name in ("phones", "emails", "channels", "addresses"):
        if items := getattr(row, name):
            key, merge = LISTS[name]
            setattr(found, name, _united(getattr(found, name), items, key, merge, how))
    return found


def _phone_key(phone: Any) -> Any:
    return (phone.e164, phone.extension) if phone.e164 else "".join(phone.raw.split())


def _email_key(email: Email) -> str:
    return email.address.lower()


def _channel_key(channel: Channel) -> tuple[str, str]:
    return channel.kind, normalise(channel.value or channel.nickname)


def _address_key(address: Address) -> str:
    return normalise(address.raw).replace(" ", "")


def _invoice_key(invoice: Invoice) -> str:
    return normalise(invoice.title or invoice.tax_number).replace(" ", "")


def _itself(item: Any) -> Any:
    return item


def _first(item: Any) -> Any:
    return item[0]


def _keep(old: Any, _new: Any) -> Any:
    return old


def _replace(_old: Any, new: Any) -> Any:
    return new


LISTS: dict[str, tuple[Callable[[Any], Any], Callable[[Any, Any], Any]]] = {
    "phones": (_phone_key, _relabelled),
    "emails": (_email_key, _relabelled),
    "channels": (_channel_key, _renewed),
    "addresses": (_address_key, _renewed),
    "invoices": (_invoice_key, _renewed),
    "tags": (_itself, _keep),
    "anniversaries": (_itself, _keep),
    "custom": (_first, _replace),
}
"""How items of a list are told apart, and what a second one of the same makes of the first."""
