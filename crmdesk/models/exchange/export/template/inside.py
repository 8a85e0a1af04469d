# ruff: noqa: SLF001
"""What of openpyxl's sheets has no public name: the only place that touches it."""

from __future__ import annotations

from copy import copy
from io import BytesIO
from typing import Any

from openpyxl.drawing.image import Image
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

Places = dict[tuple[int, int], Any]
"""The cells of a sheet by row and column, those that are covered by merged ones too."""


def cells_of(sheet: Any) -> Places:
    cells: Places = sheet._cells
    return cells


def charts_of(sheet: Any) -> list[Any]:
    return list(sheet._charts)


def series_of(chart: Any) -> list[Any]:
    """The series of a chart, and of those drawn over it."""
    return [series for part in chart._charts for series in part.ser]


def drawings_of(sheet: Any) -> list[Any]:
    """Pictures and charts: each has an anchor."""
    return [*sheet._images, *sheet._charts]


def copy_pictures(source: Any, target: Any) -> None:
    """A picture is closed by whoever reads it: both sheets get bytes of their own."""
    for image in source._images:
        data = image._data()
        image.ref, picture = BytesIO(data), Image(BytesIO(data))
        picture.anchor = copy(image.anchor)
        target.add_image(picture)


def copy_style(source: Any, target: Any) -> None:
    target._style = copy(source._style)


def cover_merged(sheet: Any, area: MergedCellRange) -> None:
    """Let only the first cell of a merged area hold something."""
    sheet._clean_merge_range(area)


def forget_end(sheet: Worksheet) -> None:
    """After cells were moved by hand: where openpyxl would append."""
    sheet._current_row = sheet.max_row  # type: ignore[attr-defined]
