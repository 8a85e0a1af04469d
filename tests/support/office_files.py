"""Files as offices have them, made cell by cell: workbooks old and new, tables named .xls, text."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import range_boundaries

from tests.support.biff8 import biff8_workbook

Row = Sequence[Any]
Write = Callable[[Path], None]


class Formula(NamedTuple):
    """A cell that computes; `shown` is what Excel kept of its last result."""

    text: str
    shown: str | float


class Shown(NamedTuple):
    """A value and the format it is shown in; a number stands for one of Excel's own formats."""

    value: Any
    format: str | int


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; `merged` are ranges such as A2:A4."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[str] = ()
    hidden: bool = field(default=False, kw_only=True)


def workbook(*sheets: Sheet) -> Write:
    """An .xlsx file."""
    return lambda path: path.write_bytes(_workbook(sheets)) and None


def old_workbook(*sheets: Sheet) -> Write:
    """An .xls file of Excel 97 to 2003 (BIFF8)."""
    return lambda path: path.write_bytes(biff8_workbook(sheets)) and None


def text_table(
    rows: Sequence[Row], encoding: str, *, delimiter: str = ",", line: str = "\r\n"
) -> Write:
    """A .csv or .tsv file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line).writerows(rows)
    data = stream.getvalue().encode(encoding)
    return lambda path: path.write_bytes(data) and None


def plain(text: str, encoding: str = "utf-8") -> Write:
    """A file of just this text, its lines ended as Windows does."""
    data = text.replace("\n", "\r\n").encode(encoding)
    return lambda path: path.write_bytes(data) and None


def web_table(rows: Sequence[Row], encoding: str, *, spans: Sequence[str] = ()) -> Write:
    """An .xls file that is a web page, as shops and web programs export it; `spans` are ranges."""
    corners, covered = _spans(spans)
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            if (number, column) not in covered:
                down, across = corners.get((number, column), (1, 1))
                attributes = f" rowspan={down}" * (down > 1) + f" colspan={across}" * (across > 1)
                told = html.escape("" if cell is None else str(cell)).replace("\n", "<br>")
                cells.append(f"<td{attributes}>{told or '&nbsp;'}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        f'</head><body><table border="1">{"".join(lines)}</table></body></html>'
    )
    return lambda path: path.write_bytes(page.encode(encoding)) and None


def xml_table(*sheets: Sheet) -> Write:
    """An .xls file in the XML of Excel 2003."""
    pages = "".join(map(_xml_sheet, sheets))
    page = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        f' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{pages}</Workbook>'
    )
    return lambda path: path.write_bytes(page.encode()) and None


def open_document(*sheets: Sheet) -> Write:
    """An .ods file."""
    return lambda path: path.write_bytes(_open_document(sheets)) and None


def _spans(
    ranges: Sequence[str],
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The corner of each merged range with its height and width, and the cells it covers."""
    corners, covered = {}, set[tuple[int, int]]()
    for text in ranges:
        left, top, right, bottom = range_boundaries(text)
        corners[top - 1, left - 1] = (bottom - top + 1, right - left + 1)
        inside = {(r, c) for r in range(top - 1, bottom) for c in range(left - 1, right)}
        covered |= inside - {(top - 1, left - 1)}
    return corners, covered


