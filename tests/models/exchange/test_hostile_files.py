"""Whatever a file is, reading it ends soon, in little memory, in cells or in one sentence."""

import io
import random
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading import book as reading
from crmdesk.models.exchange.reading import worker
from crmdesk.models.exchange.reading.book import Book, Sheet, read_book
from crmdesk.models.exchange.reading.frames import decode_frame, read_frame
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.biff12 import binary_workbook, record
from tests.support.biff_old import old_worksheet
from tests.support.books import OFFICE, make_book
from tests.support.hostile_seeds import seeds
from tests.support.locked_books import workbook
from tests.support.mutations import mutated

SEEDS = seeds()
OURS = [name for name in SEEDS if name.endswith((".vcf", ".csv", ".tsv", ".ldif"))]
OURS += ["xml.xls", "page.xls"]
"""Read by our own code, which cannot take this process down."""
MOST_SECONDS, MOST_MEMORY = 20.0, 2 * 1024**3
bounded = partial(
    settings,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def outcome(path: Path, password: str | None = "password") -> str:
    """ "" where the file says something, else the code of the sentence."""
    try:
        book = read_book(path, password=password)
        understand(book, office=OFFICE)
        book.close()
    except CrmError as error:
        return error.code
    return ""


def damaged(name: str, number: int) -> bytes:
    return mutated(SEEDS[name], list(SEEDS.values()), random.Random(number))


@bounded(max_examples=24)
@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32))
def test_that_a_damaged_file_is_read_or_refused(tmp_path: Path, name: str, number: int) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(name, number))
    assert_bounded(path)


def assert_bounded(path: Path) -> str:
    """The outcome, reached within the limits on processor and memory."""
    before, _ = spent()
    code = outcome(path)
    after, memory = spent()
    assert not code or code.startswith("file.")
    assert after - before < MOST_SECONDS
    assert memory < MOST_MEMORY
    return code


def spent() -> tuple[float, float]:
    """Processor seconds of this process and all its children, and the most memory of a child."""
    if sys.platform == "win32":
        return time.process_time(), 0.0
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = children.ru_utime + children.ru_stime + time.process_time()
    return seconds, float(children.ru_maxrss * unit)


@bounded(max_examples=50)
@given(st.sampled_from(OURS), st.integers(0, 2**32))
def test_that_what_we_read_ourselves_says_the_rest_whatever_is_broken(
    tmp_path: Path, name: str, number: int
) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(name, number))
    out = io.BytesIO()
    with suppress(Exception):  # in the child this is where readers end
        worker._read(path, None, out, sparse=False)
    with suppress(CrmError):
        understand(book_of(out), office=OFFICE)


def book_of(out: io.BytesIO) -> Book:
    """What the child said."""
    book = Book(Path("a"), kind="csv")
    sheet: Sheet | None = None
    out.seek(0)
    while (data := read_frame(out)) is not None:
        word, *items = decode_frame(data)
        if word == "sheet":
            sheet = Sheet(book, items[0], hidden=False)
            sheet.complete = True
            book.put(sheet)
        elif word == "card" and sheet:
            book.kind = "vcf"
            sheet.cards.append(items[1])
        elif word == "rows" and sheet:
            sheet.add(data)
    return book


