"""The report to copy, the five numbers, the pocket sheet."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.daybook.numbers import Day
from crmdesk.models.daybook.visits import Stop, Visit
from crmdesk.ui.daybook.behind_dialog import BehindDialog
from crmdesk.ui.daybook.numbers_strip import NumbersStrip
from crmdesk.ui.daybook.pocket_dialog import PocketDialog
from crmdesk.ui.daybook.pocket_sheet import FULL, SIZE, PocketSheet
from crmdesk.ui.daybook.report_dialog import ReportDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_promise,
    add_staff,
)
from tests.support.navigator import RecordingNavigator

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 21)


@pytest.fixture
def report(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> ReportDialog:
    add_staff(db, "李经理")
    add_interaction(db, add_customer(db, "王建国"), "看了样品", kind="visit")
    dialog = ReportDialog(db, jobs, navigator, window)
    dialog.open()
    qtbot.waitUntil(lambda: "王建国" in dialog.text.toPlainText())
    return dialog


def test_that_ctrl_enter_copies_the_report_as_it_stands(
    qtbot: QtBot, report: ReportDialog, navigator: RecordingNavigator
) -> None:
    report.text.appendPlainText("辛苦了")
    report.activateWindow()
    report.text.setFocus()
    qtbot.keyClick(report.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().endswith("辛苦了")
    assert navigator.said == ["Copied: paste it into the group"]


def test_that_words_changed_by_hand_are_there_again(qtbot: QtBot, report: ReportDialog) -> None:
    written = report.text.toPlainText()
    report.text.appendPlainText("辛苦了")
    report.findChild(QWidget, "report_before").click()  # type: ignore[union-attr]
    assert report.which()[0] == TODAY - timedelta(days=1)
    qtbot.waitUntil(lambda: "Contacts: none" in report.text.toPlainText())
    report.findChild(QWidget, "report_after").click()  # type: ignore[union-attr]
    assert report.text.toPlainText() == written + "\n辛苦了"
    report.findChild(QWidget, "report_after").click()  # type: ignore[union-attr]
    assert report.which()[0] == TODAY, "nobody reports of days to come"
    report.reject()


def test_that_words_not_copied_yet_are_there_when_it_is_opened_again(
    qtbot: QtBot,
    report: ReportDialog,
    db: Database,
    jobs: JobRunner,
    navigator: RecordingNavigator,
    window: QWidget,
) -> None:
    report.text.appendPlainText("辛苦了")
    report.reject()
    qtbot.waitUntil(lambda: not jobs.running())
    again = ReportDialog(db, jobs, navigator, window)
    again.open()
    assert again.text.toPlainText().endswith("辛苦了")
    again.copy()
    qtbot.waitUntil(lambda: not jobs.running())
    fresh = ReportDialog(db, jobs, navigator, window)
    fresh.open()
    qtbot.waitUntil(lambda: "王建国" in fresh.text.toPlainText())
    assert "辛苦了" not in fresh.text.toPlainText()
    fresh.reject()


def test_that_a_week_and_everybody_can_be_chosen(qtbot: QtBot, report: ReportDialog) -> None:
    report.findChild(QWidget, "choice_week").click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: report.text.toPlainText().startswith("Weekly report"))
    report.findChild(QWidget, "choice_week").click()  # type: ignore[union-attr]
    assert report.which()[1] == "week", "one of them always is"
    report.whose.setCurrentIndex(report.whose.count() - 1)
    report.whose.activated.emit(report.whose.currentIndex())
    qtbot.waitUntil(lambda: "The whole office" in report.text.toPlainText())
    report.reject()


def test_that_the_strip_shows_the_numbers_of_everybody(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, window: QWidget
) -> None:
    asked: list[str] = []
    strip = NumbersStrip(db, jobs, hub, ZONE, lambda number, _day: asked.append(number), window)
    with qtbot.waitSignal(strip.settled):
        strip.show_for(everybody=True)
    assert strip.isHidden(), "nothing to tell"
    customer = add_customer(db)
    add_order(db, customer)
    add_promise(db, customer, TODAY - timedelta(days=2))
    qtbot.waitUntil(lambda: not strip.isHidden())
    qtbot.waitUntil(lambda: strip.tiles["promises"].said() == "1")
    assert strip.tiles["sales"].said() == "¥20"
    assert strip.tiles["promises"].accessibleName() == "Overdue promises: 1"
    strip.tiles["promises"].click()
    assert asked == ["promises"]
    strip.show_for(everybody=False)
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("number", "went"),
    [
        ("sales", "open_order"),
        ("complaints", "open_complaint"),
        ("promises", "open_promise"),
        ("owed", "open_customer"),
    ],
)
def test_that_a_list_stands_behind_each_number(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    navigator: RecordingNavigator,
    window: QWidget,
    number: str,
    went: str,
) -> None:
    customer = add_customer(db)
    add_order(db, customer)
    add_complaint(db, customer)
    add_promise(db, customer, TODAY - timedelta(days=2))
    dialog = BehindDialog(db, jobs, navigator, number, Day(TODAY, ZONE), window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert navigator.went[0][0] == went


def test_that_an_empty_list_says_so(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> None:
    dialog = BehindDialog(db, jobs, navigator, "promises", Day(TODAY, ZONE), window)
    dialog.open()
    qtbot.waitUntil(lambda: not jobs.running())
    assert dialog.area.currentWidget() is not dialog.table
    button = dialog.findChild(QPushButton, "behind_screen")
    assert button is not None
    button.click()
    assert navigator.went == [("show_screen", ("promises",))]


def _visits(count: int, places: int = 1) -> list[Visit]:
    return [
        Visit(number, f"客户{number}", "", "", "", "", f"杭州市 {number * places // count}区")
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "places", "pages"), [(1, 1, 1), (FULL, 1, 1), (FULL, FULL, 1), (13, 1, 1), (30, 4, 3)]
)
def test_that_a_dozen_visits_stand_on_one_page(count: int, places: int, pages: int) -> None:
    sheet = PocketSheet(_visits(count, places), TODAY, ZONE, "CN")
    assert sheet.pages == pages
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(595 / SIZE.width(), 595 / SIZE.width())
    for page in range(sheet.pages):
        sheet.paint(painter, page)
    painter.end()


def test_that_ticked_customers_come_onto_the_sheet(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    navigator: RecordingNavigator,
    window: QWidget,
    tmp_path: Path,
) -> None:
    planned, other = add_customer(db, "王建国"), add_customer(db, "李娜")
    add_follow_up(db, planned, TODAY, "送样品", channel="visit")
    shown = [Stop("promise", 1, other, name="李娜", why="寄样品")]
    dialog = PocketDialog(db, jobs, navigator, (ZONE, "CN"), shown, parent=window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 customer · Pages: 1")
    assert [stop.name for stop in dialog.chosen()] == ["王建国"]
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: dialog.count.text() == "2 customers · Pages: 1")
    path = tmp_path / "visits.pdf"
    dialog.write_pdf(path)
    qtbot.waitUntil(lambda: navigator.said == ["Saved as visits.pdf"])
    assert path.read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_that_a_held_key_asks_for_one_printer(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> None:
    shown = [Stop("promise", 1, add_customer(db, "李娜"), name="李娜", planned=True)]
    dialog = PocketDialog(db, jobs, navigator, (ZONE, "CN"), shown, parent=window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 customer · Pages: 1")
    for _ in range(3):
        dialog.print_sheet()
    [asking] = dialog.findChildren(QPrintDialog)
    asking.reject()
    dialog.reject()


def test_that_a_sheet_that_cannot_be_saved_is_told_though_its_dialog_is_closed(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    navigator: RecordingNavigator,
    window: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted: list[Callable[[], object]] = []
    monkeypatch.setattr(
        navigator, "record", lambda _action, _ids, then, **_said: noted.append(then)
    )
    shown = [Stop("promise", 1, add_customer(db, "李娜"), name="李娜", planned=True)]
    dialog = PocketDialog(db, jobs, navigator, (ZONE, "CN"), shown, parent=window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.count.text() == "1 customer · Pages: 1")
    usb = tmp_path / "usb"
    usb.mkdir()
    dialog.write_pdf(usb / "visits.pdf")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    (usb / "visits.pdf").unlink()
    usb.rmdir()
    noted[0]()

    def told() -> list[QWidget]:
        return [top for top in QApplication.topLevelWidgets() if top.objectName() == "failure"]

    qtbot.waitUntil(lambda: bool(told()))
    [box] = told()
    assert isinstance(box, QMessageBox)
    assert "visits.pdf cannot be written" in box.text()
    box.close()
    assert navigator.said == []


def test_that_a_day_without_visits_says_how_to_plan_one(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator, window: QWidget
) -> None:
    dialog = PocketDialog(db, jobs, navigator, (ZONE, "CN"), parent=window)
    dialog.open()
    qtbot.waitUntil(dialog.empty.isVisible)
    qtbot.waitUntil(lambda: not jobs.running())
    assert not dialog.print_button.isEnabled()
    dialog.reject()
