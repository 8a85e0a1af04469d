"""A sheet once more in its workbook: also what openpyxl leaves behind when it copies one."""

from __future__ import annotations

import re
from copy import copy, deepcopy
from typing import Any

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.models.exchange.export.template.inside import copy_pictures

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
"""Characters of a sheet's name."""
_SET_UP = (
    "print_title_rows", "print_title_cols", "freeze_panes",
)  # fmt: skip


def copy_sheet(book: Workbook, source: Worksheet) -> Worksheet:
    """A copy behind the others, with its rules, pictures and print set-up."""
    made: Any = book.copy_worksheet(source)
    told: Any = source
    for name in _SET_UP:
        setattr(made, name, getattr(told, name))
    if area := told.print_area:
        made.print_area = re.sub(r"('[^']+'|[^,!]+)!", "", area)
    made.HeaderFooter = copy(told.HeaderFooter)
    made.views = deepcopy(told.views)
    for view in made.views.sheetView:
        view.tabSelected = False
    made.data_validations = deepcopy(told.data_validations)
    for area in told.conditional_formatting:
        for rule in area.rules:
            made.conditional_formatting.add(str(area.sqref), copy(rule))
    made.row_breaks, made.col_breaks = deepcopy(told.row_breaks), deepcopy(told.col_breaks)
    copy_pictures(source, made)
    return made  # type: ignore[no-any-return]


def sheet_title(name: str, taken: set[str]) -> str:
    """A name a sheet may bear and no other does; it is `taken` from now on."""
    plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" '")[:_LONGEST] or "-"
    known = {one.casefold() for one in taken} | {"history"}
    title, number = plain, 1
    while title.casefold() in known:
        number += 1
        end = f" {number}"
        title = plain[: _LONGEST - len(end)] + end
    taken.add(title)
    return title
