"""The child says in its frames what the parent then shows; here it runs without its parent.

Only files known to be harmless: what kills a child would kill these tests.
"""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading import worker
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.reading.frames import decode_frame, read_frame, write_rows

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = [["姓名", "电话"], ["张三", "13800138000"]]


def frames(path: Path, *, encoding: str | None = None, sparse: bool = False) -> Iterator[list[Any]]:
    """What the child sends for a file."""
    out = io.BytesIO()
    worker._read(path, encoding, out, sparse=sparse)
    out.seek(0)
    while (data := read_frame(out)) is not None:
        yield decode_frame(data)


def rows(path: Path, *, sparse: bool = False) -> list[list[Any]]:
    """The filled rows of all sheets."""
    return [
        [cell for cell in row if cell not in ("", None)]
        for word, *items in frames(path, sparse=sparse)
        if word == "rows"
        for row in zip(*items[1], strict=True)
    ]


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in NAMES:
        book.active.append(row)
    book.save(path)
    return path


def web_table(path: Path) -> Path:
    cells = "".join(f"<tr><td>{name}</td><td>{phone}</td></tr>" for name, phone in NAMES)
    path.write_text(f"<html><table>{cells}</table></html>", encoding="utf-8")
    return path


def spreadsheetml(path: Path) -> Path:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in NAMES
    )
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="客户"><Table>{cells}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def very_old(path: Path) -> Path:
    data = struct.pack("<HHHH", 0x0009, 4, 2, 0x10)
    for row, cells in enumerate(NAMES):
        for column, cell in enumerate(cells):
            text = cell.encode("gb18030")
            body = struct.pack("<HH3sB", row, column, bytes(3), len(text)) + text
            data += struct.pack("<HH", 0x0004, len(body)) + body
    path.write_bytes(data + struct.pack("<HH", 0x000A, 0))
    return path


def delimited(path: Path) -> Path:
    path.write_text("\n".join("\t".join(row) for row in NAMES), encoding="gb18030")
    return path


MADE = [
    ("a.xlsx", workbook),
    ("b.xls", web_table),
    ("c.xls", spreadsheetml),
    ("d.xls", very_old),
    ("e.tsv", delimited),
]


@pytest.mark.parametrize(("name", "make"), MADE)
def test_that_the_rows_of_every_kind_of_file_are_sent(tmp_path: Path, name: str, make: Any) -> None:
    assert rows(make(tmp_path / name)) == NAMES


def test_that_the_reader_for_strange_workbooks_sees_the_same(tmp_path: Path) -> None:
    assert rows(workbook(tmp_path / "a.xlsx"), sparse=True) == NAMES


@pytest.mark.parametrize("name", ["multiplesheets.xls", "chinese-provinces.xls", "converter03.xls"])
def test_that_parent_and_child_agree_on_real_workbooks(name: str) -> None:
    book = read_book(SAMPLES / name)
    told = [
        [cell for cell in cells if cell not in ("", None)]
        for sheet in book.sheets()
        for _number, cells in sheet.rows()
    ]
    assert rows(SAMPLES / name) == told


def test_that_cards_are_sent_one_by_one() -> None:
    cards = [items for word, *items in frames(SAMPLES / "John_Doe_ANDROID.vcf") if word == "card"]
    assert [number for number, _properties in cards] == [1, 2, 3, 4, 5, 6]


def test_that_the_kind_and_encoding_are_told_first_and_the_end_last(tmp_path: Path) -> None:
    told = list(frames(delimited(tmp_path / "a.csv")))
    assert told[0] == ["book", "csv", "gb18030"]
    assert told[-1] == ["end"]


def test_that_an_encoding_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as caught:
        list(frames(delimited(tmp_path / "a.csv"), encoding="klingon"))
    assert caught.value.code == "file.encoding"


def test_that_no_character_of_a_cell_cuts_a_column() -> None:
    odd = "".join(map(chr, (*range(0x20, 0x30), 0x7F, 0x85, 0x9F, 0x2028)))
    out = io.BytesIO()
    write_rows(out, 1, [[f"甲{odd}乙", 1.5, "一"], ["", "", ""], ["三", "两\x7f个", ""]])
    _word, _first, columns, _dated, texts, digests = decode_frame(out.getvalue()[4:])
    assert [len(column) for column in columns] == [3, 3, 3]
    assert columns[0][0].startswith("甲 !")
    assert columns[1] == [1.5, "", "两\x7f个"]
    assert texts == [None, ["1.5", "", "两个"], None]
    assert len(digests) == 3
