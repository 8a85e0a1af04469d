"""Telephones, e-mail addresses and accounts of messengers, with the labels beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.models.customers.phones import PhoneValue, digits_to_copy
from crmdesk.models.exchange.records.customers import Channel, Email
from crmdesk.models.exchange.sheets.filling import People, Values, append, column_of, extend
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.fields import CHANNELS
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

_FAX = re.compile(r"fax|传真|傳真", re.IGNORECASE)
_APART = frozenset({"WhatsApp"})
_SAME_AS_PHONE = frozenset([
    "同手机", "同手机号", "同手机号码", "同号", "手机同号", "微信同号", "同电话", "手机号",
    "同手機", "同手機號", "同手機號碼", "同號", "手機同號", "微信同號", "同電話", "手機號",
])  # fmt: skip


def fill_phones(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    """Numbers with their labels; faxes among them become channels."""
    for n, target in sorted(by_field.get("phone", {}).items()):
        phones: Sequence[tuple[PhoneValue, ...]] = values[target]
        if labels := column_of(by_field, values, "phone.label", n):
            phones = [
                tuple(_labelled(phone, label) for phone in found) if label else found
                for found, label in zip(phones, labels, strict=True)
            ]
            if any(map(_is_fax, labels)):
                _add_faxes(people, phones, labels)
                told = zip(phones, labels, strict=True)
                phones = [() if _is_fax(label) else found for found, label in told]
        _extend_phones(people, phones)


def _extend_phones(people: People, phones: Sequence[tuple[PhoneValue, ...]]) -> None:
    """A number that stands in two columns of a row is one, with the label that says more."""
    for person, found in zip(people, phones, strict=True):
        if not found:
            continue
        if (known := person.phones) and not _APART.isdisjoint(phone.label for phone in found):
            same = {phone.e164: phone for phone in found if phone.e164}
            person.phones = tuple(phone for phone in known if phone.e164 not in same)
        person.phones += found


def _is_fax(label: str) -> bool:
    return _FAX.search(label) is not None


def _add_faxes(
    people: People, numbers: Sequence[tuple[PhoneValue, ...]], labels: Sequence[str]
) -> None:
    """Google keeps faxes among the phones: 'Work Fax'."""
    for person, found, label in zip(people, numbers, labels, strict=True):
        if _is_fax(label):
            own = words_of("label").get(plain_header(_FAX.sub("", label)), "")
            faxes = (Channel("fax", phone.raw, own) for phone in found)
            person.channels = (*person.channels, *faxes)


def _labelled(phone: PhoneValue, label: str) -> PhoneValue:
    return PhoneValue(label, phone.raw, phone.e164, phone.extension, phone.suspect, phone.note)


def fill_emails(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    """Addresses with their labels."""
    for n, target in sorted(by_field.get("email", {}).items()):
        emails: Sequence[tuple[Email, ...]] = values[target]
        if labels := column_of(by_field, values, "email.label", n):
            emails = [
                tuple(Email(label or email.label, email.address) for email in found)
                for found, label in zip(emails, labels, strict=True)
            ]
        extend(people, "emails", emails)


def fill_channels(people: People, kind: str, by_field: Mapping[str, Any], values: Values) -> None:
    subs = ("kind", "label", "nickname", "remark", "our_phone", "staff")
    numbers = set(by_field.get(kind, {}))
    for sub in subs[2:]:
        numbers |= set(by_field.get(f"{kind}.{sub}", {}))
    for n in sorted(numbers):
        told = {sub: column_of(by_field, values, f"{kind}.{sub}", n) for sub in subs}
        target = by_field.get(kind, {}).get(n)
        label = target.label if target else ""
        column = values[target] if target else [""] * len(people)
        if kind in ("wechat", "line", "fax") and not _SAME_AS_PHONE.isdisjoint(column):
            column = [_own_phone(kind, *pair) for pair in zip(people, column, strict=True)]
        if not any(told.values()):
            append(people, "channels", _plain_channels(kind, column, label))
            continue
        rows = zip(column, *(told[sub] or [""] * len(people) for sub in subs), strict=True)
        append(people, "channels", [_channel(kind, label, *row) for row in rows])


def _own_phone(kind: str, person: Any, text: str) -> str:
    """微信同号: the account is the number of the mobile; 同电话: the fax is the telephone."""
    if text not in _SAME_AS_PHONE or not person.phones:
        return text
    if kind == "fax":
        return str(person.phones[0].raw)
    phone: PhoneValue = person.phones[0]
    country = "TW" if (phone.e164 or "").startswith("+886") else "CN"
    return digits_to_copy(phone.e164, phone.raw, country)


def _plain_channels(kind: str, column: Sequence[str], label: str) -> list[Channel | None]:
    return [
        Channel(kind, text, label) if text and not is_placeholder(text) else None for text in column
    ]


def _channel(
    kind: str, column_label: str, value: str, own_kind: str, label: str, *known: str
) -> Any:
    if not value and not any(known):
        return None
    own_kind = own_kind.lower() if own_kind.lower() in CHANNELS else own_kind
    return Channel(own_kind or kind, value, label or column_label, *known)
