from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton

from crmdesk.models.core.db import Database
from crmdesk.models.office.lists import add_entry
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.shell.conftest import FakeHost, PlainScreen, TwoScreens


def test_that_a_screen_is_built_when_it_is_first_shown(
    window: MainWindow, features: TwoScreens
) -> None:
    assert features.built == ["today"]
    window.show_screen("customers")
    window.show_screen("today")
    window.show_screen("customers")
    assert features.built == ["today", "customers"]
    assert window.current_screen() == "customers"


@pytest.mark.parametrize("way", ["key", "mouse", "menu", "arrows"])
def test_that_every_way_leads_to_a_screen(qtbot: Any, window: MainWindow, way: str) -> None:
    button = window.findChild(object, "rail_customers")
    if way == "key":
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    elif way == "mouse":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    elif way == "menu":
        window.commands.action("go.customers").trigger()
    else:
        today = window.findChild(object, "rail_today")
        today.setFocus()
        qtbot.keyClick(today, Qt.Key.Key_Down)
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.current_screen() == "customers"


def test_that_every_command_in_a_menu_has_a_name_and_keys_do_not_clash(window: MainWindow) -> None:
    keys = [command.shortcut for command in window.commands if command.shortcut]
    assert len(keys) == len(set(keys))
    for menu in window.menuBar().findChildren(QMenu):
        assert all(action.text() or action.isSeparator() for action in menu.actions())
        assert not menu.actions()[0].isSeparator()
        assert not menu.actions()[-1].isSeparator()


def test_that_a_file_dropped_on_the_window_is_imported(
    window: MainWindow, features: TwoScreens, tmp_path: Path
) -> None:
    book = tmp_path / "客户.xlsx"
    book.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    event = QDropEvent(
        QPointF(QPoint(300, 300)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert features.asked == [("import", book)]


def test_that_a_complaint_is_about_the_customer_in_front(
    window: MainWindow, features: TwoScreens
) -> None:
    window.commands.run("complaint.new")
    assert features.asked == [("complaint", None, 7)]


def test_that_find_and_print_go_to_the_screen_in_front(qtbot: Any, window: MainWindow) -> None:
    page = window.front()
    assert isinstance(page, PlainScreen)
    window.commands.run("edit.find")
    qtbot.waitUntil(lambda: page.field.hasFocus())
    window.commands.run("file.print")
    assert page.printed


def test_that_a_new_window_goes_where_the_old_one_was(
    qtbot: Any, assembly: Assembly, window: MainWindow
) -> None:
    window.show_screen("customers")
    page = window.front()
    assert isinstance(page, PlainScreen)
    page.field.setText("张")
    state = window.state()
    page.field.clear()
    window.show_screen("today")
    window.restore(state)
    assert window.current_screen() == "customers"
    assert page.field.text() == "张"


def test_that_a_word_said_can_be_undone_in_place(
    qtbot: Any, assembly: Assembly, window: MainWindow, db: Database
) -> None:
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    undo = window.commands.action("edit.undo")
    qtbot.waitUntil(lambda: "VIP" in undo.text())
    assembly.navigator.say("Added", undoable=True)
    button = window.toast.findChild(QPushButton, "toast_action")
    assert window.toast.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    redo = window.commands.action("edit.redo")
    qtbot.waitUntil(lambda: redo.isEnabled() and not undo.isEnabled())
    assert "VIP" in redo.text()
    window.commands.run("edit.redo")
    qtbot.waitUntil(lambda: undo.isEnabled())


def test_that_a_choice_in_the_view_menu_shows_what_is_chosen(
    window: MainWindow, host: FakeHost
) -> None:
    dark: QAction = window.commands.action("view.theme.dark")
    assert not dark.isChecked()
    dark.trigger()
    assert host.settings.theme == "dark"
    window.commands.refresh()
    assert dark.isChecked()
    assert not window.commands.action("view.theme.system").isChecked()


def test_that_another_size_asks_for_a_restart(
    qtbot: Any, window: MainWindow, host: FakeHost
) -> None:
    window.commands.run("view.scale.150")
    box = window.findChild(object, "confirm")
    box.findChild(QPushButton, "do").click()
    assert host.settings.scale == 150
    assert ("restart",) in host.asked


def test_that_a_closed_window_is_gone_before_the_program_waits(window: MainWindow) -> None:
    seen: list[bool] = []
    window.closed.connect(lambda: seen.append(window.isVisible()))
    window.close()
    assert seen == [False]


def test_that_an_undo_need_not_wait_until_the_menu_knows_what_it_would_do(
    qtbot: Any, assembly: Assembly, window: MainWindow, db: Database
) -> None:
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    assert not assembly.undo.knows()
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: "VIP" in window.commands.action("edit.redo").text())
    qtbot.waitUntil(lambda: "VIP" in window.toast.text.text())


def test_that_an_undo_of_nothing_says_so_in_passing(
    qtbot: Any, assembly: Assembly, window: MainWindow
) -> None:
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: window.toast.text.text() == "There is nothing to undo.")
    qtbot.waitUntil(assembly.undo.knows)
    assert not window.commands.action("edit.undo").isEnabled()
