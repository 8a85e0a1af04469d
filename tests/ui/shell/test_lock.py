"""Locking: nothing to be seen, the file closed, its key gone; and every word there afterwards."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget

from crmdesk.app import Program
from crmdesk.models.backups.copies import write_backup
from crmdesk.models.core.engines import keys
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.settings import Settings
from crmdesk.models.office.lists import add_entry
from crmdesk.models.office.queries import load_tags
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password, unlock
from crmdesk.models.protection.recovery import write_code
from crmdesk.paths import backup_folder
from crmdesk.ui.kit import password_panel
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.navigation import Stateful
from crmdesk.ui.shell.lock import LOOK
from crmdesk.ui.shell.lock_window import LockWindow
from crmdesk.ui.shell.password_dialog import PasswordDialog
from crmdesk.ui.shell.recovery_sheet import RecoveryDialog
from tests.support.databases import FakeClock
from tests.ui.shell.conftest import TwoScreens

PASSWORD = "only we know it"


class Words:
    """A draft nobody objects to."""

    def problems(self) -> dict[str, str]:
        return {}


class NoteForm(FormDialog):
    """A form that keeps its words nowhere but in its field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Note", parent)
        self.words = QLineEdit()
        self.add_field("words", "&Words", self.words)
        self.ready()

    def draft(self) -> Words:
        return Words()


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(password_panel, "SLOWER", 0.001)


