"""Screens of cases as their tests use them: shown, in front, let go when the test is over."""

from collections.abc import Callable, Generator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.kit.cases.cases_page import CasesPage
from crmdesk.ui.kit.cases.dialog import CaseDialog
from crmdesk.ui.kit.jobs import JobRunner

Page = TypeVar("Page", bound=CasesPage)
Dialog = TypeVar("Dialog", bound=CaseDialog)


def opening_pages(qtbot: QtBot, jobs: JobRunner, make: Callable[[], Page]) -> Callable[[str], Page]:
    """What opens the page with a tab in front, and waits for what the tab asks."""
    kept: list[Page] = []  # a test may want only the tab

    def opened(tab: str) -> Page:
        page = make()
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1240, 760)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        page.turn_to(tab)
        qtbot.waitUntil(lambda: jobs.running() == 0)
        return page

    return opened


def opening_dialogs(
    qtbot: QtBot, make: Callable[..., Dialog]
) -> Generator[Callable[..., Dialog], None, None]:
    """What opens a dialog, which stays to be asked after it closed."""
    dialogs: list[Dialog] = []

    def opened(*case: int, **of: int) -> Dialog:
        dialog = make(*case, **of)
        dialogs.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        return dialog

    yield opened
    for dialog in dialogs:
        dialog.close()


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    """Click the button of that name."""
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
