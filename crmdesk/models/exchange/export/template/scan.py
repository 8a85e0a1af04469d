"""A template read: which of its cells are filled, once or for every customer, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.export.template.formulas import is_formula
from crmdesk.models.exchange.export.template.guard import is_bearable
from crmdesk.models.exchange.export.template.inside import cells_of
from crmdesk.models.exchange.export.template.words import MARK, Word, Words, plain_marks
from crmdesk.models.exchange.vocabulary.fields import Target

ENDINGS = (".xlsx", ".xltx")
_DAMAGED = (
    BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, SyntaxError,
)  # fmt: skip
Part = str | Word


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to fill: its text in parts, words and what stands between them."""

    row: int
    column: int
    parts: tuple[Part, ...]

    def targets(self) -> Iterator[Target]:
        """The fields of a customer it asks for."""
        for part in self.parts:
            if isinstance(part, Word) and part.target is not None:
                yield part.target

    def is_special(self, *codes: str) -> bool:
        return any(isinstance(part, Word) and part.special in codes for part in self.parts)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell nobody can fill: code unknown (`near` are names like it), outside, formula."""

    code: str
    sheet: str
    cell: str
    word: str
    near: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetPlan:
    """kind is list (row `row` is repeated), form (one sheet a customer), once or notes."""

    title: str
    kind: str
    row: int = 0
    slots: list[Slot] = field(default_factory=list)

    def targets(self) -> set[Target]:
        return {target for slot in self.slots for target in slot.targets()}


@dataclass(slots=True)
class TemplatePlan:
    """What filling will do, and why it cannot."""

    sheets: list[SheetPlan]
    wrong: list[Wrong]

    def targets(self) -> list[Target]:
        return sorted({target for sheet in self.sheets for target in sheet.targets()})

    @property
    def kind(self) -> str:
        """form where a sheet is made for each customer, list where a row is, else once."""
        kinds = {sheet.kind for sheet in self.sheets}
        return next((kind for kind in ("form", "list") if kind in kinds), "once")


def open_template(path: Path) -> Workbook:
    """The workbook; raises CrmError "template.unreadable", "template.format", "file.missing"."""
    if path.suffix.lower() not in ENDINGS:
        raise CrmError("template.format", file=path.name)
    try:
        if not is_bearable(path):
            raise CrmError("template.unreadable", file=path.name)
        return load_workbook(path, rich_text=True)
    except FileNotFoundError as error:
        raise CrmError("file.missing", file=str(path)) from error
    except (OSError, *_DAMAGED) as error:
        raise CrmError("template.unreadable", file=path.name) from error


def scan(book: Workbook, words: Words) -> TemplatePlan:
    """Look at every cell with a {{word}}."""
    wrong: list[Wrong] = []
    sheets = [_scan_sheet(sheet, words, wrong) for sheet in book.worksheets]
    return TemplatePlan(sheets, wrong)


def _scan_sheet(sheet: Worksheet, words: Words, wrong: list[Wrong]) -> SheetPlan:
    slots = list(_slots(sheet, words, wrong))
    if any(slot.is_special("notes") for slot in slots):
        wrong[:] = [one for one in wrong if one.sheet != sheet.title]
        return SheetPlan(sheet.title, "notes")
    row, kind = _shape(slots)
    if kind == "list":
        slots = [_outside(sheet, slot, row, wrong) for slot in slots]
    return SheetPlan(sheet.title, kind, row, slots)


def _shape(slots: Sequence[Slot]) -> tuple[int, str]:
    """The row that is repeated: the one marked so, or the only one that tells of a customer."""
    marked = {slot.row for slot in slots if slot.is_special("each")}
    telling = {slot.row for slot in slots if any(slot.targets())}
    counted = {slot.row for slot in slots if slot.is_special("row")} & (telling or marked)
    for rows in (marked, counted, telling):
        if len(rows) == 1:
            return rows.pop(), "list"
    return 0, "form" if telling else "once"


def _outside(sheet: Worksheet, slot: Slot, row: int, wrong: list[Wrong]) -> Slot:
    """Beside the repeated row only the office has a name: there 公司 is ours."""
    if slot.row == row:
        return slot
    parts: list[Part] = []
    for part in slot.parts:
        if isinstance(part, Word) and part.target == Target("company"):
            parts.append(Word("office"))
        elif isinstance(part, Word) and (part.target is not None or part.special == "row"):
            cell = sheet.cell(slot.row, slot.column).coordinate
            text = str(sheet.cell(slot.row, slot.column).value)
            wrong.append(Wrong("outside", sheet.title, cell, text))
        else:
            parts.append(part)
    return Slot(slot.row, slot.column, tuple(parts))


def _slots(sheet: Any, words: Words, wrong: list[Wrong]) -> Iterator[Slot]:
    for (row, column), cell in sorted(cells_of(sheet).items()):
        value = getattr(cell, "value", None)
        text = plain_marks(_text(value))
        if "{{" not in text or not (found := list(MARK.finditer(text))):
            continue
        place = cell.coordinate
        if isinstance(value, ArrayFormula) or (cell.data_type == "f" and is_formula(value)):
            wrong.append(Wrong("formula", sheet.title, place, found[0][0]))
            continue
        parts: list[Part] = []
        end = 0
        for mark in found:
            word = words.read_behind(text[end : mark.start()], mark[1])
            if word is None:
                near = tuple(words.near(mark[1]))
                wrong.append(Wrong("unknown", sheet.title, place, mark[0], near))
                continue
            parts += [text[end : mark.start()], word]
            end = mark.end()
        parts.append(text[end:])
        yield Slot(row, column, tuple(part for part in parts if part != ""))


def _text(value: object) -> str:
    if isinstance(value, ArrayFormula):
        return str(value.text)
    return str(value) if isinstance(value, str | list) else ""
