"""Working time, days off and deadlines in the window."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.complaints.targets import load_targets
from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.hours import load_hours, load_own_days, missing_year
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.holiday_dialogs import HolidayDialog, PasteDialog
from crmdesk.ui.office.holidays_card import HolidaysCard
from crmdesk.ui.office.hours_card import HoursCard
from crmdesk.ui.office.panel import OfficePanel
from crmdesk.ui.office.targets_card import TargetsCard
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_staff
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingLog, RecordingNavigator

LEFT = Qt.MouseButton.LeftButton
NOTICE = "2027年春节：2月4日至10日放假调休。2月13日（周六）上班。元旦：1月1日放假。"


@pytest.fixture
def panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> OfficePanel:  # fmt: skip
    clock.now = datetime(2026, 12, 2, 2, tzinfo=UTC)
    made = OfficePanel(db, jobs, hub, navigator)
    qtbot.addWidget(made)
    made.resize(1200, 740)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _holidays(panel: OfficePanel) -> HolidaysCard:
    panel.show_settings("holidays")
    card = panel.settings("holidays")
    assert isinstance(card, HolidaysCard)
    return card


def _dialog(panel: OfficePanel, kind: type[QDialog]) -> QDialog:
    return next(found for found in panel.findChildren(kind) if found.isVisible())


def test_that_hours_of_its_own_are_typed_and_saved(
    qtbot: QtBot, db: Database, panel: OfficePanel, navigator: RecordingNavigator
) -> None:
    panel.show_settings("hours")
    card = panel.settings("hours")
    assert isinstance(card, HoursCard)
    assert [edit.text() for edit in card.days][4:] == ["09:00-12:00, 13:00-18:00", "", ""]
    card.findChild(QPushButton, "choice_own").click()
    card.days[5].setFocus()
    qtbot.keyClicks(card.days[5], "18-9")
    assert card.problems[5].text() == "Write the hours like this: 9-12 13-18"
    assert card.save() is None
    card.days[5].clear()
    qtbot.keyClicks(card.days[5], "9-12")
    card.region.setCurrentIndex(card.region.findData("TW"))
    qtbot.mouseClick(card.save_button, LEFT)
    qtbot.waitUntil(lambda: navigator.said == ["Working time saved"])
    with db.read() as session:
        hours = load_hours(session)
    assert (hours.preset, hours.region, hours.week.days[5]) == ("own", "TW", ((540, 720),))
    card.findChild(QPushButton, "choice_shop").click()
    assert card.days[6].text() == "09:00-21:00"
    assert card.days[6].isReadOnly()
    assert card.region.currentData() == "none"
    card.findChild(QPushButton, "choice_office").click()
    assert card.region.currentData() == "CN"


def test_that_an_office_that_never_opens_is_refused(db: Database, panel: OfficePanel) -> None:
    panel.show_settings("hours")
    card = panel.settings("hours")
    assert isinstance(card, HoursCard)
    card.findChild(QPushButton, "choice_own").click()
    for edit in card.days:
        edit.clear()
    assert card.save() is None
    assert card.problems[0].text() == "Open the office on one day at least."


def test_that_a_notice_pasted_fills_next_year(
    qtbot: QtBot, db: Database, panel: OfficePanel, navigator: RecordingNavigator
) -> None:
    card = _holidays(panel)
    assert card.reminder.isVisible()
    card.paste(NOTICE)
    dialog = _dialog(panel, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    assert "8 days off" in dialog.preview.text()
    assert "1 make-up day: 13 Feb" in dialog.preview.text()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: card.year == 2027)
    qtbot.waitUntil(lambda: not card.reminder.isVisible())
    qtbot.waitUntil(lambda: navigator.said[-1:] == ["9 days taken over"])
    with db.read() as session:
        assert load_own_days(session)[date(2027, 2, 13)].works
    undo(db)
    qtbot.waitUntil(card.reminder.isVisible)


def test_that_a_file_is_looked_at_before_it_is_taken_over(
    qtbot: QtBot, db: Database, panel: OfficePanel, tmp_path: Path
) -> None:
    card = _holidays(panel)
    file = tmp_path / "days.csv"
    file.write_bytes("2027-05-01,劳动节,休\n2027-05-08,劳动节,班\n".encode("gb18030"))
    card.read_file(file)
    dialog = _dialog(panel, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    assert dialog.text.toPlainText().splitlines()[1] == "2027-05-08\t劳动节\twork"
    dialog.save_button.click()
    qtbot.waitUntil(lambda: card.year == 2027)
    with db.read() as session:
        own = load_own_days(session)
    assert [(day.day, one.name, one.works) for day, one in own.items()] == [
        (1, "劳动节", False), (8, "劳动节", True),
    ]  # fmt: skip


def test_that_a_text_without_days_is_not_taken_over(panel: OfficePanel) -> None:
    card = _holidays(panel)
    card.paste("x")
    dialog = _dialog(panel, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    assert not dialog.save_button.isEnabled()
    dialog.done(0)


def test_that_a_day_is_added_changed_and_deleted_by_keyboard(
    qtbot: QtBot, db: Database, panel: OfficePanel, navigator: RecordingNavigator
) -> None:
    card = _holidays(panel)
    card.add_day()
    dialog = _dialog(panel, HolidayDialog)
    assert isinstance(dialog, HolidayDialog)
    dialog.day.set_day(date(2026, 6, 1))
    dialog.name.setText("厂庆")
    dialog.submit()
    qtbot.waitUntil(lambda: any(row.name == "厂庆" for row in card._rows.values()))
    qtbot.waitUntil(lambda: not panel.findChildren(HolidayDialog))
    panel.activateWindow()
    card.table.select_id(date(2026, 6, 1).toordinal())
    card.table.setFocus()
    qtbot.waitUntil(card.table.hasFocus)
    qtbot.keyClick(card.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not any(row.own for row in card._rows.values()))
    qtbot.waitUntil(lambda: navigator.said == ["“厂庆” deleted"])
    card.table.select_id(date(2026, 10, 1).toordinal())
    qtbot.keyClick(card.table, Qt.Key.Key_F2)
    dialog = _dialog(panel, HolidayDialog)
    assert isinstance(dialog, HolidayDialog)
    dialog.kind.set_value(True)
    dialog.submit()
    qtbot.waitUntil(lambda: card._rows[date(2026, 10, 1).toordinal()].works)
    qtbot.waitUntil(lambda: not panel.findChildren(HolidayDialog))


def test_that_deadlines_are_set(
    qtbot: QtBot, db: Database, panel: OfficePanel, navigator: RecordingNavigator
) -> None:
    boss = add_staff(db, "陈总")
    panel.show_settings("targets")
    card = panel.settings("targets")
    assert isinstance(card, TargetsCard)
    card.grid.spins["high"].setValue(2)
    card.escalate_to.setCurrentIndex(card.escalate_to.findData(boss))
    qtbot.mouseClick(card.save_button, LEFT)
    qtbot.waitUntil(lambda: navigator.said == ["Deadlines saved"])
    with db.read() as session:
        targets = load_targets(session)
    assert (targets.high, targets.middle, targets.escalate_to) == (2, 3, boss)


def test_that_today_reminds_in_december_until_put_away(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    log: RecordingLog, clock: FakeClock,
) -> None:  # fmt: skip
    clock.now = datetime(2026, 12, 2, 2, tzinfo=UTC)
    today = TodayPanel(db, jobs, hub, navigator, log)
    qtbot.addWidget(today)
    today.show()
    qtbot.waitUntil(today.reminder.isVisible)
    button = today.reminder.findChild(QPushButton, "enter_holidays")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    assert navigator.went == [("show_screen", ("office",))]
    away = today.reminder.findChild(QPushButton, "put_holidays_away")
    assert away is not None
    qtbot.mouseClick(away, LEFT)
    qtbot.waitUntil(lambda: not today.reminder.isVisible())
    with db.read() as session:
        assert missing_year(session, date(2026, 12, 2)) is None
