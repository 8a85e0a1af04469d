"""The first day: one page, the office's own address book, a short tour, and never asked again."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.app import Program
from crmdesk.models.core.settings import Settings, load_settings
from crmdesk.paths import default_database
from crmdesk.ui.shell.first_start import FirstStart
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.shell.start import Start
from tests.support.databases import FakeClock
from tests.support.driver import Desk


@pytest.fixture
def program(qapp: QApplication, clock: FakeClock, desk: Desk) -> Program:
    """Started for the first time; the desk looks at its window and ends it."""
    made = Program(qapp, Settings(language="en", theme="light"), AllFeatures, clock=clock)
    desk._program = made
    desk.database = default_database()
    return made


def test_that_an_address_book_is_in_after_one_page_and_the_tour_comes_once(
    qtbot: Any, qapp: QApplication, desk: Desk, program: Program, book: Path
) -> None:
    start = FirstStart(program, qapp, str(book))
    start.begin()
    page = start.page
    assert page is not None
    qtbot.waitExposed(page)
    page.questions.name.setText("Wang Fang")
    qtbot.keyClick(page.doors[0], Qt.Key.Key_1)
    desk.until(lambda: program.assembly is not None)
    dialog = desk.dialog("import_dialog")
    desk.until(lambda: bool(dialog.findChildren(QWidget, "apply")))
    apply = desk.find(QWidget, "apply", dialog)
    desk.until(apply.isEnabled)
    desk.click(apply)
    desk.until(lambda: len(desk.ids()) == 4)
    assert _card(desk) is None
    dialog.close()
    desk.closed("import_dialog")
    desk.until(lambda: _card(desk) is not None)
    qtbot.keyClick(_card(desk), Qt.Key.Key_Escape)
    desk.until(lambda: _card(desk) is None)
    assert not Start().is_first(load_settings())
    desk.start_again()
    assert len(desk.ids()) == 4
    assert not load_settings().tour_due
    assert desk.assembly.welcoming.guide is None


def _card(desk: Desk) -> QWidget | None:
    found = [one for one in desk.window.findChildren(QWidget, "guide_card") if one.isVisible()]
    return found[0] if found else None
