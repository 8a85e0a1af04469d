"""One row of a sheet becomes many: all that hangs on rows goes with it.

openpyxl moves cells and nothing else: merged cells, heights, formulas, rules, pictures and the
print set-up are moved here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.exchange.export.template.formulas import Stretch, is_formula
from crmdesk.models.exchange.export.template.inside import (
    cells_of,
    charts_of,
    copy_style,
    cover_merged,
    drawings_of,
    forget_end,
    series_of,
)

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")


def stretch_row(book: Workbook, sheet: Worksheet, row: int, extra: int) -> None:
    """Make room for `extra` rows below `row`, each looking as it does; their cells are blank."""
    if extra <= 0:
        return
    stretch = Stretch(sheet.title, row, extra)
    _move_cells(sheet, stretch)
    _move_heights(sheet, stretch)
    _copy_looks(sheet, stretch)
    _stretch_merged(sheet, stretch)
    for other in book.worksheets:
        _stretch_formulas(other, stretch)
        _stretch_names(other.defined_names.values(), stretch)
        _stretch_charts(other, stretch)
    _stretch_names(book.defined_names.values(), stretch)
    _stretch_rules(sheet, stretch)
    _stretch_print(sheet, stretch)
    _stretch_filters(sheet, stretch)
    _move_drawings(sheet, stretch)


def _move_cells(sheet: Any, stretch: Stretch) -> None:
    cells = cells_of(sheet)
    for row, column in sorted((key for key in cells if key[0] > stretch.row), reverse=True):
        cell = cells.pop((row, column))
        cell.row = row + stretch.extra
        cells[cell.row, column] = cell
        if getattr(cell, "hyperlink", None):
            cell.hyperlink.ref = cell.coordinate
    forget_end(sheet)


def _move_heights(sheet: Any, stretch: Stretch) -> None:
    heights = sheet.row_dimensions
    for row in sorted((row for row in heights if row > stretch.row), reverse=True):
        moved = heights.pop(row)
        moved.index = row + stretch.extra
        heights[moved.index] = moved
    if stretch.row in heights:
        for row in range(stretch.row + 1, stretch.row + stretch.extra + 1):
            heights[row] = copy(heights[stretch.row])
            heights[row].index = row


def _copy_looks(sheet: Any, stretch: Stretch) -> None:
    looks = [(key[1], cell) for key, cell in cells_of(sheet).items() if key[0] == stretch.row]
    for row in range(stretch.row + 1, stretch.row + stretch.extra + 1):
        for column, cell in looks:
            copy_style(cell, sheet.cell(row, column))


def _stretch_merged(sheet: Any, stretch: Stretch) -> None:
    ranges = sheet.merged_cells.ranges
    for area in list(ranges):
        if area.min_row == area.max_row == stretch.row:
            ranges |= set(_repeated(sheet, area, stretch))
        else:
            ranges.discard(area)
            first, last = stretch.rows(area.min_row, area.max_row)
            moved = MergedCellRange(sheet, area.coord)
            moved.min_row, moved.max_row = first, last
            ranges.add(moved)
            if last - first > area.max_row - area.min_row:
                cover_merged(sheet, moved)


def _repeated(sheet: Any, area: MergedCellRange, stretch: Stretch) -> Iterator[MergedCellRange]:
    for row in range(stretch.row + 1, stretch.row + stretch.extra + 1):
        found = MergedCellRange(sheet, area.coord)
        found.min_row = found.max_row = row
        cover_merged(sheet, found)
        yield found


def _stretch_formulas(sheet: Any, stretch: Stretch) -> None:
    own = sheet.title == stretch.sheet
    for (row, _column), cell in cells_of(sheet).items():
        value = getattr(cell, "value", None)
        inside = own and row == stretch.row
        if isinstance(value, ArrayFormula):
            value.text = stretch.formula(str(value.text), sheet.title, inside=inside)
            told = str(value.ref)
            value.ref = stretch.area(told) if ":" in told else cell.coordinate
        elif getattr(cell, "data_type", "") == "f" and is_formula(value):
            cell.value = stretch.formula(value, sheet.title, inside=inside)


def _stretch_names(names: Iterable[Any], stretch: Stretch) -> None:
    for name in names:
        if name.attr_text and not name.attr_text.startswith("#"):
            name.attr_text = stretch.formula(f"={name.attr_text}", "", widen=True).removeprefix("=")


def _stretch_rules(sheet: Any, stretch: Stretch) -> None:
    rules = ConditionalFormattingList()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            rule.formula = [_rule(text, sheet.title, stretch) for text in rule.formula]
            rules.add(stretch.area(str(area.sqref)), rule)
    sheet.conditional_formatting = rules
    for check in sheet.data_validations.dataValidation:
        check.sqref = MultiCellRange(stretch.area(str(check.sqref)))
        for name in ("formula1", "formula2"):
            if text := getattr(check, name):
                setattr(check, name, _rule(text, sheet.title, stretch))


def _rule(text: str, sheet: str, stretch: Stretch) -> str:
    """A rule for many cells: what it says of its first row holds for each, so that row stays."""
    return stretch.formula(f"={text}", sheet, inside=True).removeprefix("=")


def _stretch_print(sheet: Any, stretch: Stretch) -> None:
    if areas := _AREA.findall(sheet.print_area or ""):
        spans = [
            (left, *stretch.rows(int(top), int(low)), right) for left, top, right, low in areas
        ]
        sheet.print_area = ",".join(f"{left}{top}:{right}{low}" for left, top, low, right in spans)
    for mark in sheet.row_breaks.brk:
        mark.id = stretch.moved(mark.id)


def _stretch_filters(sheet: Any, stretch: Stretch) -> None:
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = stretch.area(sheet.auto_filter.ref)
    for table in sheet.tables.values():
        table.ref = stretch.area(table.ref)
        if table.autoFilter is not None:
            table.autoFilter.ref = stretch.area(table.autoFilter.ref)


def _move_drawings(sheet: Any, stretch: Stretch) -> None:
    for drawing in drawings_of(sheet):
        for name in ("_from", "to"):
            corner = getattr(drawing.anchor, name, None)
            if corner is not None:
                corner.row = stretch.moved(corner.row + 1) - 1


def _stretch_charts(sheet: Any, stretch: Stretch) -> None:
    for chart in charts_of(sheet):
        for series in series_of(chart):
            for name in ("val", "cat", "xVal", "yVal", "bubbleSize"):
                told = getattr(series, name, None)
                for kind in ("numRef", "strRef", "multiLvlStrRef"):
                    reference = getattr(told, kind, None)
                    if reference is not None and reference.f:
                        formula = stretch.formula(f"={reference.f}", "", widen=True)
                        reference.f = formula.removeprefix("=")
