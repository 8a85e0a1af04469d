"""Columns of text become columns of values; what cannot be taken is reported, never lost."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.money import read_number
from crmdesk.models.customers.phones import PhoneValue, has_lost_digits, parse_phones
from crmdesk.models.exchange.cells import Cell
from crmdesk.models.exchange.choices import CLOSED, choice_of, words_of
from crmdesk.models.exchange.columns import ColumnGuess
from crmdesk.models.exchange.days import is_no_day, read_birthday, read_day, read_instant
from crmdesk.models.exchange.fields import Kind
from crmdesk.models.exchange.normal import plain_header
from crmdesk.models.exchange.plain_phones import plain_numbers
from crmdesk.models.exchange.records import Email
from crmdesk.models.exchange.remark_names import read_remark
from crmdesk.models.exchange.texts import REPLACEMENT, is_placeholder, lost_digits
from crmdesk.models.exchange.understood import OfficeHints, Problem
from crmdesk.models.exchange.wordlists import split_words
from crmdesk.models.orders.rules import read_quantity

_EMAIL = re.compile(r"[^\s@<>;:,，；、]+@[^\s@<>;,，；、]+\.[^\s@<>;,，；、.]+")
_EMAIL_BREAKS = re.compile(r"[;,，；、/\s<>|]+|:::")
_HANZI_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_WITHOUT_NUMBERS = frozenset({str, bool, type(None)})
_FINEST = Decimal("0.000001")
_AMOUNT = re.compile(r"[¥￥$,，\s元]|NT\$|RMB|CNY", re.IGNORECASE)


@dataclass
class Report:
    """Collects the problems of a sheet and, row by row, what must be kept in the note."""

    sheet: str
    problems: list[Problem] = field(default_factory=list)
    kept: dict[int, list[str]] = field(default_factory=dict)

    def problem(
        self, guess: ColumnGuess, row: int, value: str, code: str, *, keep: bool = True
    ) -> None:
        """List a cell, and unless its value stands elsewhere `keep` it for the note."""
        found = Problem(self.sheet, row, guess.letter, guess.header, value, code)
        self.problems.append(found)
        if keep:
            self.kept.setdefault(row, []).append(f"{guess.header or guess.letter}：{value}")


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """One column of some rows: the cells as read and as clean text, and the rows they stand in."""

    guess: ColumnGuess
    cells: Sequence[Cell]
    texts: list[str]
    rows: Sequence[int]
    report: Report
    office: OfficeHints
    sheet: str = "customers"

    def check(self) -> None:
        """Report characters and digits that were lost before we saw them."""
        if not set(map(type, self.cells)) <= _WITHOUT_NUMBERS and any(map(lost_digits, self.cells)):
            for cell, text, row in zip(self.cells, self.texts, self.rows, strict=True):
                if lost_digits(cell):
                    self.report.problem(self.guess, row, text, "cell.digits_lost", keep=False)
        if REPLACEMENT in "".join(self.texts):
            for text, row in zip(self.texts, self.rows, strict=True):
                if REPLACEMENT in text:
                    self.report.problem(self.guess, row, text, "cell.unreadable", keep=False)

    def bad(self, index: int, code: str) -> None:
        self.report.problem(self.guess, self.rows[index], self.texts[index], code)


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


def _phones(column: ColumnCells) -> list[tuple[PhoneValue, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    area, country = column.office.area_code, column.office.country
    near = area.lstrip("0")
    found: list[tuple[PhoneValue, ...]] = []
    for index, text in enumerate(column.texts):
        if len(text) == 11 and text[0] == "1" and text[1] > "2" and text.isdecimal():
            found.append((PhoneValue(label, text, "+86" + text),))
        elif not text or is_placeholder(text):
            found.append(())
        elif country == "CN" and (plain := plain_numbers(text, label, near)):
            found.append(plain)
        elif text.isascii() and has_lost_digits(text):
            column.bad(index, "cell.phone.lost")
            found.append(())
        elif not any(map(str.isdigit, text)):
            column.bad(index, "cell.phone.none")
            found.append(())
        else:
            text = text.replace(" ::: ", ";")
            found.append(tuple(parse_phones(text, area_code=area, country=country, label=label)))
    return found


def _emails(column: ColumnCells) -> list[tuple[Email, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    found: list[tuple[Email, ...]] = []
    for index, text in enumerate(column.texts):
        if _EMAIL.fullmatch(text):
            found.append((Email(label, text),))
            continue
        addresses = _addresses(text)
        if text and not addresses and not is_placeholder(text) and text[:3].lower() != "/o=":
            column.bad(index, "cell.email")
        found.append(tuple(Email(label, address) for address in addresses))
    return found


def _addresses(text: str) -> list[str]:
    """The e-mail addresses of a cell; what stands around them is their owner's name."""
    if "@" not in (plain := unicodedata.normalize("NFKC", text)):
        return []
    words = _EMAIL_BREAKS.split(plain.replace("mailto:", ""))
    return list(dict.fromkeys(word for word in words if _EMAIL.fullmatch(word)))


