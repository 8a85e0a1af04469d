"""A template filled: for each customer a row, or for each a sheet.

Where several rows tell of one customer, the sheet is a form and everybody gets one in the same
workbook: forms are printed, and a workbook prints at once; a folder of files would not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import language
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.export.files import (
    Report,
    checked_kind,
    count_customers,
    note_export,
    written,
)
from crmdesk.models.exchange.export.template.copies import copy_sheet, sheet_title
from crmdesk.models.exchange.export.template.formulas import is_formula
from crmdesk.models.exchange.export.template.inside import cells_of
from crmdesk.models.exchange.export.template.losses import losses_of
from crmdesk.models.exchange.export.template.say import complaint
from crmdesk.models.exchange.export.template.scan import (
    SheetPlan,
    Slot,
    TemplatePlan,
    Wrong,
    open_template,
    scan,
)
from crmdesk.models.exchange.export.template.stretch import stretch_row
from crmdesk.models.exchange.export.template.values import Cells, customer_cells
from crmdesk.models.exchange.export.template.words import Word, load_words
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.writers.sheet import FIRST_DAY, MOST_ROWS, clean_text
from crmdesk.models.office.settings import load_office

MOST_FORMS = 300
"""So many sheets a workbook may get: more, and Excel takes minutes to open it."""
_GENERAL = "General"
_LOOKS_LIKE_MORE = re.compile(r"[=+\-@＝＋－＠]|0\d|\d{11,}")
"""Texts that would become a formula or a number once somebody edits the cell."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What a template would do: kind is list, form or once; what is wrong; the codes of what
    openpyxl cannot keep."""

    kind: str
    wrong: tuple[Wrong, ...]
    losses: tuple[str, ...]


def check_template(db: Database, template: Path) -> TemplateCheck:
    """Look at a template before anything is written; raises as `open_template` does."""
    book = open_template(template)
    with db.read() as session:
        plan = scan(book, load_words(session))
    return TemplateCheck(plan.kind, tuple(plan.wrong), losses_of(template))


def fill_template(
    db: Database,
    template: Path,
    path: Path,
    ids: Sequence[int] | None = None,
    progress: Progress = silent,
) -> int:
    """Write the filled template to `path` (.xlsx), all or nothing; how many customers it holds.

    Raises CrmError "template.wrong" where a word is unknown or misplaced, "template.many" for too
    many forms, "template.itself" where it would be overwritten, "export.rows", and what
    `open_template` and `export` raise.
    """
    checked_kind(path, ("xlsx",))
    if path.resolve() == template.resolve():
        raise CrmError("template.itself", file=template.name)
    book = open_template(template)
    with db.read() as session:
        plan = scan(book, load_words(session))
        if plan.wrong:
            raise CrmError("template.wrong", file=template.name, wrong=complaint(plan.wrong))
        office = load_office(session)
        halves = 2 * count_customers(session, ids)  # read, then filled
        report = Report(progress, halves)
        targets = plan.targets()
        people = list(customer_cells(session, targets, office, db.staff_id, ids, report))
    today = local_day(db.now(), office_zone(office.zone))
    filling = _Filling(book, {"today": today, "office": office.name, "count": len(people)})
    filling.fill(plan, people, lambda done, _total: progress(len(people) + done, halves))
    with written(path) as target:
        book.template = False  # a .xltx becomes a workbook
        book.save(target)
        note_export(db, path, len(people), ids, template=template.name)
    return len(people)


class _Filling:
    """The cells of a template getting their values; `once` are the same everywhere."""

    def __init__(self, book: Workbook, once: dict[str, Any]) -> None:
        self._book, self._once = book, once

    def fill(self, plan: TemplatePlan, people: Sequence[Cells], progress: Progress) -> None:
        """Every sheet by its plan; `progress` may raise."""
        for sheet in plan.sheets:
            target = self._book[sheet.title]
            if sheet.kind == "notes" and len(self._book.worksheets) > 1:
                self._book.remove(target)
            elif sheet.kind == "list":
                self._fill_rows(target, sheet, people, progress)
            elif sheet.kind == "form":
                self._fill_forms(target, sheet, people, progress)
            else:
                self._fill_slots(target, sheet.slots, {}, 0)

    def _fill_rows(
        self, sheet: Worksheet, plan: SheetPlan, people: Sequence[Cells], progress: Progress
    ) -> None:
        if plan.row + len(people) > MOST_ROWS:
            raise CrmError("export.rows", sheet=sheet.title, n=f"{MOST_ROWS - 1:,}")
        fixed = _fixed_cells(sheet, plan)
        stretch_row(self._book, sheet, plan.row, len(people) - 1)
        shift = max(len(people) - 1, 0)
        inside = [slot for slot in plan.slots if slot.row == plan.row]
        for slot in plan.slots:
            if slot.row != plan.row:
                moved = slot.row + shift if slot.row > plan.row else slot.row
                self._put(sheet, Slot(moved, slot.column, slot.parts), {}, 0)
        if not people:
            self._fill_slots(sheet, inside, {}, 0)
        formulas = {column: sheet.cell(plan.row, column) for column in fixed}
        told = {column: (cell.value, cell.coordinate) for column, cell in formulas.items()}
        for number, cells in enumerate(people, start=1):
            row = plan.row + number - 1
            for column, (value, origin) in told.items():
                if number > 1:
                    _copy_down(sheet, row, column, value, origin)
            for slot in inside:
                self._put(sheet, Slot(row, slot.column, slot.parts), cells, number)
            if number % 100 == 0:
                progress(number, len(people))

    def _fill_forms(
        self, sheet: Worksheet, plan: SheetPlan, people: Sequence[Cells], progress: Progress
    ) -> None:
        if len(people) > MOST_FORMS:
            raise CrmError("template.many", n=len(people), most=MOST_FORMS)
        if not people:
            self._fill_slots(sheet, plan.slots, {}, 0)
        forms = [sheet, *(copy_sheet(self._book, sheet) for _ in people[1:])]
        for number, (form, cells) in enumerate(zip(forms, people, strict=False), start=1):
            self._fill_slots(form, plan.slots, cells, number)
            progress(number, len(people))
        if len(people) > 1:
            taken = {other.title for other in self._book.worksheets if other not in forms}
            for form, cells in zip(forms, people, strict=True):
                form.title = sheet_title(str(cells.get(_NAME) or form.title), taken)

    def _fill_slots(
        self, sheet: Worksheet, slots: Sequence[Slot], cells: Cells, number: int
    ) -> None:
        for slot in slots:
            self._put(sheet, slot, cells, number)

    def _put(self, sheet: Worksheet, slot: Slot, cells: Cells, number: int) -> None:
        """One word alone keeps its type; words among others become text."""
        values = [
            part if isinstance(part, str) else self._value(part, cells, number)
            for part in slot.parts
        ]
        alone = len(values) == 1 and not isinstance(slot.parts[0], str)
        value = values[0] if alone else "".join(map(_as_text, values))
        put_value(sheet.cell(slot.row, slot.column), value)

    def _value(self, word: Word, cells: Cells, number: int) -> Any:
        if word.target is not None:
            return cells.get(word.target)
        if word.special == "row":
            return number or None
        return self._once.get(word.special)


_NAME = Target("name")


def put_value(cell: Any, value: Any) -> None:
    """A text is never a formula, whatever it begins with."""
    if isinstance(value, str):
        text = clean_text(value)
        cell.value = text or None
        if text:
            cell.data_type = "s"
            if cell.number_format == _GENERAL and _LOOKS_LIKE_MORE.match(text):
                cell.number_format = "@"
    elif isinstance(value, date) and value.year < FIRST_DAY.year:
        put_value(cell, value.isoformat())
    else:
        cell.value = value


def _fixed_cells(sheet: Any, plan: SheetPlan) -> list[int]:
    """The columns of the repeated row that hold the same in each of its copies."""
    filled = {slot.column for slot in plan.slots if slot.row == plan.row}
    return [
        column
        for (row, column), cell in cells_of(sheet).items()
        if row == plan.row and column not in filled and getattr(cell, "value", None) is not None
    ]


def _copy_down(sheet: Worksheet, row: int, column: int, value: Any, origin: str) -> None:
    """As Excel fills down: what a formula names goes down with it."""
    cell: Any = sheet.cell(row, column)
    if is_formula(value):
        cell.value = Translator(value, origin).translate_formula(cell.coordinate)
    else:
        cell.value = copy(value)


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day(day: date) -> str:
    if language() == "en":
        return day.isoformat()
    return f"{day.year}年{day.month}月{day.day}日"
