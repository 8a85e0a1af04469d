"""Every format offices have, by its content: the same people come out of each."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from crmdesk.models.exchange.reading.book import Book, read_book
from tests.support import biff12
from tests.support.biff12 import ChineseDay, Inline, binary_workbook
from tests.support.biff_old import excel_95, old_worksheet
from tests.support.locked_books import workbook
from tests.support.office_files import Sheet, open_document, text_table, web_table, xml_table

Rows = list[tuple[Any, ...]]
SIMPLIFIED: Rows = [
    ("姓名", "单位", "手机"),
    ("张三", "杭州大华贸易有限公司", 13800138000.0),
    ("李四", "宁波港务局", ""),
]
TRADITIONAL: Rows = [
    ("姓名", "單位", "電話"),
    ("陳怡君", "大同股份有限公司", 223456789.0),
    ("林志明", "臺北市政府", ""),
]
MERGED = [("公司", "姓名"), ("大华", "张三"), ("", "李四"), ("小华", "王五")]
ONE_MERGE = [(2, 0, 3, 0)]


def sheets_of(book: Book) -> dict[str, Rows]:
    return {sheet.name: [cells for _, cells in sheet.rows()] for sheet in book.sheets()}


def merged_in(book: Book, name: str) -> list[tuple[int, ...]]:
    (sheet,) = (sheet for sheet in book.sheets() if sheet.name == name)
    assert [cells for _, cells in sheet.rows()] == MERGED
    return [tuple(merge) for merge in sheet.merged]


def read(folder: Path, data: bytes, name: str = "客户.xls") -> dict[str, Rows]:
    """The sheets in `data`, under a name that says something else."""
    path = folder / name
    path.write_bytes(data)
    return sheets_of(read_book(path))


def repacked(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """A package with the text of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    return stream.getvalue()


def test_that_a_binary_workbook_is_read(tmp_path: Path) -> None:
    rows = [
        ("姓名", "手机", Inline("备注")),
        ("张三", 13800138000.0, Inline("行内文字")),
        (date(1980, 3, 5), datetime.fromisoformat("2026-03-05 14:30"), ChineseDay(1990, 1, 2)),
        (True, -7, 1.25),
    ]
    data = binary_workbook(客户=rows, 空白=[("",)], 第二张=[("公司",), ("大华",)])
    found = read(tmp_path, data)
    assert found["客户"] == [*map(tuple, rows)]
    assert (found["空白"], found["第二张"]) == ([], [("公司",), ("大华",)])


def test_that_a_binary_workbook_tells_which_cells_are_merged(tmp_path: Path) -> None:
    data = binary_workbook(merged=[(1, 0, 2, 0)], 一=[("x",)], 客户=MERGED)
    (tmp_path / "a.xls").write_bytes(data)
    assert merged_in(read_book(tmp_path / "a.xls"), "客户") == ONE_MERGE


def test_that_a_workbook_with_macros_is_read(tmp_path: Path) -> None:
    def change(_name: str, text: str) -> str:
        return text.replace(
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
            "vnd.ms-excel.sheet.macroEnabled.main",
        )

    data = repacked(workbook(SIMPLIFIED), change)
    assert read(tmp_path, data, "客户.xlsm") == {"Sheet": SIMPLIFIED}


def test_that_a_strict_workbook_is_read(tmp_path: Path) -> None:
    def change(name: str, text: str) -> str:
        text = text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                            "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
        text = text.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                            "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
        if name.endswith("sheet1.xml"):
            day = '<c r="D2" t="d"><v>2026-03-05</v></c>'
            text = text.replace('</row><row r="3"', f'{day}</row><row r="3"')
        return text

    (rows,) = read(tmp_path, repacked(workbook(SIMPLIFIED), change)).values()
    assert [row[:3] for row in rows] == SIMPLIFIED
    assert rows[1][3] == date(2026, 3, 5)


