"""Values of the fields the user defined, kept as canonical text."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.schema import CustomField, CustomValue


def set_custom(
    session: Session, customer_id: int, field_id: int, typed: str | date | None, *, expected: str
) -> None:
    """Store what was typed for a custom field; nothing typed takes the value away.

    Raises Stale "fact.stale", CrmError "customer.gone", "field.gone", and "fact.number",
    "fact.date", "fact.choice" for a value that does not fit the field's kind.
    """
    get_customer(session, customer_id)
    field = session.get(CustomField, field_id)
    if field is None:
        raise CrmError("field.gone")
    value = canonical(field.kind, typed, tuple(field.choices))
    row = session.scalar(
        select(CustomValue).where(
            CustomValue.customer_id == customer_id, CustomValue.field_id == field_id
        )
    )
    current = row.value if row is not None else ""
    if current == value:
        return
    if current != expected:
        raise Stale("fact.stale", field=field.name)
    if row is None:
        session.add(CustomValue(customer_id=customer_id, field_id=field_id, value=value))
    elif value:
        row.value = value
    else:
        session.delete(row)
    session.flush()


def canonical(kind: str, typed: str | date | None, choices: tuple[str, ...] = ()) -> str:
    """The text a value of this kind is kept as: plain numbers, ISO days, one of the choices.

    Raises CrmError "fact.number", "fact.date", "fact.choice".
    """
    if isinstance(typed, date):
        return typed.isoformat()
    text = (typed or "").strip()
    if not text or kind == "text":
        return text
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _day(text)
    for choice in choices:
        if choice.casefold() == text.casefold():
            return choice
    raise CrmError("fact.choice")


def _number(text: str) -> str:
    plain = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", text))
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise CrmError("fact.number") from None
    if not number.is_finite():
        raise CrmError("fact.number")
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _day(text: str) -> str:
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _refuse()
    except ValueError:
        return _refuse()


def _refuse() -> str:
    raise CrmError("fact.date")
