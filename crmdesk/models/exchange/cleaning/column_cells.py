"""One column of a sheet on its way to values, and where its problems are collected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.models.core.words import LONGEST_KEY
from crmdesk.models.exchange.cleaning.days import is_no_day
from crmdesk.models.exchange.cleaning.suspect_numbers import doubt_number, may_be_doubted
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.records.understood import OfficeHints, Problem
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.texts import REPLACEMENT, is_placeholder, lost_digits
from crmdesk.models.exchange.vocabulary.wordlists import split_words

LONG = 2000
"""Characters of a value; only notes and the like are longer."""
OCTETS, SHORT = 2400, 600
"""No index of PostgreSQL takes more octets, and fewer characters never have as many."""
_FREE = frozenset(
    {"note", "note.line", "private_note", "custom", "text", "words", "facts", "solution"}
)
_WITHOUT_NUMBERS = frozenset({str, bool, type(None)})
_LISTED = frozenset({"source", "product", "spec", "tags"})
"""What becomes an entry of a list of the office."""


def is_too_long(text: str) -> bool:
    """Whether nothing but a note can hold it."""
    return len(text) > LONG or len(text.encode("utf-8", "replace")) > OCTETS


def is_no_entry(field: str, text: str) -> bool:
    """Whether a list would get an entry that no index takes: the whole import would be refused."""
    if field not in _LISTED or len(text) <= LONGEST_KEY:
        return False
    return field != "tags" or max(map(len, split_words(text)), default=0) > LONGEST_KEY


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
            self.keep(guess, row, value)

    def keep(self, guess: ColumnGuess, row: int, value: str) -> None:
        """A cell for the note of its row."""
        self.kept.setdefault(row, []).append(f"{guess.header or guess.letter}：{value}")


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """One column of some rows: the cells as read and as clean text, and the rows they stand in.

    `exact` cells stand in a sheet of our own, where even a stroke was typed by somebody. `known`
    is what texts of this column were read as before, where it comes in several parts.
    """

    guess: ColumnGuess
    cells: Sequence[Cell]
    texts: list[str]
    rows: Sequence[int]
    report: Report
    office: OfficeHints
    sheet: str = "customers"
    exact: bool = False
    known: dict[str, Any] = field(default_factory=dict)

    def check(self) -> None:
        """Report characters and digits that were lost before we saw them."""
        if not set(map(type, self.cells)) <= _WITHOUT_NUMBERS and any(map(lost_digits, self.cells)):
            for cell, text, row in zip(self.cells, self.texts, self.rows, strict=True):
                if lost_digits(cell):
                    self.report.problem(self.guess, row, text, "cell.digits_lost", keep=False)
        joined = "".join(self.texts)
        if REPLACEMENT in joined:
            for text, row in zip(self.texts, self.rows, strict=True):
                if REPLACEMENT in text:
                    self.report.problem(self.guess, row, text, "cell.unreadable", keep=False)
        target = self.guess.target
        if target is None or self.exact or not may_be_doubted(target.field, joined):
            return
        for text, row in zip(self.texts, self.rows, strict=True):
            short = 0 < len(text) <= LONG
            if short and (code := doubt_number(target.field, text, self.office.country)):
                self.report.problem(self.guess, row, text, code, keep=False)

    def leave_out_long(self) -> None:
        """A text no such column can mean goes to the note, whole and unread: to look for telephone
        numbers in a megabyte would take for ever."""
        target = self.guess.target
        longest = max(map(len, self.texts), default=0)
        if target is None or target.field in _FREE or longest <= min(SHORT, LONGEST_KEY):
            return
        for index, text in enumerate(self.texts):
            if is_too_long(text) or is_no_entry(target.field, text):
                self.bad(index, "cell.too_long")
                self.texts[index] = ""

    def bad(self, index: int, code: str) -> None:
        self.report.problem(self.guess, self.rows[index], self.texts[index], code)

    def keep(self, index: int) -> None:
        """The cell says more than its value: the note has all of it."""
        self.report.keep(self.guess, self.rows[index], self.texts[index])


def told(column: ColumnCells, code: str, read: Callable[[Cell, str], Any]) -> list[Any]:
    """Each cell read once per text; what is none although something stands there is reported."""
    known = column.known
    known[""] = None
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


def each(texts: Sequence[str], read: Callable[[str], Any]) -> list[Any]:
    """Few different texts, each read once."""
    known = {text: read(text) if text else read("") for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]