def _workbook(sheets: Sequence[Sheet]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    results: dict[str, dict[str, Formula]] = {}
    own_formats: dict[str, int] = {}
    for number, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                cell = page.cell(row, column)
                _fill(cell, value, own_formats)
                if isinstance(value, Formula):
                    results.setdefault(f"sheet{number}.xml", {})[cell.coordinate] = value
        for merged in sheet.merged:
            page.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    return _patched(stream, results, own_formats)


def _fill(cell: Any, value: Any, own_formats: dict[str, int]) -> None:
    if isinstance(value, Formula):
        cell.value = f"={value.text.removeprefix('=')}"
    elif isinstance(value, Shown):
        cell.value, wanted = value
        if isinstance(wanted, int):  # a format openpyxl has no name for
            own_formats[f'yyyy"builtin"{wanted}'] = wanted
            wanted = f'yyyy"builtin"{wanted}'
        cell.number_format = wanted
    elif isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    elif value is not None:
        cell.value = value


def _patched(
    stream: io.BytesIO, results: dict[str, dict[str, Formula]], own_formats: dict[str, int]
) -> bytes:
    """What openpyxl cannot write: results of formulas, and Excel's own Chinese date formats."""
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            page = text.decode()
            for place, formula in results.get(name.rsplit("/", 1)[-1], {}).items():
                kind = ' t="str"' if isinstance(formula.shown, str) else ""
                shown = html.escape(str(formula.shown))
                page, count = re.subn(
                    rf'<c r="{place}"([^>]*?)(?: t="\w+")?><f>(.*?)</f><v ?/?>(?:</v>)?</c>',
                    rf'<c r="{place}"\1{kind}><f>\2</f><v>{shown}</v></c>',
                    page,
                )
                assert count == 1, place
            if name.endswith("styles.xml"):
                for code, own in own_formats.items():
                    told = html.escape(code, quote=True)
                    found = re.search(rf'<numFmt numFmtId="(\d+)" formatCode="{told}" ?/>', page)
                    assert found, page
                    page = page.replace(found[0], "").replace(
                        f'numFmtId="{found[1]}"', f'numFmtId="{own}"'
                    )
                page = re.sub(r'<numFmts count="\d+" ?(/>|></numFmts>)', "", page)
            new.writestr(name, page)
    return made.getvalue()


def _xml_sheet(sheet: Sheet) -> str:
    corners, covered = _spans(sheet.merged)
    lines = []
    for number, row in enumerate(sheet.rows):
        cells = []
        for column, cell in enumerate(row):
            if cell in (None, "") or (number, column) in covered:
                continue
            down, across = corners.get((number, column), (1, 1))
            merge = f' ss:MergeDown="{down - 1}"' * (down > 1)
            merge += f' ss:MergeAcross="{across - 1}"' * (across > 1)
            kind, text = "String", str(cell)
            if isinstance(cell, int | float):
                kind = "Number"
            elif isinstance(cell, date):
                kind, text = "DateTime", f"{cell:%Y-%m-%d}T00:00:00.000"
            data = f'<Data ss:Type="{kind}">{html.escape(text).replace(chr(10), "&#10;")}</Data>'
            cells.append(f'<Cell ss:Index="{column + 1}"{merge}>{data}</Cell>')
        lines.append(f"<Row>{''.join(cells)}</Row>")
    return f'<Worksheet ss:Name="{sheet.name}"><Table>{"".join(lines)}</Table></Worksheet>'


def _open_document(sheets: Sequence[Sheet]) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    pages = "".join(map(_ods_sheet, sheets))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f' xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>{pages}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _ods_sheet(sheet: Sheet) -> str:
    corners, covered = _spans(sheet.merged)
    lines = []
    for number, row in enumerate(sheet.rows):
        cells = []
        for column, cell in enumerate(row):
            if (number, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            down, across = corners.get((number, column), (1, 1))
            span = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                if down * across > 1
                else ""
            )
            cells.append(_ods_cell(cell, span))
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="{sheet.name}">{"".join(lines)}</table:table>'


def _ods_cell(cell: Any, span: str) -> str:
    if cell in (None, ""):
        return f"<table:table-cell{span}/>"
    if isinstance(cell, int | float):
        return f'<table:table-cell{span} office:value-type="float" office:value="{cell}"/>'
    if isinstance(cell, date):
        return (
            f'<table:table-cell{span} office:value-type="date"'
            f' office:date-value="{cell:%Y-%m-%d}"/>'
        )
    lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell{span} office:value-type="string">{lines}</table:table-cell>'
