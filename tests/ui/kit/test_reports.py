"""The report of a period: which days it is of, what stands in it, what is left out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.charts import Chart, ChartView, Series
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.print_preview import SheetPreview
from crmdesk.ui.kit.reports.kind import Asked, Kind, Table, Tile
from crmdesk.ui.kit.reports.out import report_sheet
from crmdesk.ui.kit.reports.periods import days_of, period_chip
from crmdesk.ui.kit.reports.tab import PeriodReport
from crmdesk.ui.kit.widgets.chips import FilterChip
from tests.support.navigator import RecordingNavigator


@dataclass(frozen=True)
class Sold:
    first: date
    last: date
    who: int | None


def _tiles(sold: Sold) -> list[Tile]:
    return [("Sold", "3", f"by {sold.who}")]


def _charts(_sold: Sold) -> list[Chart]:
    return [
        Chart("bars", "Nothing", ("1",), (Series("Sold", (None,)),)),
        Chart("bars", "Something", ("1",), (Series("Sold", (3.0,)),)),
    ]


def _tables(_sold: Sold) -> list[Table]:
    header = ("Month", "Sold")
    return [
        Table("By month", header, (("11", 3.0),), (("11", "3"),)),
        Table("By staff", header, (("Wang", 2.0), ("Li", 1.0)), (("Wang", "2"), ("Li", "1"))),
    ]


def _load(_session: object, asked: Asked) -> Sold:
    return Sold(asked.first, asked.last, asked.chosen.get("staff_id"))


def _kind(*, blanks: bool = False) -> Kind[Sold]:
    return Kind("sold", "Report", "Sold", _load, _tiles, _charts, _tables, (20, 10), blanks)


@pytest.fixture
def staff() -> FilterChip:
    return FilterChip("Who", [(7, "Wang"), (8, "Li")], many=False)


@pytest.fixture
def tab(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, staff: FilterChip
) -> PeriodReport[Sold]:
    made = PeriodReport(_kind(), {"staff_id": staff}, db, jobs, navigator)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("chosen", "first", "last"),
    [
        ("12", date(2025, 4, 1), date(2026, 3, 31)),
        ("month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last", date(2026, 2, 1), date(2026, 2, 28)),
        ("year", date(2026, 1, 1), date(2026, 3, 31)),
        ("before", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_that_a_period_has_its_days(qapp: object, chosen: str, first: date, last: date) -> None:
    chip = period_chip()
    chip.set_values([chosen])
    assert days_of(chip, date(2026, 3, 31)) == (first, last)


def test_that_no_period_is_the_last_twelve_months(qapp: object) -> None:
    chip = period_chip()
    chip.set_values([])
    assert days_of(chip, date(2024, 2, 29)) == (date(2023, 3, 1), date(2024, 2, 29))


def test_that_what_is_chosen_in_a_chip_narrows_the_report(
    qtbot: QtBot, tab: PeriodReport[Sold], staff: FilterChip
) -> None:
    tab.refresh()
    qtbot.waitUntil(lambda: tab.report is not None and tab.report.who is None)
    staff.set_values([8])
    tab.refresh()
    qtbot.waitUntil(lambda: tab.report is not None and tab.report.who == 8)


@pytest.mark.parametrize(
    ("blanks", "titles"), [(False, ["Something"]), (True, ["Nothing", "Something"])]
)
def test_that_blank_charts_stay_only_where_they_are_wanted(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, blanks: bool,
    titles: list[str],
) -> None:  # fmt: skip
    tab = PeriodReport(_kind(blanks=blanks), {}, db, jobs, navigator)
    qtbot.addWidget(tab)
    tab.show_report(Sold(date(2026, 1, 1), date(2026, 1, 31), None))
    assert [view.chart.title for view in tab.findChildren(ChartView)] == titles


def test_that_charts_stand_below_each_other_where_there_is_no_room_beside(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> None:
    tab = PeriodReport(_kind(blanks=True), {}, db, jobs, navigator)
    qtbot.addWidget(tab)
    tab.resize(1000, 600)
    tab.show()
    tab.show_report(Sold(date(2026, 1, 1), date(2026, 1, 31), None))

    def tops() -> int:
        return len({one.mapTo(tab, one.pos()).y() for one in tab.findChildren(ChartView)})

    qtbot.waitUntil(lambda: tops() == 1)
    tab.resize(600, 600)
    qtbot.waitUntil(lambda: tops() == 2)


def test_that_another_table_is_chosen_by_its_title(qtbot: QtBot, tab: PeriodReport[Sold]) -> None:
    tab.show_report(Sold(date(2026, 1, 1), date(2026, 1, 31), None))
    assert tab.numbers.table.rowCount() == 1
    second = tab.numbers.which.findChild(QPushButton, "choice_1")
    assert second is not None
    second.click()
    assert tab.numbers.table.rowCount() == 2
    assert tab.numbers.table.item(1, 0).text() == "Li"


def test_that_a_report_printed_before_it_is_read_is_shown_once_it_is(
    qtbot: QtBot, tab: PeriodReport[Sold]
) -> None:
    tab.print_page()
    assert not tab.findChildren(SheetPreview)
    tab.refresh()
    qtbot.waitUntil(lambda: len(tab.findChildren(SheetPreview)) == 1)
    tab.findChildren(SheetPreview)[0].close()


def test_that_paper_has_every_table_and_no_blank_chart(qapp: object) -> None:
    sheet = report_sheet(_kind(blanks=True), Sold(date(2026, 1, 1), date(2026, 1, 31), 7))
    text = sheet.document.toPlainText()
    assert "3   by 7" in text
    assert "By month" in text
    assert "By staff" in text
    assert text.count("\N{OBJECT REPLACEMENT CHARACTER}") == 1


def test_that_the_workbook_has_a_sheet_a_table(
    qtbot: QtBot, tab: PeriodReport[Sold], navigator: RecordingNavigator, tmp_path: Path
) -> None:
    assert tab.write(tmp_path / "nothing.xlsx") is None
    tab.show_report(Sold(date(2026, 1, 1), date(2026, 1, 31), None))
    tab.write(tmp_path / "sold.xlsx")
    qtbot.waitUntil(lambda: navigator.said == ["Saved as sold.xlsx"])
    book = load_workbook(tmp_path / "sold.xlsx")
    assert [cell.value for cell in book["By staff"][3]] == ["Li", 1]
