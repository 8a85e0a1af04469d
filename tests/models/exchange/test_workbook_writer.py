"""Workbooks written by ourselves: every reader finds in them what was put in."""

import errno
import random
from collections.abc import Generator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.stored.customers import ahead
from crmdesk.models.exchange.writers import xlsx
from crmdesk.models.exchange.writers.cell_xml import letters
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.exchange.writers.xlsx import write_workbook

NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001 - as an office's clock shows it


def written(path: Path, cells: list[Any], style: str = "text") -> list[Any]:
    """What openpyxl reads of one column of these cells."""
    sheet = Sheet("s", [Column("head", style)], lambda: batches(Batch.of([(c,) for c in cells])))
    write_workbook(path, [sheet])
    rows = load_workbook(path).worksheets[0].iter_rows(min_row=2, max_row=len(cells) + 1)
    return [row[0].value for row in rows]


def batches(*several: Batch) -> Generator[Batch, None, None]:
    yield from several


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "张 <b>&amp; ]]>", " blank before", "blank after ", "\nline", "one\ntwo", "a|b",
        "wx_xie", "x" * 32_767, "\N{GRINNING FACE}", "　full blank　", "007", "'quoted",
    ],
)  # fmt: skip
def test_that_a_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert written(tmp_path / "a.xlsx", [text, "plain", None, ""]) == [text, "plain", None, None]


def test_that_excel_does_not_take_a_text_for_one_of_its_escapes(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ["_x0041_"])
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert b"<t>_x005F_x0041_</t>" in book.read("xl/worksheets/sheet1.xml")


def test_that_the_reader_of_imports_finds_the_same(tmp_path: Path) -> None:
    cells = ["=1+1", "张 <b>&amp; ]]>", "one\ntwo", " edge ", "007", "plain"]
    written(tmp_path / "a.xlsx", cells)
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python() == [["head"], *([cell] for cell in cells)]


def test_that_what_no_cell_can_hold_is_left_out(tmp_path: Path) -> None:
    cells = ["a\x00b\x1f", "line\r\nline\rline", "\ud800x", "\x01", "y" * 40_000]
    assert written(tmp_path / "a.xlsx", cells) == [
        "ab", "line\nline\nline", "x", None, "y" * 32_767
    ]  # fmt: skip


def test_that_a_column_nobody_filled_is_blank(tmp_path: Path) -> None:
    sheet = Sheet("s", [Column("a"), Column("b")], lambda: batches(Batch(1, {0: ["x"], 1: {}})))
    write_workbook(tmp_path / "a.xlsx", [sheet])
    rows = load_workbook(tmp_path / "a.xlsx").worksheets[0].values
    assert list(rows) == [("a", "b"), ("x", None)]


def test_that_a_long_text_is_cut_whatever_signs_stand_in_it(tmp_path: Path) -> None:
    """Excel calls a workbook damaged for one cell that is too long."""
    for sign in "|-,":
        text = f"{'y' * 99}{sign}" * 400
        assert written(tmp_path / "a.xlsx", ["x", text]) == ["x", text[:32_767]]


def test_that_days_and_instants_come_back(tmp_path: Path) -> None:
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 11, 21), None]
    found = written(tmp_path / "a.xlsx", days, "day")
    assert [day and day.date() for day in found] == days
    assert written(tmp_path / "a.xlsx", [NOON, None, "some day"], "instant") == [
        NOON, None, "some day"
    ]  # fmt: skip
    assert written(tmp_path / "a.xlsx", [date(1899, 12, 31), None], "day") == ["1899-12-31", None]


def test_that_numbers_come_back_and_what_is_none_is_text(tmp_path: Path) -> None:
    cells = [1, 1.5, -0.25, 1e300, float("inf"), "12"]
    assert written(tmp_path / "a.xlsx", cells, "number") == [1, 1.5, -0.25, 1e300, "inf", "12"]


def test_that_rows_go_on_over_batches_and_columns_nobody_filled_stay_blank(tmp_path: Path) -> None:
    columns = [Column(header) for header in "ABCD"]
    several = (Batch(2, {0: ["a1", "a2"], 3: {1: "d2"}}), Batch(1, {3: {0: "d3"}}), Batch(0, {}))
    write_workbook(tmp_path / "a.xlsx", [Sheet("客户 & 'Co", columns, lambda: batches(*several))])
    sheet = load_workbook(tmp_path / "a.xlsx")["客户 & 'Co"]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("a1", None, None, None),
        ("a2", None, None, "d2"),
        (None, None, None, "d3"),
    ]
    assert sheet.auto_filter.ref == "A1:D4"
    assert [row for batch in several for row in batch.rows(4)] == list(
        sheet.iter_rows(min_row=2, values_only=True)
    )


def test_that_columns_are_named_as_sheets_name_them() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702, 16_383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"
    ]  # fmt: skip


def test_that_more_rows_than_a_sheet_takes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    assert written(tmp_path / "a.xlsx", ["a", "b"]) == ["a", "b"]
    with pytest.raises(CrmError, match=r"export\.rows"):
        written(tmp_path / "a.xlsx", ["a", "b", "c"])


def test_that_a_sheet_that_fails_gives_its_rows_back(tmp_path: Path) -> None:
    closed: list[bool] = []

    def failing() -> Generator[Batch, None, None]:
        try:
            yield Batch(1, {7: ["there is no such column"]})
        finally:
            closed.append(True)

    with pytest.raises(IndexError):
        write_workbook(tmp_path / "a.xlsx", [Sheet("s", [Column("A")], failing)])
    assert closed == [True]