def _words(column: ColumnCells) -> list[tuple[str, ...]]:
    return _each(column.texts, lambda text: tuple(split_words(text)))


def _choices(column: ColumnCells) -> list[str]:
    target = column.guess.target
    choice = choice_of(target.field if target else "", column.sheet)
    known = words_of(choice)
    if choice == "diet":
        return _each(column.texts, lambda text: _several(text, known))
    found = _each(column.texts, lambda text: known.get(plain_header(text), ""))
    for index, (text, code) in enumerate(zip(column.texts, found, strict=True)):
        if text and not code and plain_header(text) not in known:
            if choice in CLOSED:
                column.bad(index, "cell.choice")
            else:
                found[index] = text
    return found


def _several(text: str, known: dict[str, str]) -> str:
    return " ".join(known.get(plain_header(word), word) for word in split_words(text))


def _birthdays(column: ColumnCells) -> list[Birthday | None]:
    calendar = column.guess.target.label if column.guess.target else ""
    country = column.office.country
    return _told(
        column,
        "cell.birthday",
        lambda cell, text: read_birthday(cell, text, calendar=calendar, country=country),
    )


def _days(column: ColumnCells) -> list[date | None]:
    country, today = column.office.country, column.office.today
    return _told(
        column,
        "cell.date",
        lambda cell, text: read_day(cell, text, country=country, today=today),
    )


def _instants(column: ColumnCells) -> list[datetime | None]:
    country, today = column.office.country, column.office.today
    return _told(
        column,
        "cell.date",
        lambda cell, text: read_instant(cell, text, country=country, today=today),
    )


def _told(column: ColumnCells, code: str, read: Callable[[Cell, str], Any]) -> list[Any]:
    """Each cell read once per text; what is none although something stands there is reported."""
    known: dict[str, Any] = {"": None}
    found = []
    for index, (cell, text) in enumerate(zip(column.cells, column.texts, strict=True)):
        if text not in known:
            nothing = is_no_day(text) or is_placeholder(text)
            known[text] = () if nothing else read(cell, text)
        value = known[text]
        if value is None and text:
            column.bad(index, code)
        found.append(value or None)
    return found


def _whole_numbers(column: ColumnCells) -> list[int | None]:
    return [None if amount is None else int(amount) for amount in _amounts(column, "cell.number")]


def _money(column: ColumnCells) -> list[int | None]:
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


def _exact_amounts(column: ColumnCells) -> list[Decimal | None]:
    return _amounts(column, "cell.number")


def _quantities(column: ColumnCells) -> list[tuple[int, str] | None]:
    """Thousandths and the unit written beside the number."""
    return _told(column, "cell.quantity", lambda _cell, text: read_quantity(_tidy(text)))


def _tidy(text: str) -> str:
    """A binary fraction as it was typed: 0.30000000000000004 is 0.3."""
    if len(text) > 12 and "." in text:
        try:
            return f"{Decimal(text).quantize(_FINEST).normalize():f}"
        except InvalidOperation:
            pass
    return text


def _payments(column: ColumnCells) -> list[Decimal | bool | None]:
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


def _answers(column: ColumnCells) -> list[bool | None]:
    known = words_of("yes_no")
    found: list[bool | None] = []
    for index, text in enumerate(column.texts):
        code = known.get(plain_header(text)) if text else None
        if text and code is None:
            column.bad(index, "cell.choice")
        found.append(None if code is None else code == "yes")
    return found


def _each(texts: Sequence[str], read: Callable[[str], Any]) -> list[Any]:
    """Few different texts, each read once."""
    known = {text: read(text) if text else read("") for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]


_READERS: dict[Kind, Callable[[ColumnCells], list[Any]]] = {
    Kind.TEXT: _texts,
    Kind.NAME: _names,
    Kind.NOTE: _texts,
    Kind.WORDS: _words,
    Kind.CHOICE: _choices,
    Kind.PHONE: _phones,
    Kind.EMAIL: _emails,
    Kind.BIRTHDAY: _birthdays,
    Kind.DAY: _days,
    Kind.INSTANT: _instants,
    Kind.NUMBER: _whole_numbers,
    Kind.MONEY: _money,
    Kind.YES_NO: _answers,
    Kind.AMOUNT: _exact_amounts,
    Kind.QUANTITY: _quantities,
    Kind.PAID: _payments,
}
