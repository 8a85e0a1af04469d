"""The password: set in the window, asked for at the next start, and slow to be guessed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from crmdesk.app import Program
from crmdesk.models.core.engines import keys
from crmdesk.models.core.settings import Settings
from crmdesk.models.office.queries import load_tags
from crmdesk.models.protection.password import change_password, is_protected, unlock
from crmdesk.models.protection.remembering import recall, remember
from crmdesk.models.protection.rewriting import Rewrite, Rewritten, rewrite
from crmdesk.ui.kit import password_panel
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.lock_window import LockWindow
from crmdesk.ui.shell.offer_password import offer_password
from crmdesk.ui.shell.password_dialog import PasswordDialog
from crmdesk.ui.shell.recovery_sheet import RecoveryDialog
from tests.support.key_places import KeyPlace
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


def _questions() -> list[PasswordQuestion]:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, PasswordQuestion)]
    return [one for one in found if one.isVisible()]


def _question() -> PasswordQuestion:
    [question] = _questions()
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


def test_that_a_word_below_the_fields_squeezes_nothing(
    qtbot: Any, parent: QWidget, database: Path
) -> None:
    dialog = PasswordDialog(database, parent, protected=False)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.choices.show_keeping(able=False)
    qtbot.keyClicks(dialog.new, PASSWORD)
    qtbot.keyClicks(dialog.again, "only")
    layout = dialog.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: dialog.height() >= layout.totalHeightForWidth(dialog.width()))
    dialog.reject()


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


def test_that_the_sheet_is_shown_to_who_knows_the_password(
    qtbot: Any, parent: QWidget, database: Path
) -> None:
    key = change_password(database, None, PASSWORD)
    dialog = PasswordDialog(database, parent, protected=True)
    dialog.open()
    asked: list[str] = []
    dialog.sheet_asked.connect(asked.append)
    assert not dialog.sheet.isEnabled()
    qtbot.keyClicks(dialog.now, PASSWORD)
    qtbot.mouseClick(dialog.sheet, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked == [key])


def test_that_who_came_in_by_the_code_is_not_asked_for_what_nobody_knows(
    qtbot: Any, parent: QWidget, database: Path
) -> None:
    change_password(database, None, PASSWORD)
    dialog = PasswordDialog(database, parent, protected=True, recovered=True)
    dialog.open()
    assert not dialog.now.isVisible()
    assert not dialog.off.isVisible()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    for field in (dialog.new, dialog.again):
        qtbot.keyClicks(field, "another sentence")
    dialog.save.click()
    qtbot.waitUntil(lambda: chosen == ["another sentence"])


@pytest.fixture
def place() -> Iterator[KeyPlace]:
    before, made = keyring.get_keyring(), KeyPlace()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_that_setting_offers_the_sheet_and_keeps_the_key_where_that_is_wished(
    qtbot: Any, program: Program, database: Path, place: KeyPlace
) -> None:
    program.begin(str(database))
    dialog = offer_password(program, program.front_window())
    assert isinstance(dialog, PasswordDialog)
    qtbot.waitUntil(dialog.choices.keep.isVisible)
    dialog.choices.keep.click()
    row = dialog.choices.minutes.findData(5)
    dialog.choices.minutes.setCurrentIndex(row)
    dialog.choices.minutes.activated.emit(row)
    for field in (dialog.new, dialog.again):
        qtbot.keyClicks(field, PASSWORD)
    dialog.save.click()
    window = program.front_window()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "confirm") is not None)
    assert program.settings.lock_minutes == 5
    assert program.settings.remember_key
    assert recall(database) is not None
    window.findChild(QMessageBox, "confirm").findChild(QPushButton, "do").click()
    sheet = window.findChild(RecoveryDialog)
    assert unlock(database, " ".join(sheet.groups)) == recall(database)
    sheet.accept()
    assert offer_password(program, window) is None
    program.guard.keep_key(keep=False)
    qtbot.waitUntil(lambda: not program.settings.remember_key)
    assert place.kept == {}


def test_that_a_kept_key_opens_at_the_start_and_not_after_locking(
    qtbot: Any, program: Program, database: Path, place: KeyPlace
) -> None:
    key = change_password(database, None, PASSWORD)
    assert key is not None
    remember(key)
    program.settings = Settings(language="en", remember_key=True)
    program.begin(str(database))
    qtbot.waitUntil(lambda: program.assembly is not None)
    program.guard.lock()
    db = program.session.parts()[0]
    qtbot.waitUntil(lambda: db.storage.key is None)
    assert program.guard.locked
    program.guard.leave()


def test_that_a_keyring_that_refuses_leads_to_the_question(
    qtbot: Any, program: Program, database: Path, place: KeyPlace
) -> None:
    change_password(database, None, PASSWORD)
    place.broken = True
    program.settings = Settings(language="en", remember_key=True)
    program.begin(str(database), "")
    qtbot.waitUntil(lambda: bool(_questions()))
    program.receive("/tmp/客户.xlsx")  # a second start meanwhile
    place.broken = False
    question = _question()
    qtbot.waitUntil(question.panel.keep.isVisible)
    assert question.panel.keep.isChecked()
    _answer(qtbot, question, PASSWORD)
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert program.assembly is not None
    features = program.assembly.features
    assert isinstance(features, TwoScreens)
    assert features.asked == [("import", Path("/tmp/客户.xlsx"))]
    qtbot.waitUntil(lambda: recall(database) is not None)


def test_that_a_file_that_went_away_while_it_was_rewritten_is_asked_for(
    qtbot: Any, program: Program, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.begin(str(database))
    away = database.with_name("away.db")

    def vanish(wish: Rewrite) -> Rewritten:
        done = rewrite(wish)
        database.rename(away)
        return done

    monkeypatch.setattr("crmdesk.ui.shell.lock.rewrite", vanish)
    program.guard.change_password(PASSWORD, keep=False, then=lambda _key: None)
    locked = _lock_window
    qtbot.waitUntil(lambda: locked().findChild(QMessageBox, "failure") is not None)
    locked().findChild(QMessageBox, "failure").close()
    away.rename(database)
    panel = locked().panel
    assert panel is not None
    qtbot.keyClicks(panel.field, PASSWORD)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.guard.locked)
    assert program.front_window().isVisible()
    with program.session.parts()[0].read() as session:
        assert load_tags(session) == []


def _lock_window() -> LockWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, LockWindow)]
    [window] = [one for one in found if one.isVisible()]
    return window
