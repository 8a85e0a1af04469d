"""Birthdays, days and times of a column."""

from datetime import date, datetime

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.exchange.column_cells import ColumnCells, told
from crmdesk.models.exchange.days import read_birthday, read_day, read_instant


def birthdays(column: ColumnCells) -> list[Birthday | None]:
    calendar = column.guess.target.label if column.guess.target else ""
    country = column.office.country
    return told(
        column,
        "cell.birthday",
        lambda cell, text: read_birthday(cell, text, calendar=calendar, country=country),
    )


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
