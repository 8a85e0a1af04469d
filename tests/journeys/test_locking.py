"""She is called away in the middle of a word; the desk locks itself, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QWidget

from crmdesk.models.core.engines import keys
from crmdesk.models.protection.password import change_password
from crmdesk.models.protection.password import unlock as key_for
from crmdesk.ui.shell.lock_window import LockWindow
from crmdesk.ui.shell.password_dialog import PasswordDialog
from tests.support.builders import add_customer
from tests.support.driver import Desk

PASSWORD = "only we know it"
NAMES = ("张三丰", "王芳")


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two customers, and a password set by File → Password…"""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    desk.start()
    for name, phone in (("张三丰", "13800138000"), ("王芳", "13700001111")):
        add_customer(desk.db, name=name, phone=phone)
    desk.settle()
    desk.menu("file.password")
    dialog = desk.dialog("password_dialog")
    assert isinstance(dialog, PasswordDialog)
    desk.type(PASSWORD, into=dialog.new)
    desk.type(PASSWORD, into=dialog.again)
    desk.press("save_password", dialog)
    desk.until(lambda: desk.window.findChild(QMessageBox, "confirm") is not None)
    box = desk.window.findChild(QMessageBox, "confirm")
    box.reject()
    desk.closed("confirm")
    assert desk.program.protected
    return desk


def seen() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def shown_words() -> str:
    """Every word on the screen, in titles and tool tips too."""
    words = []
    for top in seen():
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible():
                text = widget.text() if isinstance(widget, QLabel | QLineEdit) else ""
                words += [text, widget.windowTitle(), widget.toolTip(), widget.accessibleName()]
    return "\n".join(words)


def locked(desk: Desk) -> LockWindow:
    db = desk.db
    desk.until(lambda: db.storage.key is None)
    [window] = seen()
    assert isinstance(window, LockWindow)
    assert not any(name in shown_words() for name in NAMES)
    return window


def unlock(desk: Desk, window: LockWindow) -> None:
    assert window.panel is not None
    desk.qtbot.keyClicks(window.panel.field, PASSWORD)
    desk.qtbot.keyClick(window.panel.field, Qt.Key.Key_Return)
    desk.until(lambda: not desk.program.guard.locked)
    desk.settle()


def test_that_half_a_form_and_half_a_talk_are_there_after_the_desk_locked_itself(
    office: Desk,
) -> None:
    office.open_customer("张三丰")
    office.key("Ctrl+L")
    office.type("he wants the blue o")
    composer = QApplication.focusWidget()
    assert composer is not None
    office.key("Ctrl+N")
    form = office.dialog("new_customer")
    office.type("李", into=office.find(QLineEdit, "name", form))
    window = office.window
    office.clock.advance(minutes=11)
    office.program.guard._locking()._idle.look()
    unlock(office, locked(office))
    assert office.window is window
    assert window.current_screen() == "customers"
    assert office.stored().name == "张三丰"
    assert form.isVisible()
    assert office.find(QLineEdit, "name", form).text() == "李"
    office.qtbot.waitUntil(form.isActiveWindow)
    office.type("四", into=office.find(QLineEdit, "name", form))
    office.press("save", form)
    office.closed("new_customer")
    assert "李四" in {office.name_of(row) for row in office.ids()}
    office.open_customer("张三丰")
    assert composer.toPlainText() == "he wants the blue o"  # type: ignore[attr-defined]


def test_that_a_call_while_locked_waits_for_the_password(office: Desk) -> None:
    office.key("Ctrl+Alt+L")
    window = locked(office)
    office.program.receive("crmdesk://call?number=%2B8613700001111")
    assert seen() == [window]
    assert not any(name in shown_words() for name in NAMES)
    unlock(office, window)
    office.until(lambda: office.page.customer_id() is not None)
    office.until(lambda: office.stored().name == "王芳")


def test_that_a_complaint_in_the_making_is_there_again(office: Desk) -> None:
    office.open_customer("王芳")
    office.key("Ctrl+J")
    complaint = office.dialog("complaint_dialog")
    office.type("the armrest is cro", into=office.find(QWidget, "words", complaint))
    office.program.guard.lock()
    unlock(office, locked(office))
    assert isinstance(complaint, QDialog)
    assert complaint.isVisible()
    words = office.find(QWidget, "words", complaint)
    assert words.toPlainText() == "the armrest is cro"  # type: ignore[attr-defined]
    complaint.done(0)


def test_that_one_comes_in_where_the_password_was_taken_off_elsewhere_meanwhile(
    office: Desk,
) -> None:
    office.key("Ctrl+Alt+L")
    window = locked(office)
    change_password(office.database, key_for(office.database, PASSWORD), None)
    unlock(office, window)
    assert not office.program.protected
    assert "王芳" in {office.name_of(row) for row in office.ids()}
