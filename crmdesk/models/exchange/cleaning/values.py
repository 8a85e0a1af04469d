"""Columns of text become columns of values; what cannot be taken is reported, never lost."""

import re
from collections.abc import Callable
from typing import Any

from crmdesk.models.derived.readings import COMPOUND_SURNAMES
from crmdesk.models.exchange.cleaning import choice_values as choices
from crmdesk.models.exchange.cleaning import day_values as days
from crmdesk.models.exchange.cleaning import numbers, reach
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells, Report
from crmdesk.models.exchange.cleaning.invoices import invoices
from crmdesk.models.exchange.sheets.remark_names import read_remark
from crmdesk.models.exchange.vocabulary.fields import Kind
from crmdesk.models.exchange.vocabulary.texts import BLANK_MARKS, PLACEHOLDERS, is_blank_mark

__all__ = ["ColumnCells", "Report", "column_values"]

_NOBODY = PLACEHOLDERS | {"空置", "空", "待定", "未填", "匿名", "无名氏", "無名氏"}
_IN_BRACKETS = re.compile(r"[(（【](先生|女士|小姐|太太|夫人)[)）】]$")
"""赵六（女士）is how one addresses her, not what one says of her."""
_HANZI_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")


def column_values(column: ColumnCells, kind: Kind) -> list[Any]:
    """The values of a column; "" or None where a cell holds none."""
    column.leave_out_long()
    return _READERS[kind](column)


def _texts(column: ColumnCells) -> list[str]:
    if column.exact or BLANK_MARKS.isdisjoint(column.texts):
        return column.texts
    return ["" if is_blank_mark(text) else text for text in column.texts]


def _names(column: ColumnCells) -> list[str]:
    texts = column.texts
    if not column.exact and not _NOBODY.isdisjoint(texts):
        texts = ["" if text in _NOBODY else text for text in texts]
    if not column.exact and any(text[-1:] in ")）】" for text in texts if text):
        texts = [_IN_BRACKETS.sub(r"\1", text) for text in texts]
    if not any(" " in text or "\u3000" in text for text in texts):
        return texts
    return [_name(text) if len(text.split()) > 1 else text for text in texts]


def _name(text: str) -> str:
    """'张　三' was spaced for looks; 'Anna Maria' and '房东 李' were not."""
    text = " ".join(text.split())
    first = text.partition(" ")[0]
    if len(text) > 7 or (len(first) > 1 and first not in COMPOUND_SURNAMES) or read_remark(text):
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
    Kind.INVOICE: invoices,
}
