"""A whole import: read, understand, plan, and in one transaction apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.garbage import uncollected
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.applying.apply import apply_plan, plan_and_apply
from crmdesk.models.exchange.export.stamp import read_stamp
from crmdesk.models.exchange.habits import habits_of
from crmdesk.models.exchange.mappings import (
    Columns,
    load_mappings,
    load_told,
    remember_habits,
    remember_mapping,
)
from crmdesk.models.exchange.planning.plan import ImportChoices, Plan
from crmdesk.models.exchange.planning.planner import newest_change_set, plan_import
from crmdesk.models.exchange.problem_rows import write_problem_rows
from crmdesk.models.exchange.reading.book import Book, read_book
from crmdesk.models.exchange.records.understood import OfficeHints, Understanding
from crmdesk.models.exchange.sheets.understand import understand
from crmdesk.models.journal.record import change_set_of
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office


@dataclass(frozen=True, slots=True)
class ReadChoices:
    """How to understand a file, by the `key` of each table (the name of its sheet); `columns` also
    by the shape of a header.

    `header_rows` is the header's row or its (first, last) row, 0 for none; `sheet_names` is what
    the name of a sheet means: owner, tag or ""; `kinds` what a sheet holds, "" for nothing to
    import; `field_kinds` the kinds of custom fields by name. All this is remembered for files of
    the same `layout` (mappings.layout_of), where one is given.
    """

    sheet: str | None = None
    group_by_company: bool = False
    columns: Mapping[str, Columns] = field(default_factory=dict)
    header_rows: Mapping[str, int | tuple[int, int]] = field(default_factory=dict)
    sheet_names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    field_kinds: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""
    kind: str = ""
    """customers, orders or interactions: only such sheets, which are then taken for such as soon as
    they may be; "" takes all."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; `change_set` is None where it changed nothing."""

    plan: Plan
    customers: range
    change_set: int | None


def understand_book(
    db: Database,
    book: Book,
    choices: ReadChoices,
    progress: Progress = silent,
    *,
    refuse: bool = True,
) -> Understanding:
    """What a book says, with what the office knows and remembers.

    Raises CrmError "file.no_customers" where no sheet holds anything for us and `refuse` is set.
    """
    with db.read() as session:
        office = load_office(session)
        remembered = load_mappings(session)
        staff = frozenset(one.name for one in load_staff(session, everyone=True))
    today = local_day(db.now(), office_zone(office.zone))
    ask = partial(
        understand,
        book,
        sheet=choices.sheet,
        mapping={
            **remembered,
            **{key: {**remembered.get(key, {}), **told} for key, told in choices.columns.items()},
        },
        header_rows=choices.header_rows,
        sheet_names=choices.sheet_names,
        kinds=choices.kinds,
        field_kinds=choices.field_kinds,
        office=OfficeHints(office.country, office.area_code, today, staff),
        group_by_company=choices.group_by_company,
        progress=progress,
    )
    found = ask(kind="" if choices.kind == "customers" else choices.kind)
    if choices.kind:
        found.sheets = [sheet for sheet in found.sheets if sheet.kind in ("", choices.kind)]
    if found.is_nothing and choices.kind == "customers":
        found = ask(kind=choices.kind)
    if found.is_nothing and refuse:
        raise CrmError("file.no_customers", file=found.file)
    if book.kind == "xlsx":
        found.stamp = read_stamp(book.path)
    return found


def make_plan(
    db: Database,
    understanding: Understanding,
    choices: ImportChoices,
    progress: Progress = silent,
) -> Plan:
    """The plan against the data as it stands; nothing is written."""
    with db.read() as session, uncollected():
        return plan_import(session, understanding, choices, progress)


def carry_out(
    db: Database,
    understanding: Understanding,
    plan: Plan,
    read: ReadChoices,
    choices: ImportChoices,
    progress: Progress = silent,
) -> ImportResult:
    """Apply a plan in one transaction; nothing is written where it would change nothing.

    Where something was written since, or the user decided more by hand, it is planned anew.
    Raises CrmError "import.stale" when that would do something else than the user saw.
    """
    if plan.picks != choices.picks:
        plan = make_plan(db, understanding, choices, progress)
    if not plan.changes_anything():
        return ImportResult(plan, range(0), None)
    with db.write("import", bulk=True, file=plan.file) as session, uncollected():
        if newest_change_set(session) != plan.basis:
            seen, plan = plan.counts(), plan_import(session, understanding, choices, progress)
            if plan.counts() != seen:
                raise CrmError("import.stale")
        customers = apply_plan(session, plan, now=db.now(), progress=progress)
        _remember(session, understanding, read, choices, now=db.now())
    return ImportResult(plan, customers, change_set_of(session))


def import_file(
    db: Database,
    path: Path,
    *,
    read: ReadChoices | None = None,
    choices: ImportChoices | None = None,
    encoding: str | None = None,
    password: str | None = None,
    dry_run: bool = False,
    problems: Path | None = None,
    progress: Progress = silent,
) -> ImportResult:
    """Import a file without asking; with `dry_run` only plan it. Rows something is wrong with go
    to the workbook `problems`.

    Raises CrmError for a file that cannot be read or holds nothing for us.
    """
    read, choices = read or ReadChoices(), choices or ImportChoices()
    book = read_book(path, encoding=encoding, password=password, progress=progress)
    try:
        understanding = understand_book(db, book, read, progress)
    finally:
        book.close()
    if dry_run:
        plan, customers = make_plan(db, understanding, choices, progress), range(0)
        result = ImportResult(plan, customers, None)
    else:
        with db.write("import", bulk=True, file=understanding.file) as session, uncollected():
            plan, customers = plan_and_apply(
                session, understanding, choices, now=db.now(), progress=progress
            )
            if plan.changes_anything():
                _remember(session, understanding, read, choices, now=db.now())
        result = ImportResult(plan, customers, change_set_of(session))
    if problems is not None:
        write_problem_rows(db, book, understanding, plan, problems, customers)
    return result


def _remember(
    session: Session,
    understanding: Understanding,
    read: ReadChoices,
    choices: ImportChoices,
    *,
    now: datetime,
) -> None:
    """What was chosen by hand goes by itself where a file has the same headers."""
    for sheet in understanding.sheets:
        columns = {**read.columns.get(sheet.shape, {}), **read.columns.get(sheet.key, {})}
        if columns and sheet.header_row:
            remember_mapping(session, sheet.shape, columns, now=now)
    if read.layout:
        habits = habits_of(read, choices)
        known = load_told(session, [read.layout]).get(read.layout)
        if habits != (known.habits if known else {}):
            remember_habits(session, read.layout, habits, now=now)
