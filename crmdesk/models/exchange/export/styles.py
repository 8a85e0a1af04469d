"""How the columns of an export look: header, type and width."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import pgettext
from crmdesk.models.exchange.fields import BY_CODE, SHEETS, Kind, Target, header_of
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


def columns_of(session: Session, targets: Sequence[Target]) -> list[Column]:
    """The columns of the customers' sheet, custom ones typed as the office defined them."""
    kinds = {field.name: field.kind for field in session.scalars(select(CustomField))}
    return [
        Column(target.label, _CUSTOM.get(kinds.get(target.label, ""), "text"), _wide(target.label))
        if target.field == "custom"
        else column_of(target)
        for target in targets
    ]


def title_of(sheet: str) -> str:
    """What a sheet of ours is called."""
    name, _fields = SHEETS[sheet]
    return pgettext("sheet", name)


def column_of(target: Target, sheet: str = "customers") -> Column:
    """One column of a sheet of ours."""
    kind = BY_CODE[sheet][target.field].kind
    header = header_of(target, sheet)
    width = _WIDTHS.get(target.field) or _BY_KIND.get(kind, 12.0)
    return Column(header, _STYLES.get(kind, "text"), max(width, _wide(header)))


def _wide(header: str) -> float:
    """Room for the header and its filter button."""
    return 5.0 + sum(1.0 if character.isascii() else 2.0 for character in header)
