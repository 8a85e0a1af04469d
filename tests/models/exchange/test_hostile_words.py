"""Cells nobody should write and somebody will: they come in whole, and go out as words."""

import csv
import random
from pathlib import Path

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
LONG_NAME = "".join(random.Random(3).choices([chr(0x4E00 + at) for at in range(5000)], k=3000))


def _rows() -> list[tuple[str, ...]]:
    found = [(f"客户{name}", "", "", "", words[:CELL]) for name, words in WORDS.items()]
    found += [
        (words[:CELL], "13800138000", words[:CELL], words[:CELL], "") for words in WORDS.values()
    ]
    return [*found, (LONG_NAME, LONG_NAME, LONG_NAME, LONG_NAME, LONG_NAME)]


def _write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *_rows()])


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
