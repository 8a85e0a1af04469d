"""Cells nobody should write and somebody will: they come in whole, and go out as words."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import import_file
from tests.support.exchange import counts, customers
from tests.support.hostile_words import WORDS

HEADER = ("姓名", "手机", "公司", "地址", "备注")
CELL = 32_000  # characters Excel takes
SECONDS = 60  # of work, twenty times what it takes; it took minutes
LONG_NAME = "".join(random.Random(3).choices([chr(0x4E00 + at) for at in range(5000)], k=3000))


def _rows() -> list[tuple[str, ...]]:
    found = [(f"客户{name}", "", "", "", words[:CELL]) for name, words in WORDS.items()]
    found += [
        (words[:CELL], "13800138000", words[:CELL], words[:CELL], "") for words in WORDS.values()
    ]
    return [*found, (LONG_NAME, LONG_NAME, LONG_NAME, LONG_NAME, LONG_NAME)]


def _write_csv(path: Path) -> None:
    _write(path, [HEADER, *_rows()])


def _write_xlsx(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([HEADER, *_rows()], start=1):
        for column, words in enumerate(row, start=1):
            try:
                cell = sheet.cell(number, column, words)
            except IllegalCharacterError:
                continue
            cell.data_type = "s"
    book.save(path)


def _write_vcf(path: Path) -> None:
    cards = [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{row[0]}\r\nORG:{row[2]}\r\nNOTE:{row[4]}\r\nEND:VCARD\r\n"
        for row in _rows()
    ]
    path.write_text("".join(cards), encoding="utf-8", newline="")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcf"])
def test_that_hostile_cells_come_in_and_go_out_as_words(
    db: Database, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"in.{kind}"
    {"csv": _write_csv, "xlsx": _write_xlsx, "vcf": _write_vcf}[kind](path)
    result = import_file(db, path)
    created, *_others = counts(result)
    assert created > len(WORDS)
    notes = "\n".join(row["note"] or "" for row in customers(db))
    for name in ("markup", "sql", "formats", "formula", "family", "word", "javascript"):
        if kind != "vcf":
            assert WORDS[name][:CELL] in notes, name
    for ending in ("xlsx", "csv", "vcf"):
        export(db, tmp_path / f"out.{ending}", ExportRequest())
    for sheet in load_workbook(tmp_path / "out.xlsx").worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    again = import_file(db, tmp_path / "out.xlsx")
    assert counts(again)[0] == 0


NO_ENTRY = "长" * 501
"""One character more than an entry of a list of the office may have."""


@pytest.mark.parametrize("heading", ["标签", "来源"])
def test_that_what_is_too_long_for_a_list_goes_to_the_note(
    db: Database, tmp_path: Path, heading: str
) -> None:
    path = tmp_path / "in.csv"
    _write(path, [("姓名", "手机", heading), ("李四", "13900139000", NO_ENTRY)])
    assert counts(import_file(db, path))[0] == 1
    assert NO_ENTRY in customers(db)[0]["note"]


def test_that_an_attribute_too_long_for_a_field_leaves_the_file_whole(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "in.ldif"
    name = "x" * 501
    path.write_text(f"dn: cn=a\ncn: 李四\nmobile: 13900139000\n{name}: 你好\n\n", encoding="utf-8")
    assert counts(import_file(db, path))[0] == 1
    assert "你好" in customers(db)[0]["note"]


def test_that_many_short_tags_are_tags(db: Database, tmp_path: Path) -> None:
    tags = [f"标签{number:04}" for number in range(100)]
    path = tmp_path / "in.csv"
    _write(path, [("姓名", "手机", "标签"), ("李四", "13900139000", "、".join(tags))])
    import_file(db, path)
    assert customers(db)[0]["tags"] == tags


def test_that_goods_too_long_for_the_list_leave_the_order_whole(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    header = ("订单号", "客户", "手机", "商品", "数量", "金额", "成交日期")
    _write(path, [header, ("D1", "李四", "13900139000", NO_ENTRY, "1", "5", "2026-01-02")])
    assert len(import_file(db, path).plan.new_orders) == 1


def test_that_a_category_too_long_for_a_tag_leaves_the_card_whole(
    db: Database, tmp_path: Path
) -> None:
    path = tmp_path / "in.vcf"
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李四\r\nCATEGORIES:{NO_ENTRY}\r\nEND:VCARD\r\n"
    path.write_text(card, encoding="utf-8", newline="")
    import_file(db, path)
    assert NO_ENTRY in customers(db)[0]["note"]


def test_that_a_group_too_long_for_a_tag_leaves_its_members_whole(
    db: Database, tmp_path: Path
) -> None:
    begin, end = "BEGIN:VCARD\r\nVERSION:4.0\r\n", "END:VCARD\r\n"
    group = f"{begin}KIND:group\r\nFN:{NO_ENTRY}\r\nMEMBER:urn:uuid:1\r\n{end}"
    path = tmp_path / "in.vcf"
    card = f"{begin}FN:李四\r\nUID:urn:uuid:1\r\nTEL:13900139000\r\n{end}"
    path.write_text(card + group, encoding="utf-8", newline="")
    import_file(db, path)
    assert NO_ENTRY in customers(db)[0]["note"]


@pytest.mark.parametrize("heading", ["电话", "地址", "联系人,电话", "QQ"])
def test_that_thousands_of_columns_of_one_name_are_told_apart_within_moments(
    db: Database, tmp_path: Path, heading: str
) -> None:
    headings, values = heading.split(","), ["13900139000"]
    path = tmp_path / "in.csv"
    wide = 15_000 // len(headings)
    _write(path, [["姓名", *headings * wide], ["李四", *values * len(headings) * wide]])
    start = process_time()
    import_file(db, path, dry_run=True)
    assert process_time() - start < SECONDS


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
