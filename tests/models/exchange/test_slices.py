"""Large sheets read some rows at a time say what they say when read at once."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from crmdesk.models.exchange.reading import slices
from crmdesk.models.exchange.reading.rows import SheetRows
from crmdesk.models.exchange.reading.workbook import read_workbook

SAMPLES = sorted(Path(__file__).parents[2].glob("samples/*.xlsx"))


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is large, and a slice has about three rows."""
    monkeypatch.setattr(slices, "LARGE", 0)
    monkeypatch.setattr(slices, "_SLICE", 300)
    monkeypatch.setattr(slices, "_SHARED_TIMES", 0)


def told(sheets: list[SheetRows]) -> list[Any]:
    """What sheets say, without blanks at the end of rows and sheets."""
    found = []
    for sheet in sheets:
        rows = [list(row) for row in sheet.rows]
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        found.append((sheet.name, sheet.hidden, sheet.first, list(sheet.merged), rows))
    return found


def read(path: Path) -> list[Any]:
    return [told([sheet])[0] for sheet in read_workbook(path, "xlsx")]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Gaps above, beside and between, days, numbers, merged cells, several sheets."""
    book = Workbook()
    first = book.active
    assert first is not None
    for number in range(4, 60):
        if number % 7:
            first.cell(number, 3, f"张{number} <&> 三")
            first.cell(number, 4, number / 4)
            first.cell(number, 6, date(2024, 1, 1).replace(month=number % 12 + 1))
            first.cell(number, 7, datetime(2024, 5, 1, 8, number))  # noqa: DTZ001 - as Excel has it
            first.cell(number, 8, number % 2 == 0)
        else:
            first.cell(number, 2, "公司")
    first.merge_cells("B14:C14")
    first.merge_cells("B20:B28")
    more = book.create_sheet("第二")
    more.append(["一", "二"])
    more.sheet_state = "hidden"
    book.create_sheet("空")
    path = tmp_path / "odd.xlsx"
    book.save(path)
    return path


def test_that_slices_of_an_odd_sheet_say_the_same(
    odd: Path, request: pytest.FixtureRequest
) -> None:
    whole = read(odd)
    request.getfixturevalue("cut")
    sliced = slices.slices_of(odd, 0, "Sheet")
    assert sliced is not None
    assert len(list(sliced._cuts())) > 10
    assert sliced.height == 59
    assert read(odd) == whole


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_that_slices_of_each_sample_say_the_same(
    path: Path, request: pytest.FixtureRequest
) -> None:
    try:
        whole = read(path)
    except BaseException as error:  # noqa: BLE001 - calamine panics with an exception of its own
        pytest.skip(f"calamine cannot read it: {type(error).__name__}")
    request.getfixturevalue("cut")
    assert read(path) == whole


@pytest.mark.usefixtures("cut")
def test_that_a_sheet_with_quoted_markup_is_not_cut(odd: Path, tmp_path: Path) -> None:
    path = _changed(odd, tmp_path, b"<sheetData>", b"<!-- </row><row r='9'> --><sheetData>")
    assert slices.slices_of(path, 0, "Sheet") is None


@pytest.mark.usefixtures("cut")
def test_that_a_sheet_whose_rows_bear_no_numbers_is_not_cut(odd: Path, tmp_path: Path) -> None:
    path = _changed(odd, tmp_path, b"<row r=", b"<row x=")
    assert slices.slices_of(path, 0, "Sheet") is None


@pytest.mark.usefixtures("cut")
def test_that_a_sheet_that_is_not_where_it_should_be_is_not_cut(odd: Path) -> None:
    assert slices.slices_of(odd, 0, "Other") is None
    assert slices.slices_of(odd, 7, "Sheet") is None


def test_that_a_small_sheet_is_read_at_once(odd: Path) -> None:
    assert slices.slices_of(odd, 0, "Sheet") is None


def _changed(book: Path, folder: Path, old: bytes, new: bytes) -> Path:
    path = folder / "changed.xlsx"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return path