@pytest.fixture(scope="module")
def protected(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("protected") / "office.db"
    path.write_bytes(template.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_MEMORY", 64)
        change_password(path, None, PASSWORD)
    return path


@pytest.fixture
def database(tmp_path: Path, protected: Path) -> Path:
    path = tmp_path / "office.db"
    path.write_bytes(protected.read_bytes())
    return path


@pytest.fixture
def program(
    qtbot: Any,
    qapp: QApplication,
    database: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens, clock=clock)
    made.session.keys.know(str(database), unlock(database, PASSWORD))
    made.begin(str(database))
    qtbot.waitExposed(made.front_window())
    yield made
    if made.assembly is not None:
        made.front_window().close()
    for left in _seen():
        if isinstance(left, LockWindow):  # a test may end locked; nobody quits the tests then
            left.go()
    made.deleteLater()


def _seen() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def _lock_window() -> LockWindow:
    [window] = [top for top in _seen() if isinstance(top, LockWindow)]
    return window


def _lock(qtbot: Any, program: Program) -> LockWindow:
    program.guard.lock()
    db = program.session.parts()[0]
    qtbot.waitUntil(lambda: db.storage.key is None)
    return _lock_window()


def _unlock(qtbot: Any, program: Program, typed: str = PASSWORD) -> None:
    panel = _lock_window().panel
    assert panel is not None
    qtbot.keyClicks(panel.field, typed)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.guard.locked)


def test_that_locking_leaves_nothing_on_the_screen_and_no_key(
    qtbot: Any, program: Program, database: Path
) -> None:
    window, db = program.front_window(), program.session.parts()[0]
    key = db.storage.key
    assert key is not None
    form = NoteForm(window)
    form.open()
    QMessageBox(window).open()
    beside = QDialog(window)
    beside.show()
    locked = _lock(qtbot, program)
    assert _seen() == [locked]
    assert locked.windowTitle() == "crmdesk"
    assert not database.with_name("office.db-wal").exists()
    assert program.session.key is None
    with pytest.raises(CrmError) as refused, db.read():
        db.storage.engine.connect()
    assert refused.value.code == "database.locked"
    texts = (
        text
        for one in gc.get_objects()
        if type(one) is dict
        for text in one.values()
        if isinstance(text, str)
    )
    assert key not in texts  # in no dictionary or object of ours
    _unlock(qtbot, program)
    for dialog in (*window.findChildren(QMessageBox), beside):
        dialog.close()
    form.done(0)


def test_that_half_a_word_is_there_again(qtbot: Any, program: Program) -> None:
    assembly = program.assembly
    assert assembly is not None
    assembly.window.show_screen("customers")
    page = assembly.window.front()
    assert isinstance(page, Stateful)
    page.field.setText("王大")  # type: ignore[attr-defined]
    form = NoteForm(assembly.window)
    form.open()
    qtbot.keyClicks(form.words, "she wants the blue o")
    form.words.setFocus()
    _lock(qtbot, program)
    assert not form.isVisible()
    _unlock(qtbot, program)
    assert program.assembly is assembly
    assert assembly.window.isVisible()
    assert assembly.window.current_screen() == "customers"
    assert page.state() == {"text": "王大"}
    assert form.isVisible()
    assert form.isModal()
    qtbot.waitUntil(lambda: form.isActiveWindow())
    qtbot.keyClicks(form.focusWidget(), "ne")  # not over what was there
    assert form.words.text() == "she wants the blue one"
    form.done(0)


def test_that_an_idle_desk_locks_itself_and_one_at_work_does_not(
    qtbot: Any, program: Program, clock: FakeClock
) -> None:
    idle = program.guard._locking()._idle
    form = NoteForm(program.front_window())
    form.open()
    clock.advance(minutes=9)
    idle.look()
    assert not program.guard.locked
    qtbot.keyClicks(form.words, "half a wo")  # a hand on it
    clock.advance(minutes=9)
    idle.look()
    assert not program.guard.locked
    clock.advance(minutes=1)
    idle.look()
    assert program.guard.locked
    _unlock(qtbot, program)
    assert form.words.text() == "half a wo"
    assert form.isVisible()
    form.done(0)


def test_that_the_first_touch_after_a_sleep_shows_nothing_more(
    qtbot: Any, program: Program, clock: FakeClock
) -> None:
    page = program.assembly.window.front()  # type: ignore[union-attr]
    clock.advance(hours=8)
    qtbot.keyClicks(page.field, "x")  # type: ignore[union-attr]
    assert program.guard.locked
    assert page.field.text() == ""  # type: ignore[union-attr]
    _unlock(qtbot, program)


def test_that_never_means_never(qtbot: Any, program: Program, clock: FakeClock) -> None:
    program.settings = Settings(language="en", lock_minutes=0)
    clock.advance(days=3)
    program.guard._locking()._idle.look()
    assert not program.guard.locked


def test_that_nothing_is_locked_while_no_database_is_open(
    program: Program, clock: FakeClock
) -> None:
    """Between two of them: what asks for the password of the next one stands alone."""
    program.close_window()
    clock.advance(minutes=10)
    program.guard._locking()._idle.look()
    assert not program.guard.locked


def test_that_a_clock_set_back_counts_anew(qtbot: Any, program: Program, clock: FakeClock) -> None:
    idle = program.guard._locking()._idle
    clock.advance(days=-400)
    idle.look()
    clock.advance(minutes=10)
    idle.look()
    assert program.guard.locked
    _unlock(qtbot, program)


def test_that_what_runs_keeps_an_idle_desk_open_and_ends_before_the_file_is_closed(
    qtbot: Any, program: Program, clock: FakeClock
) -> None:
    db, jobs, _hub = program.session.parts()
    go_on, asked = _slow(jobs, db)
    clock.advance(hours=1)
    program.guard._locking()._idle.look()
    assert not program.guard.locked
    program.guard.lock()  # on demand it is out of sight at once
    assert _seen() == [_lock_window()]
    assert db.storage.key is not None
    go_on()
    qtbot.waitUntil(lambda: db.storage.key is None)
    assert asked == ["VIP"]
    _unlock(qtbot, program)


def test_that_one_may_come_back_before_the_file_is_closed(qtbot: Any, program: Program) -> None:
    db, jobs, _hub = program.session.parts()
    go_on, asked = _slow(jobs, db)
    program.guard.lock()
    _unlock(qtbot, program)
    go_on()
    qtbot.waitUntil(lambda: asked == ["VIP"])
    assert program.guard.protected


def test_that_who_leaves_from_the_lock_is_told_what_could_not_be_written(
    qtbot: Any, program: Program
) -> None:
    """The file is closed and nobody typed the password: it cannot be done, but it is not lost in
    silence either."""
    _db, jobs, _hub = program.session.parts()
    locked = _lock(qtbot, program)

    def late(_job: object) -> None:
        with program.session.parts()[0].write("list.add", name="VIP") as session:
            add_entry(session, "tag", "VIP")

    jobs.write(late)
    program.quit()
    box = locked.findChild(QMessageBox, "not_written")
    assert box is not None
    assert box.isVisible()
    assert "locked" in box.informativeText()
    box.reject()
    qtbot.waitUntil(lambda: not locked.findChildren(QMessageBox, "not_written"))
    assert program.guard.locked
    assert _seen() == [locked]
    program.quit()
    assert not program.session.is_open


def test_that_what_is_asked_for_meanwhile_waits(qtbot: Any, program: Program) -> None:
    db, jobs, _hub = program.session.parts()
    _lock(qtbot, program)
    tags: list[object] = []

    def read(_job: object) -> int:
        with db.read() as session:
            return len(load_tags(session))

    jobs.read(read).succeeded.connect(tags.append)
    assert not jobs.busy()
    _unlock(qtbot, program)
    qtbot.waitUntil(lambda: tags == [0])


def test_that_a_restore_on_its_way_when_it_is_locked_waits_for_the_password(
    qtbot: Any, program: Program, database: Path
) -> None:
    backup = database.with_name("yesterday.crmbackup")
    key = program.session.key
    write_backup(program.session.parts()[0], backup)
    _lock(qtbot, program)
    program.restore_database(backup, key)
    qtbot.wait(3 * LOOK)
    assert program.session.is_open
    assert program.session.key is None
    assert _seen() == [_lock_window()]
    _unlock(qtbot, program)
    qtbot.waitUntil(lambda: bool(list(database.parent.glob("office.before-restore-*"))))
    qtbot.waitUntil(lambda: program.session.is_open and program.front_window().isVisible())


def test_that_what_opens_by_itself_while_locked_waits_behind_the_lock(
    qtbot: Any, program: Program
) -> None:
    locked = _lock(qtbot, program)
    late = QMessageBox(program.front_window())
    late.setText("王大明 called")
    late.open()
    assert late.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    qtbot.waitUntil(lambda: not late.isVisible())
    assert _seen() == [locked]
    _unlock(qtbot, program)
    assert late.isVisible()
    assert not late.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    late.close()


def test_that_a_second_start_waits_for_the_password_and_is_then_followed(
    qtbot: Any, program: Program
) -> None:
    locked = _lock(qtbot, program)
    program.receive("/tmp/客户.xlsx")
    program.receive("")
    features = program.assembly.features  # type: ignore[union-attr]
    assert isinstance(features, TwoScreens)
    assert features.asked == []
    assert _seen() == [locked]
    _unlock(qtbot, program)
    assert features.asked == [("import", Path("/tmp/客户.xlsx"))]


def test_that_a_wrong_password_opens_nothing(qtbot: Any, program: Program) -> None:
    locked = _lock(qtbot, program)
    assert locked.panel is not None
    qtbot.keyClicks(locked.panel.field, "guessed")
    qtbot.keyClick(locked.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the password" in locked.panel.problem.text())
    qtbot.waitUntil(lambda: locked.panel.field.isEnabled())
    assert program.guard.locked
    locked.panel.field.clear()
    _unlock(qtbot, program)


def test_that_the_recovery_code_unlocks_and_a_new_password_is_offered(
    qtbot: Any, program: Program, database: Path
) -> None:
    code = write_code(unlock(database, PASSWORD))
    locked = _lock(qtbot, program)
    panel = locked.panel
    assert panel is not None
    panel.code.click()
    assert panel.field.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyClicks(panel.field, " ".join((*code[:6], "22222")))
    assert panel.progress.text() == "Recovery code: group 7 is not as printed."
    panel.field.clear()
    _unlock(qtbot, program, " ".join(code).lower())
    dialog = program.front_window().findChild(PasswordDialog)
    assert dialog is not None
    assert not dialog.now.isVisible()
    dialog.reject()


def test_that_leaving_while_locked_asks_where_a_form_is_open(
    qtbot: Any, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(QApplication.instance(), "quit", lambda: left.append(True))
    form = NoteForm(program.front_window())
    form.open()
    locked = _lock(qtbot, program)
    locked.close()
    box = locked.findChild(QMessageBox, "confirm")
    assert box.isVisible()
    box.close()
    assert left == []
    _unlock(qtbot, program)
    form.done(0)
    locked = _lock(qtbot, program)
    assert locked.panel is not None
    locked.panel.left.emit()
    assert left == [True]
    locked.go()


def test_that_a_file_that_went_back_in_time_is_shown_anew(
    qtbot: Any, program: Program, database: Path
) -> None:
    db = program.session.parts()[0]
    earlier = database.with_name("earlier.db")
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    first = program.assembly
    _lock(qtbot, program)
    earlier.write_bytes(database.read_bytes())
    _unlock(qtbot, program)
    with db.write("list.add", name="Old") as session:
        add_entry(session, "tag", "Old")
    assert program.assembly is first
    _lock(qtbot, program)
    earlier.replace(database)
    _unlock(qtbot, program)
    assert program.assembly is not first


def _slow(jobs: Any, db: Any) -> tuple[Callable[[], None], list[str]]:
    """A write that ends when it is told to."""
    from threading import Event

    told, asked = Event(), []

    def write(_job: object) -> None:
        told.wait(30)
        with db.write("list.add", name="VIP") as session:
            add_entry(session, "tag", "VIP")
        asked.append("VIP")

    jobs.write(write)
    return told.set, asked


def test_that_the_key_locks_from_a_dialog_too(qtbot: Any, program: Program) -> None:
    form = NoteForm(program.front_window())
    form.open()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClicks(form.words, "half")
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(form.words, Qt.Key.Key_L, control | alt)
    assert program.guard.locked
    _unlock(qtbot, program)
    assert form.words.text() == "half"
    form.done(0)


def test_that_what_holds_the_key_itself_is_closed_by_locking(
    qtbot: Any, program: Program, database: Path
) -> None:
    window = program.front_window()
    path, key = database, program.session.key
    assert key is not None
    sheet = RecoveryDialog(key, path, program.guard.today(), window)
    sheet.open()
    sheet.print_button.click()
    _lock(qtbot, program)
    _unlock(qtbot, program)
    qtbot.waitUntil(lambda: _seen() == [window])


def test_that_leaving_while_locked_leaves_a_backup_of_what_was_written(
    qtbot: Any, program: Program, database: Path
) -> None:
    db = program.session.parts()[0]
    program.session._begin_backups()
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    program.guard.lock()
    assert _seen() == [_lock_window()]  # at once, whatever is copied behind it
    qtbot.waitUntil(lambda: db.storage.key is None)
    [made] = backup_folder().glob("*.crmbackup")
    assert made.name.endswith(".lock.crmbackup")
    copy = open_database(made, key=unlock(made, PASSWORD))
    with copy.read() as session:
        assert [tag.name for tag in load_tags(session)] == ["VIP"]
    copy.close()
    _unlock(qtbot, program)
