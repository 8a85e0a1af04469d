"""F1: the page of what is in front, also over a dialog; gone with the main window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.help.contexts import SCREENS, WIDGETS
from crmdesk.ui.help.window import HelpWindow
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.cannot_open import ask_instead
from crmdesk.ui.shell.keys import Keys, KeySearch


def shown() -> HelpWindow | None:
    found = [it for it in QApplication.topLevelWidgets() if isinstance(it, HelpWindow)]
    return next((it for it in found if it.isVisible()), None)


def page() -> str:
    window = shown()
    return window.view.page.name if window is not None and window.view.page is not None else ""


def test_that_f1_opens_the_page_of_the_screen(qtbot: QtBot, assembly: Assembly) -> None:
    assembly.window.show_screen("customers")
    qtbot.keyClick(assembly.window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: page() == SCREENS["customers"])
    assembly.window.show_screen("today")
    assembly.window.commands.run("help.manual")
    assert page() == SCREENS["today"]
    tops = filter(QWidget.isVisible, QApplication.topLevelWidgets())
    assert sum(isinstance(it, HelpWindow) for it in tops) == 1
    assembly.window.close()
    qtbot.waitUntil(lambda: shown() is None)


def test_that_f1_in_a_dialog_opens_its_page_and_the_manual_stays_usable(
    qtbot: QtBot, assembly: Assembly
) -> None:
    dialog = QDialog(assembly.window)
    dialog.setObjectName("order_dialog")
    field = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    qtbot.waitActive(dialog)
    qtbot.waitUntil(lambda: dialog.findChild(object, "help_key") is not None)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: page() == WIDGETS["order_dialog"])
    window = shown()
    assert window is not None
    assert window.windowModality() == Qt.WindowModality.NonModal
    qtbot.keyClicks(window.search, "zs")
    assert window.search.text() == "zs"
    window.close()
    dialog.close()
    assembly.window.close()


@pytest.fixture
def question(qtbot: QtBot, qapp: QApplication, tmp_path: Path, kind: str) -> Iterator[QDialog]:
    """What is asked before there is any window."""
    parent = QObject()
    if kind == "password_question":
        search = KeySearch(Keys(), tmp_path / "x.db", print, lambda: None, print, parent)
        search.begin(kept=False)
        tops = QApplication.topLevelWidgets()
        [asked] = [top for top in tops if isinstance(top, QDialog) and top.objectName() == kind]
    else:
        code = {"rescue": "database.damaged", "cannot_open": "database.gone"}[kind]
        (tmp_path / "x.db").write_bytes(b"")
        error = CrmError(code, path=str(tmp_path / "x.db"))
        asked = ask_instead(error, lambda: None, None, lambda: None)
        asked.open()
    qtbot.waitActive(asked)
    yield asked
    if isValid(asked):
        asked.reject()
    parent.deleteLater()


@pytest.mark.parametrize("kind", ["password_question", "cannot_open", "rescue"])
def test_that_f1_opens_the_manual_before_there_is_any_window(
    qtbot: QtBot, question: QDialog
) -> None:
    qtbot.keyClick(question, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: page() == WIDGETS[question.objectName()])
    question.reject()
    qtbot.waitUntil(lambda: shown() is None)


def test_that_help_stands_first_in_its_menu(assembly: Assembly) -> None:
    menu = next(
        it.menu()
        for it in assembly.window.menuBar().actions()
        if it.menu().objectName() == "menu_help"
    )
    assert menu.actions()[0].objectName() == "help.manual"
    assert menu.actions()[0].shortcut().toString() == "F1"
