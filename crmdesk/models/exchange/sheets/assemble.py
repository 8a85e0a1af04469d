"""Columns of values become records, group by group: a phone and its label, an address's parts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.i18n import pgettext
from crmdesk.models.customers.invoice_text import parse_invoice_block
from crmdesk.models.customers.phones import PhoneValue, digits_to_copy
from crmdesk.models.exchange.cleaning.addresses import address_groups
from crmdesk.models.exchange.columns.recognise import NOTE_LINE
from crmdesk.models.exchange.records.customers import (
    Anniversary,
    Channel,
    Consent,
    Email,
    Invoice,
    Person,
)
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, CHANNELS, CONSENT_CHANNELS, Target
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

Values = Mapping[Target, Sequence[Any]]
People = Sequence[Any]
_FIELDS = BY_CODE["customers"]
_GROUPED = ("phone", "email", "address", "anniversary", "invoice", "consent", "channel", *CHANNELS)
_JOINT = {"invoice.address_phone": "地址电话", "invoice.bank_account": "开户行及账号"}
"""Columns of two things, with the label that tells them in a pasted block."""
_BLOCK = "invoice.block"
"""All of it in one cell."""
_FAX = re.compile(r"fax|传真|傳真", re.IGNORECASE)
_APART = frozenset({"WhatsApp"})
_SAME_AS_PHONE = frozenset([
    "同手机", "同手机号", "同手机号码", "同号", "手机同号", "微信同号", "同电话", "手机号",
    "同手機", "同手機號", "同手機號碼", "同號", "手機同號", "微信同號", "同電話", "手機號",
])  # fmt: skip
SINGLE = (
    *(
        code
        for code, field in _FIELDS.items()
        if code.split(".")[0] not in _GROUPED and code != "note" and field.imported
    ),
    "district",
)
"""Fields that are one attribute of the record."""


def fill(people: People, values: Values) -> None:
    """Give each person what stands in her row; `values` holds the columns of these people only."""
    by_field: dict[str, dict[int, Target]] = {}
    for target in values:
        by_field.setdefault(target.field, {}).setdefault(target.n, target)
    for field in SINGLE:
        for target in by_field.get(field, {}).values():
            _set(people, field, values[target])
    _fill_names(people, by_field, values)
    _fill_birthdays(people, by_field, values)
    _fill_phones(people, by_field, values)
    _fill_emails(people, by_field, values)
    for kind in (*CHANNELS, "channel"):
        _fill_channels(people, kind, by_field, values)
    for addresses in address_groups(values):
        _add(people, "addresses", addresses)
    _fill_notes(people, values)


def fill_customers(people: People, values: Values) -> None:
    """What only customers have, beside what `fill` gives everybody."""
    by_field: dict[str, dict[int, Target]] = {}
    for target in values:
        by_field.setdefault(target.field, {})[target.n] = target
    _fill_anniversaries(people, by_field, values)
    _fill_invoices(people, by_field, values)
    for channel in CONSENT_CHANNELS:
        _fill_consents(people, channel, by_field, values)
    for target, column in values.items():
        if target.field == "custom":
            pairs = [(target.label, text) if text else None for text in column]
            _add(people, "custom", pairs)


def _set(people: People, attribute: str, values: Iterable[Any]) -> None:
    for person, value in zip(people, values, strict=True):
        if value:
            setattr(person, attribute, value)


def _add(people: People, attribute: str, items: Iterable[Any]) -> None:
    for person, item in zip(people, items, strict=True):
        if item is not None:
            setattr(person, attribute, (*getattr(person, attribute), item))


def _extend(people: People, attribute: str, items: Iterable[tuple[Any, ...]]) -> None:
    for person, found in zip(people, items, strict=True):
        if found:
            setattr(person, attribute, getattr(person, attribute) + found)


def _column(
    by_field: Mapping[str, Mapping[int, Target]], values: Values, field: str, n: int = 1
) -> Sequence[Any] | None:
    target = by_field.get(field, {}).get(n)
    return None if target is None else values[target]


def _fill_names(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    """姓 and 名, first and last name, where there is no whole name."""
    parts = [
        _column(by_field, values, f"name.{part}") or [""] * len(people)
        for part in ("family", "given", "middle")
    ]
    if not any(f"name.{part}" in by_field for part in ("family", "given", "middle")):
        return
    for person, family, given, middle in zip(people, *parts, strict=True):
        if not person.name:
            person.name = whole_name(family, given, middle)


def whole_name(family: str, given: str, middle: str = "") -> str:
    """In Chinese the family name comes first and without a blank."""
    if all("\u3400" <= character <= "\u9fff" for character in family + given):
        return family + middle + given
    return " ".join(filter(None, (given, middle, family)))


def _fill_birthdays(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    """Thunderbird writes year, month and day of a birthday into columns of their own."""
    if "birthday.month" not in by_field or "birthday.day" not in by_field:
        return
    years = _column(by_field, values, "birthday.year") or [""] * len(people)
    months, days = (_column(by_field, values, f"birthday.{part}") for part in ("month", "day"))
    assert months is not None
    assert days is not None
    for person, year, month, day in zip(people, years, months, days, strict=True):
        if person.birthday is None and month.isdecimal() and day.isdecimal():
            number = int(year) if year.isdecimal() else None
            if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                person.birthday = Birthday("solar", number, int(month), int(day))


def _fill_phones(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    for n, target in sorted(by_field.get("phone", {}).items()):
        phones: Sequence[tuple[PhoneValue, ...]] = values[target]
        if labels := _column(by_field, values, "phone.label", n):
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


def _fill_emails(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    for n, target in sorted(by_field.get("email", {}).items()):
        emails: Sequence[tuple[Email, ...]] = values[target]
        if labels := _column(by_field, values, "email.label", n):
            emails = [
                tuple(Email(label or email.label, email.address) for email in found)
                for found, label in zip(emails, labels, strict=True)
            ]
        _extend(people, "emails", emails)


def _fill_channels(people: People, kind: str, by_field: Mapping[str, Any], values: Values) -> None:
    subs = ("kind", "label", "nickname", "remark", "our_phone", "staff")
    numbers = set(by_field.get(kind, {}))
    for sub in subs[2:]:
        numbers |= set(by_field.get(f"{kind}.{sub}", {}))
    for n in sorted(numbers):
        told = {sub: _column(by_field, values, f"{kind}.{sub}", n) for sub in subs}
        target = by_field.get(kind, {}).get(n)
        label = target.label if target else ""
        column = values[target] if target else [""] * len(people)
        if kind in ("wechat", "line", "fax") and not _SAME_AS_PHONE.isdisjoint(column):
            column = [_own_phone(kind, *pair) for pair in zip(people, column, strict=True)]
        if not any(told.values()):
            _add(people, "channels", _plain_channels(kind, column, label))
            continue
        rows = zip(column, *(told[sub] or [""] * len(people) for sub in subs), strict=True)
        _add(people, "channels", [_channel(kind, label, *row) for row in rows])


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


def _fill_anniversaries(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    for n, target in sorted(by_field.get("anniversary", {}).items()):
        labels = _column(by_field, values, "anniversary.label", n) or [target.label] * len(people)
        _add(
            people,
            "anniversaries",
            [
                Anniversary(label, day) if day else None
                for label, day in zip(labels, values[target], strict=True)
            ],
        )


def _fill_invoices(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    parts = [f"invoice.{part}" for part in Invoice._fields]
    numbers = {n for part in (*parts, *_JOINT, _BLOCK) for n in by_field.get(part, {})}
    for n in sorted(numbers):
        columns = [_column(by_field, values, part, n) or [""] * len(people) for part in parts]
        invoices = [Invoice(*row) for row in zip(*columns, strict=True)]
        for joint, label in _JOINT.items():
            if told := _column(by_field, values, joint, n):
                invoices = [
                    _with_both(invoice, f"{label}：{text}") if text else invoice
                    for invoice, text in zip(invoices, told, strict=True)
                ]
        if blocks := _column(by_field, values, _BLOCK, n):
            invoices = [
                block._replace(
                    **{name: value for name, value in invoice._asdict().items() if value}
                )
                if block
                else invoice
                for invoice, block in zip(invoices, blocks, strict=True)
            ]
        _add(people, "invoices", [invoice if any(invoice) else None for invoice in invoices])


def _with_both(invoice: Invoice, block: str) -> Invoice:
    """Address and telephone, or bank and account, out of one cell."""
    told = parse_invoice_block(block)
    found = {name: getattr(told, name) for name in ("address", "phone", "bank", "account")}
    return invoice._replace(**{name: value for name, value in found.items() if value})


def _fill_consents(
    people: People, channel: str, by_field: Mapping[str, Any], values: Values
) -> None:
    given = _column(by_field, values, f"consent.{channel}")
    if given is None:
        return
    at, how, staff = (
        _column(by_field, values, f"consent.{channel}.{part}") or [None] * len(people)
        for part in ("at", "how", "staff")
    )
    _add(
        people,
        "consents",
        [
            Consent(channel, answer == "given", when, way or "", who or "")
            if answer in ("given", "refused")
            else None
            for answer, when, way, who in zip(given, at, how, staff, strict=True)
        ],
    )


def _fill_notes(people: People, values: Values) -> None:
    """Several note columns become the lines of one note."""
    notes: list[tuple[str, Sequence[str]]] = []
    for target, column in values.items():
        if target.field == "note":
            notes.append(("", column))
        elif target.field == NOTE_LINE:
            notes.append((target.label, column))
    for label, column in notes:
        for person, text in zip(people, column, strict=True):
            if text:
                add_note(person, column_line(label, text) if label else text)


def column_line(letter: str, text: str) -> str:
    """What a column without a header leaves in the note."""
    return pgettext("note", "Column {letter}: {text}").format(letter=letter, text=text)


def add_note(person: Person, line: str) -> None:
    person.note = f"{person.note}\n{line}" if person.note else line
