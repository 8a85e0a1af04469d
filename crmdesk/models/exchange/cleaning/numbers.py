"""Numbers, money, quantities and payments of a column."""

import re
from decimal import Decimal, InvalidOperation

from crmdesk.models.core.money import read_number
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells, told
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import is_placeholder
from crmdesk.models.orders.rules import read_quantity

_FINEST = Decimal("0.000001")
_AMOUNT = re.compile(r"[¥￥$,，\s元]|NT\$|RMB|CNY", re.IGNORECASE)


def whole_numbers(column: ColumnCells) -> list[int | None]:
    return [None if amount is None else int(amount) for amount in _amounts(column, "cell.number")]


def money(column: ColumnCells) -> list[int | None]:
    """Amounts in minor units (分)."""
    return [
        None if amount is None else int((amount * 100).to_integral_value())
        for amount in _amounts(column, "cell.number")
    ]


def _amounts(column: ColumnCells, code: str) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for index, text in enumerate(column.texts):
        try:
            amount = Decimal(_AMOUNT.sub("", text)) if text else None
        except InvalidOperation:
            amount = read_number(text)
        if text and (amount is None or not amount.is_finite()):
            column.bad(index, code)
            amount = None
        found.append(amount)
    return found


def exact_amounts(column: ColumnCells) -> list[Decimal | None]:
    return _amounts(column, "cell.number")


def quantities(column: ColumnCells) -> list[tuple[int, str] | None]:
    """Thousandths and the unit written beside the number."""
    return told(column, "cell.quantity", lambda _cell, text: read_quantity(_tidy(text)))


def _tidy(text: str) -> str:
    """A binary fraction as it was typed: 0.30000000000000004 is 0.3."""
    if len(text) > 12 and "." in text:
        try:
            return f"{Decimal(text).quantize(_FINEST).normalize():f}"
        except InvalidOperation:
            pass
    return text


def payments(column: ColumnCells) -> list[Decimal | bool | None]:
    """How much was paid, or whether all was."""
    known = words_of("paid")
    found: list[Decimal | bool | None] = []
    for index, text in enumerate(column.texts):
        answer = known.get(plain_header(text)) if text else None
        if answer is not None:
            found.append(answer == "yes")
            continue
        amount = read_number(_tidy(text)) if text else None
        if text and amount is None and not is_placeholder(text):
            column.bad(index, "cell.number")
        found.append(amount)
    return found
