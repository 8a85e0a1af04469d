"""Birthdays, days and times of a column."""

import re
from datetime import date, datetime

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells, told
from crmdesk.models.exchange.cleaning.days import read_birthday, read_day, read_instant
from crmdesk.models.exchange.vocabulary.cells import Cell

_TWICE = re.compile(r"(.{3,})[(（](.{3,})[)）]")


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
    return told(
        column,
        "cell.date",
        lambda cell, text: read_day(cell, text, country=country, today=today),
    )


def instants(column: ColumnCells) -> list[datetime | None]:
    country, today = column.office.country, column.office.today
    return told(
        column,
        "cell.date",
        lambda cell, text: read_instant(cell, text, country=country, today=today),
    )
