"""The window stands with today's rows before the database is open, and then asks it."""

import subprocess
import sys
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from crmdesk.app import Program
from crmdesk.models import open as opening
from crmdesk.models.core.clock import local_day, office_zone, system_clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.settings import Settings
from crmdesk.models.first_page.glance import glance
from crmdesk.models.first_page.keep import keep_first_page
from crmdesk.models.open import open_database
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.start import open_ahead
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_follow_up, add_promise

START = """
import sys
from PySide6.QtWidgets import QApplication
from crmdesk import __main__
from crmdesk.ui.shell.first_paint import FirstPaint
from crmdesk.ui.today.panel import TodayPanel

def painted(self):
    panel = next(one for one in QApplication.allWidgets() if isinstance(one, TodayPanel))
    print(panel.model.rowCount(), "sqlalchemy" in sys.modules)
    QApplication.closeAllWindows()
    QApplication.quit()

FirstPaint._go = painted
sys.argv[1:] = ["--db", sys.argv[1]]
__main__.main()
"""


@pytest.fixture
def office(template: Path, tmp_path: Path) -> Path:
    """With one thing to do today, closed as it should be."""
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    db = open_database(path)
    today = local_day(db.now(), office_zone("Asia/Shanghai"))
    add_promise(db, add_customer(db, "安若溪"), today)
    keep_first_page(db, ())
    db.close()
    return path


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The file is opened no sooner than this is set."""
    told, really = threading.Event(), opening.open_database

    def wait(*arguments: Any, **named: Any) -> Database:
        told.wait(20)
        return really(*arguments, **named)

    monkeypatch.setattr(opening, "open_database", wait)
    return told


@pytest.fixture
def program(
    qapp: QApplication, office: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[Program, None, None]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, Settings(language="en"), AllFeatures, opening=open_ahead(str(office), 1))
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()


def names(program: Program) -> list[str]:
    """Whom the page says to contact."""
    assert program.assembly is not None
    panel = program.assembly.window.screen_widget("today")
    assert isinstance(panel, TodayPanel)
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def test_that_rows_are_shown_first_and_asked_for_then(
    qtbot: Any, program: Program, office: Path, hold: threading.Event
) -> None:
    other = open_database(office)
    program.begin(str(office))
    assert names(program) == ["安若溪"]
    today = local_day(system_clock(), office_zone("Asia/Shanghai"))
    add_follow_up(other, add_customer(other, "祁巧巧"), today)
    other.close()
    hold.set()
    qtbot.waitUntil(lambda: sorted(names(program)) == ["安若溪", "祁巧巧"])


def test_that_what_is_done_before_the_file_is_open_is_done(
    qtbot: Any, program: Program, office: Path, hold: threading.Event
) -> None:
    program.begin(str(office))
    assert program.assembly is not None
    panel = program.assembly.window.screen_widget("today")
    assert isinstance(panel, TodayPanel)
    panel.window().activateWindow()
    qtbot.waitUntil(panel.window().isActiveWindow)
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    hold.set()
    qtbot.waitUntil(lambda: names(program) == [])


def test_that_a_file_that_cannot_be_opened_then_asks_what_to_do(
    qtbot: Any, qapp: QApplication, program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any, **_named: Any) -> Database:
        raise CrmError("database.unreachable", path=str(office))

    monkeypatch.setattr(opening, "open_database", fail)
    program.begin(str(office))
    assert names(program) == ["安若溪"]

    def boxes() -> list[Any]:
        shown = [one for one in qapp.topLevelWidgets() if one.isVisible()]
        return [one for one in shown if one.objectName() == "cannot_open"]

    qtbot.waitUntil(lambda: bool(boxes()))
    assert program.assembly is None
    box = boxes()[0]
    next(button for button in box.findChildren(QPushButton) if button.text() == "Quit").click()


def test_that_leaving_keeps_the_page_for_the_next_start(
    qtbot: Any, program: Program, office: Path
) -> None:
    today = local_day(system_clock(), office_zone("Asia/Shanghai"))
    other = open_database(office)
    add_follow_up(other, add_customer(other, "祁巧巧"), today)
    other.close()
    assert glance(office, 1, system_clock()) is None
    program.begin(str(office))
    assert program.assembly is not None
    qtbot.waitUntil(lambda: len(names(program)) == 2)
    program.assembly.window.close()
    page = glance(office, 1, system_clock())
    assert page is not None
    rows = [row for section in page.today.sections for row in section.rows]
    assert sorted(row.name for row in rows) == ["安若溪", "祁巧巧"]


def test_that_a_start_paints_its_rows_before_it_loads_what_opens_a_database(office: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", START, str(office)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["2", "False"], told.stderr
