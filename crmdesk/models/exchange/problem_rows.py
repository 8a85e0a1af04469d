"""The rows of a file something was wrong with, given back to be corrected and imported again.

They stand as they stood in the file, with the reason behind; and with the number of the customer
each became, so that the corrected row finds its customer whatever was corrected in it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import message
from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.export.stamp import stamp_now
from crmdesk.models.exchange.export.whom import PROBLEMS
from crmdesk.models.exchange.planning.picks import RowKey
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.reading.book import Book
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.understood import Problem, SheetUnderstanding, Understanding
from crmdesk.models.exchange.stored.customers import Part
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target, header_of
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.journal.records import keep_record
from crmdesk.models.office.settings import name_once
from crmdesk.models.schema import Customer

_ABOUT_COLUMNS = frozenset({"cell.identity", "child.birthday", "child.heading", "identity.in_note"})
"""Told once of a column: nothing in the row it stands at is to be corrected."""
_LONGEST_NAME = 31
_PROBLEM_WIDTH = 60.0
Cells = tuple[Any, ...]


def default_name(file: str) -> str:
    """What the workbook is called unless the user says otherwise."""
    return _("{file} problem rows.xlsx").format(file=Path(file).stem)


def problem_keys(plan: Plan) -> dict[RowKey, list[Problem]]:
    """The rows to be given back, with what is wrong in each."""
    found: dict[RowKey, list[Problem]] = {}
    for problem in plan.problems:
        if problem.code not in _ABOUT_COLUMNS:
            found.setdefault((problem.sheet, problem.row), []).append(problem)
    return found


def write_problem_rows(
    db: Database,
    book: Book,
    understanding: Understanding,
    plan: Plan,
    path: Path,
    created: Sequence[int] = (),
) -> int:
    """Write the rows with a problem to a workbook; returns how many, and writes none without.

    `created` are the ids of the plan's new customers, where it was carried out. Raises CrmError
    "export.unwritable".
    """
    wrong = problem_keys(plan)
    if not wrong:
        return 0
    name_once(db)
    with db.read() as session:
        stamp = replace(stamp_now(session, db.now()), whom=PROBLEMS)
        numbers = _numbers(session, plan, wrong, created)
    rows = _Given(wrong, numbers)
    if book.kind == "vcf":
        tables = [rows.cards(understanding)]
    else:
        tables = list(rows.tables(book, understanding))
    # Imported where it is used: who only looks at a file need not wait for it.
    from crmdesk.models.exchange.writers.xlsx import write_workbook

    count = sum(len(table.rows) for table in tables)
    keep_record(db, "record.list", title=_("Rows with a problem"), count=count, file=path.name)
    try:
        write_workbook(path, [table.sheet() for table in tables], stamp.properties())
    except OSError as error:
        raise CrmError("export.unwritable", file=path.name) from error
    return count


def _numbers(
    session: Session, plan: Plan, wrong: Mapping[RowKey, object], created: Sequence[int]
) -> dict[RowKey, str]:
    """The number of the customer each row became."""
    ids: dict[RowKey, int] = {}
    for row in plan.rows:
        if row.key in wrong and row.ref and row.action != "skip":
            if row.ref > 0:
                ids[row.key] = row.ref
            elif -row.ref <= len(created):
                ids[row.key] = created[-row.ref - 1]
    if not ids:
        return {}
    part = Part(list(set(ids.values())))
    query = select(Customer.id, Customer.number).where(part.has(Customer.id))
    known = {found.id: found.number for found in session.execute(query)}
    return {key: known[customer] for key, customer in ids.items() if customer in known}


@dataclass(slots=True)
class _Table:
    """One table of the workbook."""

    name: str
    headers: list[str]
    rows: list[Cells]

    def sheet(self) -> Sheet:
        columns = [
            Column(header, _style(cells), _wide(header, cells))
            for header, cells in zip(self.headers, zip(*self.rows, strict=True), strict=True)
        ]
        columns[-1] = replace(columns[-1], width=_PROBLEM_WIDTH)
        rows = [tuple(map(_fit, row, (column.style for column in columns))) for row in self.rows]
        return Sheet(self.name, columns, lambda: _batches(rows))


@dataclass(frozen=True, slots=True)
class _Given:
    """Finds the rows in the book, and what to say of each."""

    wrong: Mapping[RowKey, Sequence[Problem]]
    numbers: Mapping[RowKey, str]

    def tables(self, book: Book, understanding: Understanding) -> Iterator[_Table]:
        """The tables of the book that have such rows."""
        names: set[str] = set()
        for sheet in book.sheets():
            wanted = sorted(row for name, row in self.wrong if name == sheet.name)
            understood = [one for one in understanding.sheets if one.name == sheet.name]
            if not wanted or not understood:
                continue
            cells = dict(_rows(sheet.batches(), frozenset(wanted)))
            for table in understood:
                rows = [
                    row for row in wanted if row in cells and _table_of(row, understood) is table
                ]
                if rows:
                    yield self._table(_unique(sheet.name, names), table, rows, cells)

    def _table(
        self,
        name: str,
        table: SheetUnderstanding,
        rows: Sequence[int],
        cells: Mapping[int, Cells],
    ) -> _Table:
        headers = [_header(guess, table) for guess in table.columns]
        numbered = table.kind == "customers" and not any(
            guess.target is not None and guess.target.field == "number" for guess in table.columns
        )
        width = len(headers)
        found = []
        for row in rows:
            key = (table.name, row)
            own = (*cells[row], *("",) * width)[:width]
            number = (self.numbers.get(key, ""),) if numbered else ()
            found.append((*own, *number, self._reason(key)))
        more = [header_of(Target("number"))] if numbered else []
        return _Table(name, [*headers, *more, reason_header()], found)

    def cards(self, understanding: Understanding) -> _Table:
        """vCards have no columns: who it is, and what is wrong."""
        rows = []
        for record in understanding.customers:
            key = (record.sheet, record.row)
            if key in self.wrong:
                rows.append((*_of_card(record), self.numbers.get(key, ""), self._reason(key)))
        targets = (Target("name"), Target("company"), Target("phone"), Target("email"),
                   Target("number"))  # fmt: skip
        headers = [*map(header_of, targets), reason_header()]
        return _Table(pgettext("sheet", "Customers"), headers, rows)

    def _reason(self, key: RowKey) -> str:
        return "；".join(dict.fromkeys(map(_said, self.wrong[key])))


def reason_header() -> str:
    """What stands above the reasons; an import takes no notice of such a column."""
    return pgettext("column", "Import problem")


def _said(problem: Problem) -> str:
    what = message(problem.code, **problem.params).rstrip("。.")
    where = problem.header.strip() or problem.column
    if not problem.value:
        return what
    return _("{where} “{value}”: {what}").format(where=where, value=problem.value, what=what)


def _of_card(record: CustomerRecord) -> Cells:
    phones = " / ".join(phone.raw for phone in record.phones)
    mails = " / ".join(mail.address for mail in record.emails)
    return record.name, record.company, phones, mails


def _rows(batches: Iterator[Any], wanted: frozenset[int]) -> Iterator[tuple[int, Cells]]:
    for batch in batches:
        columns = [batch.column(at) for at in range(len(batch.columns))]
        for at in range(batch.height):
            if batch.first + at in wanted:
                yield batch.first + at, tuple(column[at] for column in columns)


def _table_of(row: int, tables: Sequence[SheetUnderstanding]) -> SheetUnderstanding:
    """Of several tables below each other the last that begins above the row."""
    above = [table for table in tables if table.header_row < row]
    return max(above or tables, key=lambda table: table.header_row)


def _header(guess: ColumnGuess, table: SheetUnderstanding) -> str:
    """As in the file; a column without a header is called by what it was taken for."""
    if guess.header.strip():
        return guess.header.strip()
    if guess.target is not None and guess.target.field in BY_CODE[table.kind]:
        return header_of(guess.target, table.kind)
    return guess.letter


def _unique(name: str, taken: set[str]) -> str:
    """Excel wants names of sheets short, different and not blank."""
    short = name.strip()[:_LONGEST_NAME] or pgettext("sheet", "Customers")
    found, number = short, 2
    while found.lower() in taken:
        end = f" {number}"
        found, number = f"{short[: _LONGEST_NAME - len(end)]}{end}", number + 1
    taken.add(found.lower())
    return found


def _style(cells: Sequence[Any]) -> str:
    kinds = {type(cell) for cell in cells if cell not in (None, "")}
    if kinds and kinds <= {int, float}:
        return "number"
    if kinds == {datetime}:
        return "instant"
    return "day" if kinds == {date} else "text"


def _fit(cell: Any, style: str) -> Any:
    """What a cell of this style holds of a value."""
    if cell in (None, "") or isinstance(cell, bool):
        return None if cell in (None, "") else str(cell)
    if style != "text" or isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def _wide(header: str, cells: Sequence[Any]) -> float:
    longest = max((len(str(cell)) for cell in (header, *cells)), default=0)
    return float(min(max(10, longest * 2), 40))


def _batches(rows: Sequence[Cells]) -> Generator[Batch, None, None]:
    yield Batch.of(rows)
