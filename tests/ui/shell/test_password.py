"""The password: set in the window, asked for at the next start, and slow to be guessed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from crmdesk.app import Program
from crmdesk.models.core.engines import keys
from crmdesk.models.core.settings import Settings
from crmdesk.models.protection.password import change_password, is_protected, unlock
from crmdesk.ui.kit import password_panel
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.password_dialog import PasswordDialog
from tests.ui.shell.conftest import TwoScreens

PASSWORD = "only we know it"
Told = list[str | None]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The derivation itself is tested with the model; here it need not take its time."""
    monkeypatch.setattr(keys, "_MEMORY", 64)


@pytest.fixture
def database(tmp_path: Path, template: Path) -> Path:
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    return path


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens)
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()


def _question() -> PasswordQuestion:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PasswordQuestion)]
    (question,) = [one for one in found if one.isVisible()]
    return question


def _answer(qtbot: Any, question: PasswordQuestion, password: str) -> None:
    qtbot.keyClicks(question.field, password)
    qtbot.keyClick(question.field, Qt.Key.Key_Return)


def test_that_a_locked_office_asks_and_opens(qtbot: Any, program: Program, database: Path) -> None:
    change_password(database, None, PASSWORD)
    program.begin(str(database))
    assert program.assembly is None
    _answer(qtbot, _question(), PASSWORD)
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert program.protected
    assert program.assembly is not None
    assert program.assembly.window.isVisible()


def test_that_a_wrong_password_waits_longer_each_time(
    qtbot: Any, program: Program, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(password_panel, "SLOWER", 0.001)
    change_password(database, None, PASSWORD)
    program.begin(str(database))
    question = _question()
    for waited in (0.002, 0.004, 0.008):
        _answer(qtbot, question, "wrong")
        qtbot.waitUntil(lambda pause=waited: question.panel.pause == pause)
        qtbot.waitUntil(lambda: question.field.isEnabled())
    assert program.assembly is None
    _answer(qtbot, question, PASSWORD)
    qtbot.waitUntil(lambda: program.assembly is not None)


def test_that_leaving_the_question_leaves_the_program(
    qtbot: Any, program: Program, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_password(database, None, PASSWORD)
    left: list[bool] = []
    monkeypatch.setattr(QApplication.instance(), "quit", lambda: left.append(True))
    program.begin(str(database))
    _question().reject()
    assert left == [True]


def test_that_a_password_is_set_changed_and_taken_off_in_the_window(
    qtbot: Any, program: Program, database: Path
) -> None:
    program.begin(str(database))
    assert program.assembly is not None
    assert not program.protected
    window, told = program.assembly.window, Told()
    program.guard.change_password(PASSWORD, keep=False, then=told.append)
    assert not window.isVisible()
    qtbot.waitUntil(window.isVisible)
    assert program.protected
    assert is_protected(str(database))
    program.guard.change_password("another sentence", keep=False, then=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert unlock(database, "another sentence") == told[1] != told[0]
    program.guard.change_password(None, keep=False, then=told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert not program.protected
    assert program.assembly.window is window


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_that_a_new_password_is_typed_twice(qtbot: Any, parent: QWidget, database: Path) -> None:
    dialog = PasswordDialog(database, parent, protected=False)
    dialog.open()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    qtbot.keyClicks(dialog.new, "short")
    assert dialog.problem.text()
    assert not dialog.save.isEnabled()
    dialog.new.clear()
    qtbot.keyClicks(dialog.new, PASSWORD)
    qtbot.keyClicks(dialog.again, "only we know")
    assert dialog.problem.text() == "The two are not the same."
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.again, " it")
    assert dialog.problem.text() == ""
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen == [PASSWORD])


def test_that_it_is_taken_off_only_by_who_knows_it(
    qtbot: Any, parent: QWidget, database: Path
) -> None:
    change_password(database, None, PASSWORD)
    dialog = PasswordDialog(database, parent, protected=True)
    dialog.open()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    assert not dialog.off.isEnabled()
    qtbot.keyClicks(dialog.now, "guessed")
    qtbot.mouseClick(dialog.off, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.problem.text() == "That is not the password until now.")
    assert chosen == []
    dialog.now.clear()
    qtbot.keyClicks(dialog.now, PASSWORD)
    qtbot.mouseClick(dialog.off, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chosen == [""])


def test_that_another_locked_office_that_cannot_be_opened_leaves_this_one_open(
    qtbot: Any, program: Program, database: Path, tmp_path: Path
) -> None:
    change_password(database, None, PASSWORD)
    program.begin(str(database))
    _answer(qtbot, _question(), PASSWORD)
    qtbot.waitUntil(lambda: program.assembly is not None)
    stranger = tmp_path / "stranger.db"
    connection = sqlcipher.connect(str(stranger))
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    change_password(stranger, None, "somebody else's")
    program.open_database(stranger)
    _answer(qtbot, _question(), "somebody else's")
    qtbot.waitUntil(lambda: program.assembly.window.findChild(QMessageBox) is not None)
    program.assembly.window.findChild(QMessageBox).close()
    assert program.database_path == database
    assert program.protected