@pytest.mark.parametrize("told", [None, 936, 950, 1252, 1200, 32769])
@pytest.mark.parametrize(("encoding", "rows"), [("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)])
def test_that_very_old_workbooks_are_read_whatever_page_they_claim(
    tmp_path: Path, encoding: str, rows: Rows, told: int | None
) -> None:
    for version in (2, 3, 4):
        (found,) = read(tmp_path, old_worksheet(version, rows, encoding, told)).values()
        assert found == rows
    names = rows[0][1], rows[1][0]
    data = excel_95({names[0]: rows, names[1]: rows[:2]}, encoding, told)
    assert read(tmp_path, data) == {names[0]: rows, names[1]: rows[:2]}


def test_that_a_text_cut_within_a_character_costs_only_itself(tmp_path: Path) -> None:
    rows = [*SIMPLIFIED, ("张三丰".encode("gb18030")[:-1], "杭州", "")]
    (found,) = read(tmp_path, old_worksheet(4, rows, "gb18030", 936)).values()
    assert found[:3] == SIMPLIFIED
    assert found[3][0].startswith("张三")


def test_that_other_tables_tell_which_cells_are_merged(tmp_path: Path) -> None:
    sheet = Sheet("客户", MERGED, ["A2:A3"])
    for write in (
        open_document(Sheet("一", [("x",)]), sheet),
        xml_table(Sheet("一", [("x",)]), sheet),
    ):
        write(tmp_path / "a.xls")
        assert merged_in(read_book(tmp_path / "a.xls"), "客户") == ONE_MERGE
    web_table(MERGED, "gb18030", spans=["A2:A3"])(tmp_path / "b.xls")
    assert merged_in(read_book(tmp_path / "b.xls"), "") == ONE_MERGE


def ods(table: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    names = "".join(f' xmlns:{n}="{office}:{n}:1.0"' for n in ("office", "table", "text"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        body = f'<table:table table:name="客户">{table}</table:table>'
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def test_that_repeated_cells_of_a_document_keep_their_places(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="{}"/>'
    table = (
        '<table:table-row table:number-rows-repeated="2">' + blank.format(1024)
        + "</table:table-row><table:table-row>" + blank.format(1)
        + text.format(' table:number-rows-spanned="2"', "大华") + text.format("", "张三")
        + blank.format(1000) + "</table:table-row><table:table-row>" + blank.format(1)
        + "<table:covered-table-cell/>" + text.format("", "李四") + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048571">' + blank.format(1024)
        + "</table:table-row>"
    )  # fmt: skip
    (tmp_path / "a.ods").write_bytes(ods(table))
    (sheet,) = read_book(tmp_path / "a.ods").sheets()
    told = {number: cells[:3] for number, cells in sheet.rows() if any(cells)}
    assert told == {3: ("", "大华", "张三"), 4: ("", "", "李四")}
    assert sheet.merged == [(3, 1, 4, 1)]


SPREADSHEETML = (
    '<?xml version="1.0" encoding="{}"?><Workbook'
    ' xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="公司"><Table>{}'
    "</Table></Worksheet></Workbook>"
)


def data(text: str, kind: str = "String") -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "GBK", "big5", "utf-16"])
def test_that_spreadsheetml_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    table = f"<Row><Cell>{data('姓名')}</Cell></Row><Row><Cell>{data('公司林三')}</Cell></Row>"
    page = SPREADSHEETML.format(encoding, table).encode(encoding)
    assert read(tmp_path, page) == {"公司": [("姓名",), ("公司林三",)]}


def test_that_spreadsheetml_keeps_its_places(tmp_path: Path) -> None:
    table = (
        f'<Row ss:Span="1"><Cell ss:MergeAcross="1">{data("名单")}</Cell><Cell>{data("2026")}'
        f'</Cell></Row><Row><Cell ss:MergeDown="1">{data("A&B")}</Cell>'
        f"<Cell>{data('张&#11;三&nbsp;')}<Comment><ss:Data>老板</ss:Data></Comment></Cell>"
        f"<Cell>{data('2026-03-05T00:00:00.000', 'DateTime')}</Cell></Row>"
        f'<Row><Cell ss:Index="2">{data("李四")}</Cell><Cell>{data("#REF!", "Error")}</Cell></Row>'
    )
    (rows,) = read(tmp_path, SPREADSHEETML.format("utf-8", table).encode()).values()
    assert rows == [
        ("名单", "", "2026"),
        ("", "", ""),
        ("A&B", "张三", "2026-03-05"),
        ("", "李四", ""),
    ]


PAGE = "<html><head><meta content='text/html; charset={}'></head><body>{}</body></html>"


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1", "big5"])
@pytest.mark.parametrize("written", ["gb18030", "utf-8"])
def test_that_a_page_may_lie_about_its_encoding(
    tmp_path: Path, declared: str, written: str
) -> None:
    lines = "".join(f"<tr><td>{a}<td>{b}</tr>" for a, b, _ in SIMPLIFIED)
    page = PAGE.format(declared, f"<table>{lines}</table>").encode(written)
    assert read(tmp_path, page) == {"": [row[:2] for row in SIMPLIFIED]}


def test_that_a_page_shows_what_its_reader_sees(tmp_path: Path) -> None:
    table = (
        "<table><tr><td>外面<table><tr><th colspan=2>名单</th></tr>"
        "<tr><td rowspan='2'>大华</td><td x:num='13800138000'>1.38E+10</td></tr>"
        "<tr><td x:num>139<style>td {}</style></td></tr><tr><td>小华</td>"
        "<td rowspan=2>合用</td></tr><tr><td>小明</td></tr></table></td></tr></table>"
    )
    assert read(tmp_path, PAGE.format("utf-8", table).encode()) == {
        "": [
            ("名单", ""),
            ("大华", "13800138000"),
            ("", "139"),
            ("小华", "合用"),
            ("小明", ""),
        ]
    }


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "gb18030", "big5"])  # fmt: skip
def test_that_text_is_read_under_any_name(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    told = [tuple(str(cell) for cell in row) for row in rows]
    path = tmp_path / {",": "客户.xls", "\t": "客户.xlsx", ";": "客户.vcf"}[delimiter]
    text_table(told, encoding, delimiter=delimiter)(path)
    assert sheets_of(read_book(path)) == {"": told}


def test_that_a_byte_out_of_place_does_not_change_the_encoding(tmp_path: Path) -> None:
    text = "姓名,单位\n" + "张三,杭州大华贸易有限公司\n" * 20
    (tmp_path / "a.csv").write_bytes(text.encode() + b"\xd5\xc5,x\n")
    book = read_book(tmp_path / "a.csv")
    assert book.encoding == "utf-8"
    assert sheets_of(book)[""][1] == ("张三", "杭州大华贸易有限公司")


def test_that_the_builder_of_binary_workbooks_writes_long_lengths() -> None:
    assert biff12.record(156, bytes(200))[:4] == b"\x9c\x01\xc8\x01"
