"""What of a file personal information law treats with care: told once a file, in plain words."""

import re
from collections.abc import Callable, Sequence
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


def tell_personal(sheets: Sequence[SheetUnderstanding], today: date | None) -> None:
    """Add such problems where the first of their kind stands; nothing of it is changed."""
    people = [sheet for sheet in sheets if sheet.kind == "customers" and sheet.customers]
    _tell_children(people, today)
    known: dict[str, bool] = {}
    _tell(people, "note", "identity.in_note", lambda one: _holds_identity(one, known))


def _tell_children(sheets: Sequence[SheetUnderstanding], today: date | None) -> None:
    """By birthdays first, else by what a column is called."""
    if today and _tell(sheets, "birthday", "child.birthday", lambda one: _is_young(one, today)):
        return
    for sheet in sheets:
        for guess in sheet.columns:
            if guess.samples and _CHILD.search(guess.header) and _BORN.search(guess.header):
                row = sheet.customers[0].row
                sheet.problems.append(_problem(sheet, row, guess, "child.heading"))
                return


def _tell(
    sheets: Sequence[SheetUnderstanding],
    field: str,
    code: str,
    test: Callable[[CustomerRecord], bool],
) -> bool:
    """One problem for all sheets, at the first who passes the test; whether anybody does."""
    found = [
        (sheet, one)
        for sheet in sheets
        for one in sheet.customers
        if (field in one.__dict__ or "contacts" in one.__dict__) and test(one)
    ]
    if not found:
        return False
    sheet, first = found[0]
    guess = _column(sheet, field)
    sheet.problems.append(_problem(sheet, first.row, guess, code, n=len(found)))
    return True


def _holds_identity(record: CustomerRecord, known: dict[str, bool]) -> bool:
    """Whether the note does; the same few words stand in many."""
    note = record.note
    if (found := known.get(note)) is None:
        found = known[note] = stands_within(note)
    return found


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


def _column(sheet: SheetUnderstanding, field: str) -> ColumnGuess | None:
    guesses = (guess for guess in sheet.columns if guess.target and guess.target.field == field)
    return next(guesses, None)


def _problem(
    sheet: SheetUnderstanding, row: int, guess: ColumnGuess | None, code: str, **params: object
) -> Problem:
    letter, header = (guess.letter, guess.header) if guess else ("", "")
    return Problem(sheet.name, row, letter, header, "", code, params)
