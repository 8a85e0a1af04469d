"""The report in the window, on paper, as a workbook."""

from datetime import timedelta
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.complaints.report_tab import ReportTab, report_kind
from crmdesk.ui.kit.charts import ChartView
from crmdesk.ui.kit.print_preview import SheetPreview
from crmdesk.ui.kit.reports.out import report_sheet
from tests.support.builders import add_complaint, add_customer
from tests.support.navigator import RecordingNavigator
from tests.ui.complaints.conftest import MONDAY, OpenPanel


def _open(qtbot: QtBot, db: Database, open_panel: OpenPanel) -> ReportTab:
    for number in range(3):
        add_complaint(
            db, add_customer(db), step=5, status="closed", closing="confirmed", product="地板",
            cause="运输", cost=8800, currency="CNY",
            opened_at=MONDAY - timedelta(days=30 * number + 1),
            closed_at=MONDAY - timedelta(days=30 * number),
        )  # fmt: skip
    tab = open_panel("report").tab("report")
    assert isinstance(tab, ReportTab)
    qtbot.waitUntil(lambda: tab.report is not None)
    return tab


def test_that_numbers_stand_beside_the_pictures(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    tab = _open(qtbot, db, open_panel)
    shown = [view.chart.title for view in tab.findChildren(ChartView)]
    assert shown[0] == "Complaints by month"
    assert shown[-3:] == ["By cause", "By product", "By staff"]
    table = tab.findChild(QTableWidget, "report_numbers")
    assert table is not None
    assert (table.rowCount(), table.item(12, 1).text()) == (13, "3")
    tab.numbers.which.changed.emit(1)
    assert (table.rowCount(), table.item(0, 0).text()) == (1, "运输")
    tab.grab()


def test_that_another_period_is_asked_for(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    tab = _open(qtbot, db, open_panel)
    tab.period.set_values(["month"])
    tab.refresh()
    qtbot.waitUntil(lambda: tab.report is not None and tab.report.total.complaints == 1)
    tab.period.set_values(["before"])
    tab.refresh()
    qtbot.waitUntil(lambda: tab.report is not None and tab.report.total.complaints == 0)
    tab.grab()


def test_that_the_workbook_holds_the_numbers(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, navigator: RecordingNavigator, tmp_path: Path
) -> None:
    tab = _open(qtbot, db, open_panel)
    path = tmp_path / "report.xlsx"
    tab.write(path)
    qtbot.waitUntil(lambda: navigator.said[-1:] == ["Saved as report.xlsx"])
    book = load_workbook(path)
    assert book.sheetnames == ["By month", "By cause", "By product", "By staff"]
    cause = [cell.value for cell in book["By cause"][2]]
    assert cause[:3] == ["运输", 3, 3]
    assert cause[-1] == 264


def test_that_printing_from_the_list_prints_the_report_once_it_is_read(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    panel = open_panel("list")
    panel.print_page()
    qtbot.waitUntil(lambda: bool(panel.findChildren(SheetPreview)))
    assert panel.tabs.currentIndex() == 2
    panel.findChildren(SheetPreview)[0].close()


def test_that_the_report_is_laid_out_for_paper(
    qtbot: QtBot, db: Database, open_panel: OpenPanel, tmp_path: Path
) -> None:
    tab = _open(qtbot, db, open_panel)
    assert tab.report is not None
    sheet = report_sheet(report_kind(), tab.report)
    assert "运输" in sheet.document.toPlainText()
    target = tmp_path / "report.pdf"
    sheet.save_pdf(target)
    assert target.read_bytes().startswith(b"%PDF")
