"""The cells of columns that become fields of the user's own.

The header says that numbers, days, levels or answers stand below it; where too many cells say
something else, all are taken as text.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crmdesk.models.core.money import read_number
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells
from crmdesk.models.exchange.cleaning.days import in_year, is_no_day, lacks_year, read_day
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.own_headers import is_question, kind_told
from crmdesk.models.exchange.vocabulary.texts import is_blank_mark, is_placeholder

_UNIT = re.compile(
    r"(?<=[\d万千百十两零一二三四五六七八九])\s*(?:积?分|点|點|周?岁|歲|次|件|points?|pts)$",
    re.IGNORECASE,
)
_BARE = {
    "金": "金卡",
    "银": "银卡",
    "銀": "銀卡",
    "铜": "铜卡",
    "銅": "銅卡",
    "钻": "钻石卡",
    "钻石": "钻石卡",
}
_MARKS = frozenset("√✓✔×✗YyNn")
_WHOLE_DAY = re.compile(
    r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|(?:19|20)\d\d年\d{1,2}月\d{1,2}[日号]"
    r"|\d{1,2}[- ][A-Za-z]{3,9}[- ,]{1,2}20\d\d|[A-Za-z]{3,9}\.? \d{1,2},? 20\d\d"
    r"|\d{1,2}/\d{1,2}/20\d\d"
)
_SERIALS = range(36_526, 47_500)
"""Excel's days of this century."""
_TOO_MANY = 3
"""One in so many cells may be something else; where more are, the column is one of text."""
_ANSWERS = {"": ("Yes", "No"), "cn": ("是", "否")}


class OwnValues(NamedTuple):
    """The values as stored, and the kind of field they make: "" where nothing is told."""

    kind: str
    values: list[str]


def own_values(column: ColumnCells, wanted: str = "") -> OwnValues:
    """The cells of a column of a field of the user's own; `wanted` is the kind she chose for it."""
    read = _wanted(wanted) if wanted else _told_reader(column)
    told = [text for text in dict.fromkeys(column.texts) if text and not is_blank_mark(text)]
    if not told:
        return OwnValues("", [""] * len(column.texts))
    if read is None:
        return OwnValues("text", _as_texts(column))
    kind, reader = read
    known = {text: reader(column, text) for text in told}
    if sum(value is None for value in known.values()) * _TOO_MANY > len(known):
        return OwnValues("text", _as_texts(column))
    return OwnValues(kind, [_value(column, at, known, kind) for at in range(len(column.texts))])


def _as_texts(column: ColumnCells) -> list[str]:
    """Whatever stands there; a bare number among days is one Excel was not told to show as such."""
    texts = ["" if is_blank_mark(text) else text for text in column.texts]
    serials = [at for at, cell in enumerate(column.cells) if _is_serial(cell)]
    others = sum(map(bool, texts)) - len(serials)
    days = sum(isinstance(cell, date) for cell in column.cells)
    if serials and days and days * 2 >= others and len(serials) <= others:
        for at in serials:
            day = read_day(column.cells[at], texts[at], country="CN", today=None)
            texts[at] = day.isoformat() if day else texts[at]
    return texts


def _is_serial(cell: Cell) -> bool:
    return type(cell) in (int, float) and cell in _SERIALS


_Reader = Callable[[ColumnCells, str], str | None]
_CODES = {"number": "cell.number", "date": "cell.date", "choice": "cell.choice"}


def _value(column: ColumnCells, at: int, known: dict[str, str | None], kind: str) -> str:
    text = column.texts[at]
    value = known.get(text, "")
    if value is None:
        column.bad(at, _CODES[kind])
        return ""
    return value


def _told_reader(column: ColumnCells) -> tuple[str, _Reader] | None:
    header = column.guess.header
    if read := _reader(header):
        return read
    if _are_days(column.texts):
        return "date", _day
    return _answer_in(header) if _are_answers(column.texts) else None


def _are_days(texts: Sequence[str]) -> bool:
    """Whether nothing but whole dates stands there, whatever the header says."""
    told = {text for text in texts if text and not is_placeholder(text)}
    return bool(told) and all(map(_WHOLE_DAY.fullmatch, told))


def _wanted(kind: str) -> tuple[str, _Reader] | None:
    readers: dict[str, _Reader] = {"number": _number, "date": _day, "choice": _level}
    return (kind, readers[kind]) if kind in readers else None


def _reader(header: str) -> tuple[str, _Reader] | None:
    kind = kind_told(header)
    if kind == "choice":
        return _answer_in(header) if is_question(header) else (kind, _level)
    if kind:
        return kind, _day if kind == "date" else _number
    return None


def _number(_column: ColumnCells, text: str) -> str | None:
    if is_placeholder(text) and text != "0":
        return ""
    number = read_number(_UNIT.sub("", text))
    if number is None:
        return None
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _day(column: ColumnCells, text: str) -> str | None:
    if is_no_day(text) or is_placeholder(text):
        return ""
    if ":" in text:
        return None
    office = column.office
    day = read_day(text, text, country=office.country, today=office.today)
    if day and office.year and lacks_year(text, text, country=office.country):
        day = in_year(day, office.year)
    return day.isoformat() if day else None


def _level(_column: ColumnCells, text: str) -> str | None:
    return _BARE.get(text, text)


def _answer_in(header: str) -> tuple[str, _Reader]:
    yes, no = _ANSWERS["" if header.isascii() else "cn"]

    def answer(_column: ColumnCells, text: str) -> str | None:
        plain = plain_header(text) or text
        code = words_of("yes_no").get(plain, "yes" if text[0] == "已" else "")
        if not code and text[0] != "未":
            return None
        return yes if code == "yes" else no

    return "choice", answer


def _are_answers(texts: Sequence[str]) -> bool:
    """Whether nothing but yes and no stands there, some of it as a mark or a letter."""
    told = set(texts) - {""}
    if not told or len(told) > 8 or told.isdisjoint(_MARKS):
        return False
    known = words_of("yes_no")
    return all(known.get(plain_header(text) or text) for text in told)
