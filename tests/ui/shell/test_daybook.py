"""The daily report, the pocket sheet, the five numbers and notices in the whole window."""

from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.ui.daybook.numbers_strip import NumbersStrip
from crmdesk.ui.daybook.pocket_dialog import PocketDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.notice_settings import NoticesDialog
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.settings_dialog import SettingsDialog
from tests.support.builders import add_customer, add_follow_up, add_promise
from tests.ui.shell.conftest import FakeHost

TODAY = date(2026, 11, 21)


@pytest.fixture
def real(
    qtbot: Any, db: Database, jobs: JobRunner, host: FakeHost
) -> Generator[Assembly, None, None]:
    customer = add_customer(db, "王建国")
    add_promise(db, customer, TODAY - timedelta(days=2))
    add_follow_up(db, customer, TODAY, "送样品", channel="visit")
    made = Assembly(Parts(db, jobs, DataHub(db), host), AllFeatures)
    host.window = made.window
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.findChild(NumbersStrip) is not None)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    yield made
    for dialog in made.window.findChildren(QDialog):
        dialog.done(0)
    qtbot.waitUntil(lambda: jobs.running() == 0)


def _dialog(assembly: Assembly, name: str) -> Any:
    found = assembly.window.findChild(QDialog, name)
    assert found is not None
    return found


def test_that_the_numbers_come_above_the_rows_and_open_their_lists(
    qtbot: Any, real: Assembly
) -> None:
    strip = real.window.findChild(NumbersStrip)
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    page = real.window.screen_widget("today").layout()
    assert page is not None
    assert page.itemAt(1).widget() is strip
    assert QSettings().value("today/numbers", type=bool)
    strip.tiles["promises"].click()
    behind = _dialog(real, "behind_dialog")
    assert behind.windowTitle() == "Overdue promises"
    behind.reject()


def test_that_report_and_sheet_are_a_key_and_a_button_away(qtbot: Any, real: Assembly) -> None:
    real.window.commands.run("day.report")
    report = _dialog(real, "report_dialog")
    assert report.isVisible()
    report.reject()
    button = real.window.findChild(QPushButton, "pocket_sheet")
    assert button is not None
    button.click()
    dialog = _dialog(real, "pocket_dialog")
    assert isinstance(dialog, PocketDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert [stop.why for stop in dialog.chosen()] == ["送样品"]
    dialog.reject()


def test_that_the_settings_lead_to_those_of_notices(
    qtbot: Any, real: Assembly, host: FakeHost
) -> None:
    real.show_settings()
    settings = _dialog(real, "settings")
    assert isinstance(settings, SettingsDialog)
    settings.findChild(QWidget, "notices").click()  # type: ignore[union-attr]
    dialog = _dialog(real, "notice_settings")
    assert isinstance(dialog, NoticesDialog)
    dialog.notices.setChecked(False)
    dialog.submit()
    assert not host.settings.notices
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_that_no_icon_is_made_where_the_desktop_has_no_tray(real: Assembly) -> None:
    assert real.window.findChild(QWidget, "tray_menu") is None
