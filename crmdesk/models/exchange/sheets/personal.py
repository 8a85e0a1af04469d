"""What of a file personal information law treats with care: told once a sheet, in plain words."""

import re
from collections.abc import Iterator
from datetime import date

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import Problem, SheetUnderstanding
from crmdesk.models.exchange.vocabulary.identities import stands_within

ADULT_ENOUGH = 14
"""From this age on nobody's parents need to agree (PIPL art. 31)."""
_CHILD = re.compile(
    r"孩|儿子|女儿|子女|宝宝|宝贝|学生|学员|兒子|女兒|寶寶|寶貝|學生|學員|child|student|pupil",
    re.IGNORECASE,
)
_BORN = re.compile(r"生日|出生|生辰|年龄|年齡|birth|\bage\b", re.IGNORECASE)


def tell_personal(sheet: SheetUnderstanding, today: date | None) -> None:
    """Add such problems of a sheet of customers; nothing of it is changed."""
    if sheet.kind == "customers" and sheet.customers:
        sheet.problems += _children(sheet, today)
        sheet.problems += _numbers(sheet)


def _children(sheet: SheetUnderstanding, today: date | None) -> Iterator[Problem]:
    """By birthdays first, else by what a column is called."""
    young = [one for one in sheet.customers if today and _is_young(one, today)]
    if young:
        guess = _column(sheet, "birthday")
        yield _problem(sheet, young[0].row, guess, "child.birthday", n=len(young))
        return
    for guess in sheet.columns:
        if guess.samples and _CHILD.search(guess.header) and _BORN.search(guess.header):
            yield _problem(sheet, sheet.customers[0].row, guess, "child.heading")
            return


def _is_young(record: CustomerRecord, today: date) -> bool:
    people = (record, *record.contacts) if "contacts" in record.__dict__ else (record,)
    return any(_below(one.birthday, today) for one in people if one.birthday is not None)


def _below(birthday: Birthday | None, today: date) -> bool:
    """Lunar days are taken by their year and month: some weeks do not matter here."""
    if birthday is None or birthday.year is None:
        return False
    return (birthday.year + ADULT_ENOUGH, birthday.month, birthday.day) > (
        today.year, today.month, today.day,
    )  # fmt: skip


def _numbers(sheet: SheetUnderstanding) -> Iterator[Problem]:
    """Identity numbers among the words of notes stay where they are."""
    found = [one for one in sheet.customers if one.note and stands_within(one.note)]
    if found:
        guess = _column(sheet, "note")
        yield _problem(sheet, found[0].row, guess, "identity.in_note", n=len(found))


def _column(sheet: SheetUnderstanding, field: str) -> ColumnGuess | None:
    guesses = (guess for guess in sheet.columns if guess.target and guess.target.field == field)
    return next(guesses, None)


def _problem(
    sheet: SheetUnderstanding, row: int, guess: ColumnGuess | None, code: str, **params: object
) -> Problem:
    letter, header = (guess.letter, guess.header) if guess else ("", "")
    return Problem(sheet.name, row, letter, header, "", code, params)
