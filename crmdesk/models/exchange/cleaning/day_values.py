"""Birthdays, days and times of a column."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells, told
from crmdesk.models.exchange.cleaning.days import (
    in_year,
    lacks_year,
    near,
    read_birthday,
    read_day,
    read_instant,
)
from crmdesk.models.exchange.vocabulary.cells import Cell

_TWICE = re.compile(r"(.{3,60})[(（](.{3,60})[)）]")


def birthdays(column: ColumnCells) -> list[Birthday | None]:
    calendar = column.guess.target.label if column.guess.target else ""
    country = column.office.country

    def read(cell: Cell, text: str) -> Birthday | None:
        found = read_birthday(cell, text, calendar=calendar, country=country)
        return found or _said_twice(text, country)

    found = told(column, "cell.birthday", read)
    if any(")" in text or "）" in text for text in column.texts):
        for index, text in enumerate(column.texts):
            if found[index] and _said_twice(text, country):
                column.keep(index)
    return found


def _said_twice(text: str, country: str) -> Birthday | None:
    """1985年3月12日（农历正月廿一）: the first counts, the other is for the note."""
    if (parts := _TWICE.fullmatch(text)) is None:
        return None
    first, second = (parse_birthday(part, country=country) for part in parts.groups())
    return first if first and second else None


def days(column: ColumnCells) -> list[date | None]:
    country, today = column.office.country, column.office.today
    found: list[date | None] = told(
        column,
        "cell.date",
        lambda cell, text: read_day(cell, text, country=country, today=today),
    )
    return _in_their_years(column, found)


def instants(column: ColumnCells) -> list[datetime | None]:
    country, today = column.office.country, column.office.today
    found: list[datetime | None] = told(
        column,
        "cell.date",
        lambda cell, text: read_instant(cell, text, country=country, today=today),
    )
    settled = _in_their_years(column, [moment.date() if moment else None for moment in found])
    return [
        datetime.combine(day, moment.time()) if day and moment else None
        for day, moment in zip(settled, found, strict=True)
    ]


def _in_their_years(column: ColumnCells, found: Sequence[date | None]) -> list[date | None]:
    """Days told without a year, in that of the rows around them, else in that of the title; where
    nothing says it, that they were guessed is told, of the same words once."""
    country = column.office.country
    bare = {
        text: lacks_year(cell, text, country=country)
        for cell, text, day in zip(column.cells, column.texts, found, strict=True)
        if day is not None
    }
    if not any(bare.values()):
        return list(found)
    sure = [
        day if day and not bare[text] else None
        for day, text in zip(found, column.texts, strict=True)
    ]
    before = list(accumulate(sure, _last))
    after = list(accumulate(reversed(sure), _last))[::-1]
    settled, told = list(found), set[str]()
    for at, day in enumerate(found):
        if day is None or sure[at] is not None:
            continue
        year = column.office.year
        settled[at] = near(day, before[at], after[at], today=column.office.today) or (
            in_year(day, year) if year else None
        )
        if settled[at] is None:
            settled[at] = day
            if column.sheet == "orders" and column.texts[at] not in told:
                told.add(column.texts[at])
                column.report.problem(
                    column.guess, column.rows[at], column.texts[at], "cell.year", keep=False
                )
    return settled


def _last(before: date | None, day: date | None) -> date | None:
    return day or before
