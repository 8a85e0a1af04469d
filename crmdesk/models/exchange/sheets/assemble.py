"""Columns of values become records, group by group: a phone and its label, an address's parts."""

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.i18n import pgettext
from crmdesk.models.customers.invoice_text import parse_invoice_block
from crmdesk.models.exchange.cleaning.addresses import address_groups
from crmdesk.models.exchange.columns.recognise import NOTE_LINE
from crmdesk.models.exchange.records.customers import (
    Anniversary,
    Consent,
    Invoice,
    Person,
)
from crmdesk.models.exchange.sheets.filling import People, Values, append, column_of, put
from crmdesk.models.exchange.sheets.reach_columns import (
    fill_channels,
    fill_emails,
    fill_phones,
)
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, CHANNELS, CONSENT_CHANNELS, Target

_FIELDS = BY_CODE["customers"]
_GROUPED = ("phone", "email", "address", "anniversary", "invoice", "consent", "channel", *CHANNELS)
_JOINT = {"invoice.address_phone": "地址电话", "invoice.bank_account": "开户行及账号"}
"""Columns of two things, with the label that tells them in a pasted block."""
_BLOCK = "invoice.block"
"""All of it in one cell."""
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
            put(people, field, values[target])
    _fill_names(people, by_field, values)
    _fill_birthdays(people, by_field, values)
    fill_phones(people, by_field, values)
    fill_emails(people, by_field, values)
    for kind in (*CHANNELS, "channel"):
        fill_channels(people, kind, by_field, values)
    for addresses in address_groups(values):
        append(people, "addresses", addresses)
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
            append(people, "custom", pairs)


def _fill_names(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    """姓 and 名, first and last name, where there is no whole name."""
    parts = [
        column_of(by_field, values, f"name.{part}") or [""] * len(people)
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
    years = column_of(by_field, values, "birthday.year") or [""] * len(people)
    months, days = (column_of(by_field, values, f"birthday.{part}") for part in ("month", "day"))
    assert months is not None
    assert days is not None
    for person, year, month, day in zip(people, years, months, days, strict=True):
        if person.birthday is None and month.isdecimal() and day.isdecimal():
            number = int(year) if year.isdecimal() else None
            if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                person.birthday = Birthday("solar", number, int(month), int(day))


def _fill_anniversaries(people: People, by_field: Mapping[str, Any], values: Values) -> None:
    for n, target in sorted(by_field.get("anniversary", {}).items()):
        labels = column_of(by_field, values, "anniversary.label", n) or [target.label] * len(people)
        append(
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
        columns = [column_of(by_field, values, part, n) or [""] * len(people) for part in parts]
        invoices = [Invoice(*row) for row in zip(*columns, strict=True)]
        for joint, label in _JOINT.items():
            if told := column_of(by_field, values, joint, n):
                invoices = [
                    _with_both(invoice, f"{label}：{text}") if text else invoice
                    for invoice, text in zip(invoices, told, strict=True)
                ]
        if blocks := column_of(by_field, values, _BLOCK, n):
            invoices = [
                block._replace(
                    **{name: value for name, value in invoice._asdict().items() if value}
                )
                if block
                else invoice
                for invoice, block in zip(invoices, blocks, strict=True)
            ]
        append(people, "invoices", [invoice if any(invoice) else None for invoice in invoices])


def _with_both(invoice: Invoice, block: str) -> Invoice:
    """Address and telephone, or bank and account, out of one cell."""
    told = parse_invoice_block(block)
    found = {name: getattr(told, name) for name in ("address", "phone", "bank", "account")}
    return invoice._replace(**{name: value for name, value in found.items() if value})


def _fill_consents(
    people: People, channel: str, by_field: Mapping[str, Any], values: Values
) -> None:
    given = column_of(by_field, values, f"consent.{channel}")
    if given is None:
        return
    at, how, staff = (
        column_of(by_field, values, f"consent.{channel}.{part}") or [None] * len(people)
        for part in ("at", "how", "staff")
    )
    append(
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
