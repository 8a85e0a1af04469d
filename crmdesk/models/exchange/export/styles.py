"""How the columns of an export look: header, type and width."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import pgettext
from crmdesk.models.exchange.vocabulary.choices import CHOICES, CLOSED, choice_of
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, SHEETS, Kind, Target, header_of
from crmdesk.models.exchange.writers.sheet import Column
from crmdesk.models.schema import CustomField

_STYLES = {
    Kind.DAY: "day",
    Kind.BIRTHDAY: "day",
    Kind.INSTANT: "instant",
    Kind.NUMBER: "number",
    Kind.MONEY: "money",
    Kind.AMOUNT: "money",
    Kind.PAID: "money",
    Kind.QUANTITY: "number",
}
_WIDTHS = {
    "name": 16.0,
    "company": 30.0,
    "address": 40.0,
    "email": 28.0,
    "phone": 18.0,
    "text": 60.0,
    "words": 50.0,
    "facts": 50.0,
    "solution": 40.0,
    "action": 40.0,
    "subject": 30.0,
}
_BY_KIND = {Kind.NOTE: 48.0, Kind.INSTANT: 18.0, Kind.DAY: 13.0, Kind.WORDS: 24.0}
_CUSTOM = {"number": "number", "date": "day"}
_LISTED = CLOSED | {"role", "education", "invoice.kind", "orders.status", "interactions.kind"}
"""Where a cell is edited in Excel, these words are offered."""


def columns_of(session: Session, targets: Sequence[Target]) -> list[Column]:
    """The columns of the customers' sheet, custom ones typed as the office defined them."""
    fields = {field.name: field for field in session.scalars(select(CustomField))}
    return [
        _own_column(target.label, fields.get(target.label))
        if target.field == "custom"
        else column_of(target)
        for target in targets
    ]


def _own_column(name: str, field: CustomField | None) -> Column:
    if field is None:
        return Column(name, "text", _wide(name))
    choices = tuple(field.choices) if field.kind == "choice" else ()
    return Column(name, _CUSTOM.get(field.kind, "text"), _wide(name), choices)


def title_of(sheet: str) -> str:
    """What a sheet of ours is called."""
    name, _fields = SHEETS[sheet]
    return pgettext("sheet", name)


def column_of(target: Target, sheet: str = "customers") -> Column:
    """One column of a sheet of ours."""
    kind = BY_CODE[sheet][target.field].kind
    header = header_of(target, sheet)
    width = _WIDTHS.get(target.field) or _BY_KIND.get(kind, 12.0)
    choice = choice_of(target.field, sheet) if kind is Kind.CHOICE else ""
    listed = tuple(filter(None, CHOICES[choice]().values())) if choice in _LISTED else ()
    return Column(header, _STYLES.get(kind, "text"), max(width, _wide(header)), listed)


def _wide(header: str) -> float:
    """Room for the header and its filter button."""
    return 5.0 + sum(1.0 if character.isascii() else 2.0 for character in header)