def test_that_every_part_of_a_book_is_listed(tmp_path: Path) -> None:
    sheets = [Sheet(name, [Column("A")], batches) for name in ("one", "two")]
    write_workbook(tmp_path / "a.xlsx", sheets)
    with ZipFile(tmp_path / "a.xlsx") as book:
        types = book.read("[Content_Types].xml").decode()
        for name in set(book.namelist()) - {"[Content_Types].xml", "_rels/.rels"}:
            assert name in types or name.endswith(".rels")
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["one", "two"]


def test_that_what_is_made_ahead_comes_in_order_and_says_what_went_wrong() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise ValueError("four")

    made = ahead(items())
    assert [next(made) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="four"):
        next(made)
    assert list(ahead([])) == []


def test_that_words_are_offered_where_a_cell_is_edited(tmp_path: Path) -> None:
    columns = [
        Column("stage", choices=("潜在", "A&B")),
        Column("comma", choices=("a,b", "c")),
        Column("long", choices=("x" * 300,)),
        Column("none"),
    ]
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", columns, lambda: batches(Batch(0, {})))])
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    [offered] = sheet.data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("A2:A201", '"潜在,A&B"')
    assert not offered.showErrorMessage


def test_that_a_book_that_says_nothing_of_itself_has_no_part_for_it(tmp_path: Path) -> None:
    sheet = Sheet("s", [Column("a")], batches)
    for told in ({}, {"name": "<&>"}):
        write_workbook(tmp_path / "a.xlsx", [sheet], told)
        with ZipFile(tmp_path / "a.xlsx") as book:
            assert ("docProps/custom.xml" in book.namelist()) == bool(told)
        properties = load_workbook(tmp_path / "a.xlsx").custom_doc_props
        assert {one.name: one.value for one in properties.props} == told


def test_that_numbers_kept_as_text_get_no_green_corner(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ["13800138000"])
    with ZipFile(tmp_path / "a.xlsx") as book:
        text = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<ignoredError sqref="A1:A2" numberStoredAsText="1"/>' in text


@pytest.fixture(params=["here", "beside"])
def how(request: pytest.FixtureRequest) -> dict[str, bool]:
    """Written by this process, and by one of its own."""
    return {"large": request.param == "beside"}


MIXED = (
    Batch(3, {0: ["a", "张 <b>", None], 1: {1: NOON}, 2: [1, 1.5, "x\x1fy"]}),
    Batch(1, {0: ["\ud800z"], 1: [date(1899, 12, 31)], 2: {}}),
)


def test_that_a_book_is_the_same_whoever_writes_it(tmp_path: Path) -> None:
    columns = [Column("text"), Column("instant", "instant"), Column("number", "number")]
    sheets = [
        Sheet(name, columns, lambda: batches(*MIXED), frozen=number)
        for number, name in enumerate(("one", "two"))
    ]
    for name, large in (("here.xlsx", False), ("beside.xlsx", True)):
        write_workbook(tmp_path / name, iter(sheets), {"said": "yes"}, large=large)
    with ZipFile(tmp_path / "here.xlsx") as here, ZipFile(tmp_path / "beside.xlsx") as beside:
        assert here.namelist() == beside.namelist()
        assert [here.read(name) for name in here.namelist()] == [
            beside.read(name) for name in here.namelist()
        ]
    rows = list(load_workbook(tmp_path / "beside.xlsx")["two"].values)
    assert rows[1:] == [
        ("a", None, 1), ("张 <b>", NOON, 1.5), (None, None, "xy"), ("z", "1899-12-31", None)
    ]  # fmt: skip


def test_that_what_goes_wrong_with_the_rows_comes_out(tmp_path: Path, how: dict[str, bool]) -> None:
    closed: list[bool] = []

    def failing() -> Generator[Batch, None, None]:
        try:
            yield Batch(1, {0: ["one"]})
            raise KeyError("gone")
        finally:
            closed.append(True)

    with pytest.raises(KeyError, match="gone"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("s", [Column("A")], failing)], **how)
    assert closed == [True]


def test_that_a_file_that_cannot_be_written_is_an_os_error(
    tmp_path: Path, how: dict[str, bool]
) -> None:
    sheet = Sheet("s", [Column("A")], lambda: (Batch(1, {0: ["x" * 9999]}) for _ in range(999)))
    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "none" / "a.xlsx", [sheet], **how)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_that_a_full_disk_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("/dev/full")
    noise = random.Random(1)
    cells = [f"{noise.getrandbits(120):030x}" for _ in range(5000)]
    sheet = Sheet("s", [Column("A")], lambda: (Batch(5000, {0: cells}) for _ in range(50)))
    with pytest.raises(OSError, match=rf"Errno {errno.ENOSPC}"):  # the rest is in any language
        write_workbook(tmp_path / "a.xlsx", [sheet], large=True)


def test_that_what_goes_wrong_beside_is_told_here(tmp_path: Path) -> None:
    sheet = Sheet("s", [Column("A")], lambda: batches(Batch(1, {7: ["there is no such column"]})))
    with pytest.raises(RuntimeError, match="IndexError"):
        write_workbook(tmp_path / "a.xlsx", [sheet], large=True)
