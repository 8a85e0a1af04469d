"""Columns of text become columns of values; what cannot be taken is reported, never lost."""

import re
from collections.abc import Callable
from typing import Any

from crmdesk.models.exchange import choice_values as choices
from crmdesk.models.exchange import day_values as days
from crmdesk.models.exchange import number_values as numbers
from crmdesk.models.exchange import reach_values as reach
from crmdesk.models.exchange.column_cells import ColumnCells, Report
from crmdesk.models.exchange.fields import Kind
from crmdesk.models.exchange.remark_names import read_remark

__all__ = ["ColumnCells", "Report", "column_values"]

_HANZI_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")


def column_values(column: ColumnCells, kind: Kind) -> list[Any]:
    """The values of a column; "" or None where a cell holds none."""
    return _READERS[kind](column)


def _texts(column: ColumnCells) -> list[str]:
    return column.texts


def _names(column: ColumnCells) -> list[str]:
    if not any(" " in text or "\u3000" in text for text in column.texts):
        return column.texts
    return [_name(text) if len(text.split()) > 1 else text for text in column.texts]


def _name(text: str) -> str:
    """'张　三' was spaced for looks; 'Anna Maria' was not."""
    text = " ".join(text.split())
    if len(text) > 7 or read_remark(text):  # 刘老师 三中 are two words
        return text
    return _HANZI_APART.sub("", text)


_READERS: dict[Kind, Callable[[ColumnCells], list[Any]]] = {
    Kind.TEXT: _texts,
    Kind.NAME: _names,
    Kind.NOTE: _texts,
    Kind.WORDS: choices.words,
    Kind.CHOICE: choices.choices,
    Kind.PHONE: reach.phones,
    Kind.EMAIL: reach.emails,
    Kind.BIRTHDAY: days.birthdays,
    Kind.DAY: days.days,
    Kind.INSTANT: days.instants,
    Kind.NUMBER: numbers.whole_numbers,
    Kind.MONEY: numbers.money,
    Kind.YES_NO: choices.answers,
    Kind.AMOUNT: numbers.exact_amounts,
    Kind.QUANTITY: numbers.quantities,
    Kind.PAID: numbers.payments,
}