def repacked(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A package with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            made.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


ROWS = [("姓名", "手机"), ("张三", "13800138000")]
SHEET = "xl/worksheets/sheet1.xml"
MERGES = b'<mergeCell ref="A1:XFD1048576"/>' * 2_000
CORNER = struct.pack("<IIHBBBI", 1048575, 0, 300, 0, 0, 0, 0)
LAST_CELL = record(0, CORNER) + record(5, struct.pack("<IId", 16383, 0, 1.0)) + record(146)
OLD_CORNER = struct.pack("<HHHH3sB", 4, 9, 65535, 255, bytes(3), 1) + b"x"
SPREADSHEET = (
    b'<?xml version="1.0"?>%b<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>%b</Table>'
    b"</Worksheet></Workbook>"
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
ATTACKS: dict[str, Callable[[], bytes]] = {
    "merges": lambda: repacked(workbook(ROWS), SHEET, b"</sheetData>",
                               b"</sheetData><mergeCells>" + MERGES + b"</mergeCells>"),
    "dimension": lambda: repacked(workbook(ROWS), SHEET, b'"A1:B2"', b'"A1:XFD1048576"'),
    "last cell of a binary workbook": lambda: repacked(
        binary_workbook(a=ROWS), "xl/worksheets/sheet1.bin", record(146), LAST_CELL),
    "shared texts": lambda: repacked(binary_workbook(a=ROWS), "xl/sharedStrings.bin",
                                     struct.pack("<II", 4, 4), bytes([255]) * 8),
    "repeated rows": lambda: repacked(
        SEEDS["made.ods"], "content.xml", b"<table:table-row>",
        b'<table:table-row table:number-rows-repeated="99999999"><table:table-cell'
        b' table:number-columns-repeated="99999" office:value-type="float" office:value="1"/>'),
    "last cell of an old workbook": lambda: (
        old_worksheet(2, ROWS, "gb18030")[:-4] + OLD_CORNER + b"\n\0\0\0"),
    "entities": lambda: SPREADSHEET % (ENTITIES, b"<Row><Cell><Data>&b;</Data></Cell></Row>"),
    "rows in rows": lambda: SPREADSHEET % (b"", b"<Row>" * 50_000),
    "tables in tables": lambda: b"<table><tr><td>" * 20_000,
    "spanning cells": lambda: b"<table>" + b"<tr><td colspan=999 rowspan=999>x" * 100,
    "unclosed quote": lambda: b'name,phone\n"' + b"x,y\n" * 300_000,
    "columns": lambda: b"name" + b",x" * 16_000 + b"\n",
    "lines of a card": lambda: b"BEGIN:VCARD\nFN:x\n" + b"TEL:13800138000\n" * 50_000,
    "a long number": lambda: b"BEGIN:VCARD\nFN:x\nTEL:" + b"1-" * 500_000 + b"\nEND:VCARD\n",
    "attributes": lambda: b"dn: a\ncn: x\n" + b"".join(b"a%d: 1\n" % n for n in range(2_000)),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_that_no_file_swells_or_lasts(tmp_path: Path, attack: str) -> None:
    path = tmp_path / "客户.xls"
    path.write_bytes(ATTACKS[attack]())
    assert_bounded(path)


def test_that_a_small_file_gets_little_time(tmp_path: Path) -> None:
    small, large = tmp_path / "a", tmp_path / "b"
    small.write_bytes(b"x")
    with large.open("wb") as file:
        file.truncate(90 * 1024 * 1024)
    assert reading._time_for(small) == pytest.approx(20, abs=0.1)
    assert reading._time_for(large) == reading.TIME_LIMIT


def test_that_a_file_that_says_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名\n" + "张三\n" * 50, encoding="utf-8")
    monkeypatch.setattr(reading, "_LARGEST_READ", 200)
    assert outcome(path) == "file.too_large"


@pytest.mark.parametrize("word", ["1-", "张三", "（", "王总13800138000", "农历", '"', "a@"])
def test_that_a_text_no_column_can_mean_goes_to_the_note(word: str) -> None:
    text = (word * 40_000)[:40_000]
    header = ("姓名", "手机", "邮箱", "地址", "生日", "公司", "税号", "备注")
    started = time.process_time()
    sheet = understand(make_book([header, ("张三", *[text] * 7)]), office=OFFICE).sheets[0]
    assert time.process_time() - started < MOST_SECONDS
    codes = {problem.code for problem in sheet.problems}
    assert codes == {"cell.too_long"}
    assert len(sheet.problems) == 6
    (record,) = sheet.customers
    assert record.name == "张三"
    assert text in record.note
