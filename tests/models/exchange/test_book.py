"""Reading happens in a child that may die, hang or be stopped; we live on."""

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.exchange.reading.book import Book, read_book
from crmdesk.models.exchange.vocabulary.cells import Cell

Rows = list[tuple[Cell, ...]]


def rows_of(book: Book) -> dict[str, Rows]:
    return {sheet.name: [cells for _, cells in sheet.rows()] for sheet in book.sheets()}


def save(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_that_cells_arrive_as_they_stand(tmp_path: Path) -> None:
    day, moment = date(2026, 3, 5), datetime.fromisoformat("2026-03-05 14:30")
    path = save(tmp_path / "a.xlsx", [["姓名", "x"], ["张三", 1.5], [day, moment], [True, None]])
    (rows,) = rows_of(read_book(path)).values()
    assert rows == [("姓名", "x"), ("张三", 1.5), (day, moment), (True, "")]


def test_that_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C4"] = "姓名"
    book.active["C5"] = "张三"
    book.active["B5"] = "大华"
    book.active.merge_cells("B5:B6")
    book.active["C6"] = "李四"
    book.save(tmp_path / "a.xlsx")
    (sheet,) = read_book(tmp_path / "a.xlsx").sheets()
    rows = dict(sheet.rows())
    assert rows[4] == ("", "", "姓名")
    assert rows[5] == ("", "大华", "张三")
    assert rows[6] == ("", "", "李四")
    assert sheet.merged == [(5, 1, 6, 1)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_that_text_files_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [["姓名", "手机", "备注"], ["张三", "13800138000", '"一行\n两行"'], ["李四", "", "x"]]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(map(delimiter.join, lines)).encode(encoding))
    (rows,) = rows_of(read_book(path)).values()
    assert rows == [
        ("姓名", "手机", "备注"),
        ("张三", "13800138000", "一行\n两行"),
        ("李四", "", "x"),
    ]


def test_that_the_guard_against_formulas_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,x\n'=1+1,'Tis\n'-5,'0571\n", encoding="utf-8")
    (rows,) = rows_of(read_book(path)).values()
    assert rows[1:] == [("=1+1", "'Tis"), ("-5", "0571")]


def test_that_excels_own_delimiter_line_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nname;x\nAda;1,5\n", encoding="utf-8")
    (sheet,) = read_book(path).sheets()
    assert sheet.rows() == [(2, ("name", "x")), (3, ("Ada", "1,5"))]


def test_that_an_encoding_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("陳\n".encode("big5"))
    assert rows_of(read_book(path, encoding="big5")) == {"": [("陳",)]}
    with pytest.raises(CrmError) as caught:
        read_book(path, encoding="klingon")
    assert caught.value.code == "file.encoding"


def test_that_web_tables_named_xls_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    table = "<html><table><tr><th colspan=2>名单</th></tr><tr><td>张三</td><td>1<br>2</td></table>"
    path.write_bytes(table.encode("gb18030"))
    assert rows_of(read_book(path)) == {"": [("名单", ""), ("张三", "1\n2")]}


def test_that_spreadsheetml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="客户"><Table>'
        '<Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row><Row ss:Index="3">'
        '<Cell ss:Index="2">'
        '<Data ss:Type="Number">13800138000</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    (sheet,) = read_book(path).sheets()
    assert (sheet.name, sheet.rows()[2]) == ("客户", (3, ("", 13800138000.0)))


def biff2(cells: list[tuple[int, int, bytes]]) -> bytes:
    """A worksheet as Excel 2 wrote it: texts in whatever code page the computer had."""
    data = struct.pack("<HHHH", 0x0009, 4, 2, 0x10)
    for row, column, text in cells:
        body = struct.pack("<HH3sB", row, column, bytes(3), len(text)) + text
        data += struct.pack("<HH", 0x0004, len(body)) + body
    return data + struct.pack("<HH", 0x000A, 0)


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("gb18030", [("姓名", "单位"), ("张三", "杭州大华贸易公司")]),
        ("big5", [("姓名", "單位"), ("陳怡君", "大同股份有限公司")]),
    ],
)
def test_that_very_old_workbooks_are_read_in_chinese(
    tmp_path: Path, encoding: str, rows: Rows
) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(
        biff2(
            [
                (row, column, str(text).encode(encoding))
                for row, cells in enumerate(rows)
                for column, text in enumerate(cells)
            ]
        )
    )
    (found,) = rows_of(read_book(path)).values()
    assert found == rows


def test_that_opendocument_is_read(tmp_path: Path) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="客户"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    (sheet,) = read_book(path).sheets()
    assert (sheet.name, sheet.rows()) == ("客户", [(1, ("姓名", date(2026, 3, 5)))])


def test_that_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["姓名", "手机"], ["张三", "13800138000"]])
    _replace(
        path, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    (rows,) = rows_of(read_book(path)).values()
    assert rows == [("姓名", "手机"), ("张三", "13800138000")]


def test_that_what_kills_the_child_is_called_damaged(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["x"]])
    _replace(path, "<sheetData>", "<sheetData><row r='1'><c r='A1' t='s'><v>999999")
    with pytest.raises(CrmError) as caught:
        rows_of(read_book(path))
    assert caught.value.code == "file.damaged"


def test_that_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as caught:
        read_book(tmp_path / "nowhere.xlsx")
    assert caught.value.code == "file.missing"


def test_that_a_workbook_without_cells_is_called_empty(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as caught:
        read_book(save(tmp_path / "a.xlsx", []))
    assert caught.value.code == "file.empty"


def test_that_reading_can_be_stopped(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["x", number] for number in range(3000)])

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_book(path, progress=stop)


def test_that_reading_may_not_take_for_ever(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(CrmError) as caught:
        read_book(path, time_limit=-1.0)
    assert caught.value.code == "file.slow"


def test_that_a_closed_book_keeps_what_came(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["姓名", "手机"], ["张三", "1"]])
    book = read_book(path)
    book.close()
    assert [sheet.complete for sheet in book.sheets()] == [True]


def _replace(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if name.endswith("sheet1.xml"):
                data = data.replace(old.encode(), new.encode(), 1)
            archive.writestr(name, data)
    path.write_bytes(stream.getvalue())
