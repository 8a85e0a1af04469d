"""The parts of a workbook around its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmdesk.models.exchange.writers.cell_xml import letters, text_xml
from crmdesk.models.exchange.writers.sheet import MOST_ROWS, Column

_FORMATS = {
    "text": "@",
    "day": "yyyy-mm-dd",
    "instant": "yyyy-mm-dd hh:mm",
    "number": "General",
    "money": "#,##0.00",
    "wrapped": "@",
}
_HEADER = 1
"""The number of its style; those of the columns follow."""
_STYLE_NUMBERS = {style: number for number, style in enumerate(_FORMATS, _HEADER + 1)}
_OWN_FORMATS = 164  # numbers below are Excel's
_LONGEST_LIST = 255
"""Characters Excel takes for a list to choose from."""
_ROWS_BELOW = 200
_PADDING = 0.7109375  # what Excel adds to the width it shows

_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Under this name the system keeps properties a program made up."""
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
          "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}  # fmt: skip
_ESCAPED = str.maketrans(_MARKS)


class Written(NamedTuple):
    """A sheet in the book: its name and how large it is, header included."""

    name: str
    columns: int
    rows: int


def _escape(text: str) -> str:
    """As it stands in an element and between quotes. That of xml.sax would load with it all that
    speaks to networks: 4 MB, and in a program that never does."""
    return text.translate(_ESCAPED)


def style_number(column: Column) -> int:
    return _STYLE_NUMBERS[column.style]


def sheet_begin(columns: Sequence[Column], frozen: int, *, selected: bool) -> str:
    """All of a sheet before its second row; the book opens with the sheet that is `selected`."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{column.width + _PADDING}"'
        f' style="{style_number(column)}" customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    header = "".join(
        f'<c r="{letters(place)}1" s="{_HEADER}" t="inlineStr"><is>{text_xml(column.header)}'
        "</is></c>"
        for place, column in enumerate(columns)
    )
    shown = ' tabSelected="1"' if selected else ""
    return (
        f'{_BEGIN}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{shown} workbookViewId="0">'
        f"{_pane(min(frozen, len(columns) - 1))}</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
        f'<row r="1" ht="24" customHeight="1">{header}</row>'
    )


def sheet_end(columns: Sequence[Column], rows: int) -> str:
    """All of a sheet after its last row: its filter, its choices, and no green corners at numbers
    that are text on purpose."""
    reference = f"A1:{letters(len(columns) - 1)}{rows}"
    return (
        f'</sheetData><autoFilter ref="{reference}"/>{_choices(columns, rows)}<ignoredErrors>'
        f'<ignoredError sqref="{reference}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _choices(columns: Sequence[Column], rows: int) -> str:
    """Lists to choose from, also in some rows below: new customers are added there."""
    found = []
    for place, column in enumerate(columns):
        told = ",".join(column.choices)
        whole = all(choice and not set(choice) & {",", '"'} for choice in column.choices)
        if told and whole and len(told) <= _LONGEST_LIST:
            cells = f"{letters(place)}2:{letters(place)}{min(rows + _ROWS_BELOW, MOST_ROWS)}"
            found.append(
                f'<dataValidation type="list" allowBlank="1" sqref="{cells}"><formula1>'
                f"{_escape(chr(34) + told + chr(34))}</formula1></dataValidation>"
            )
    if not found:
        return ""
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>'


def _pane(across: int) -> str:
    split = f' xSplit="{across}"' if across else ""
    corner = "bottomRight" if across else "bottomLeft"
    return (
        f'<pane{split} ySplit="1" topLeftCell="{letters(across)}2" activePane="{corner}"'
        f' state="frozen"/><selection pane="{corner}"/>'
    )


def workbook(sheets: Sequence[Written]) -> str:
    """The list of sheets, and what of them is filtered."""
    listed = "".join(
        f'<sheet name="{_escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    filtered = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{_escape(_quoted(sheet.name))}!$A$1:${letters(sheet.columns - 1)}${sheet.rows}"
        "</definedName>"
        for number, sheet in enumerate(sheets)
    )
    return (
        f'{_BEGIN}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{listed}</sheets><definedNames>{filtered}</definedNames></workbook>"
    )


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def content_types(sheets: int, *, described: bool) -> str:
    """The kinds of all parts of a book with so many sheets; `described` where it has
    properties."""
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)),
    ]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in parts
    )
    if described:
        listed += f'<Override PartName="/docProps/custom.xml" ContentType="{_CUSTOM_TYPE}"/>'
    return (
        f'{_BEGIN}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def book_relations(sheets: int) -> str:
    """The sheets are rId1, rId2 …, the styles come last."""
    numbers = range(1, sheets + 1)
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    return _relations([*parts, ("styles", "styles.xml")])


def _relations(parts: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'{_BEGIN}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def relations(*, described: bool) -> str:
    """What the file holds: the book, and where it has some its properties."""
    parts = [("officeDocument", "xl/workbook.xml")]
    if described:
        parts.append(("custom-properties", "docProps/custom.xml"))
    return _relations(parts)


def properties(told: Mapping[str, str]) -> str:
    """What a book says about itself; every program that saves it anew keeps that."""
    listed = "".join(
        f'<property fmtid="{_OF_USERS}" pid="{number}" name="{_escape(name)}">'
        f"<vt:lpwstr>{_escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(told.items(), 2)
    )
    return f'{_BEGIN}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{listed}</Properties>'


def _styles() -> str:
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    white = font.replace("<name", '<color rgb="FFFFFFFF"/><name')
    line = '<bottom style="thin"><color auto="1"/></bottom>'
    numbers = {style: _OWN_FORMATS + at for at, style in enumerate(_FORMATS)}
    formats = "".join(
        f'<numFmt numFmtId="{numbers[style]}" formatCode="{_escape(code)}"/>'
        for style, code in _FORMATS.items()
    )
    wrapped = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    columns = "".join(
        f'<xf numFmtId="{numbers[style]}" fontId="0" fillId="0" borderId="0" xfId="0"'
        f' applyNumberFormat="1"{wrapped if style == "wrapped" else "/>"}'
        for style in _FORMATS
    )
    return (
        f'{_BEGIN}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(_FORMATS)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{white}</font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        '<fgColor rgb="FF2F5D8A"/><bgColor indexed="64"/></patternFill></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
        f"<left/><right/><top/>{line}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0"'
        f' borderId="0"/></cellStyleXfs><cellXfs count="{len(_FORMATS) + 2}">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1"'
        ' applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="left"'
        f' vertical="center"/></xf>{columns}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


STYLES = _styles()
