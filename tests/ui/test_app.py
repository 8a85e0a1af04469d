import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from crmdesk.app import Program
from crmdesk.models.backups.copies import write_backup
from crmdesk.models.core import i18n
from crmdesk.models.core.engines import keys
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.settings import Settings, load_settings
from crmdesk.models.customers.listing import count_customers
from crmdesk.models.office.lists import add_entry
from crmdesk.models.office.queries import load_tags
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password
from crmdesk.models.schema import Setting
from crmdesk.paths import backup_folder
from crmdesk.ui.backups.rescue import RescueDialog
from crmdesk.ui.kit import theme
from crmdesk.ui.kit.navigation import Stateful
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.session import DatabaseSession
from crmdesk.ui.shell.start import Start
from tests.ui.shell.conftest import PlainScreen, TwoScreens


@pytest.fixture
def program(
    qtbot: Any, qapp: QApplication, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[Program, None, None]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    database = tmp_path / "office.db"
    database.write_bytes(template.read_bytes())
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens)
    made.begin(str(database))
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()
    i18n.use_language("en")
    theme.apply(qapp, "light")


def assembly_of(program: Program) -> Assembly:
    assert program.assembly is not None
    return program.assembly


def test_that_another_language_builds_the_window_anew_where_the_user_was(
    qtbot: Any, program: Program
) -> None:
    first = assembly_of(program)
    first.window.show_screen("customers")
    page = first.window.front()
    assert isinstance(page, PlainScreen)
    page.field.setText("张")
    first.window.commands.run("view.language.zh_TW")
    qtbot.waitUntil(lambda: assembly_of(program) is not first)
    second = assembly_of(program).window
    assert second.isVisible()
    assert second.current_screen() == "customers"
    front = second.front()
    assert isinstance(front, Stateful)
    assert front.state() == {"text": "张"}
    assert "檔案" in second.menuBar().actions()[0].text()
    assert load_settings().language == "zh_TW"


def test_that_another_theme_keeps_the_window(program: Program) -> None:
    window = assembly_of(program).window
    window.commands.run("view.theme.dark")
    assert theme.tokens().dark
    assert assembly_of(program).window is window


def test_that_a_database_can_be_changed_for_another(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    program.open_database(tmp_path / "second.db")
    assert program.database_path == tmp_path / "second.db"
    assert load_settings().last_database == str(tmp_path / "second.db")
    assert assembly_of(program).window.windowTitle().startswith("second.db")


def test_that_leaving_leaves_one_file_though_something_was_written_last(program: Program) -> None:
    """What is told of a write comes a turn later: to a window that would read a closed file."""
    path, parts = program.database_path, program.session.parts()
    assert path is not None
    told: list[object] = []
    parts[2].changed.connect(told.append)
    with parts[0].write("setup") as session:
        session.add(Setting(key="last", value={}))
    program.quit()
    QApplication.sendPostedEvents()
    assert told == []
    assert [found.name for found in path.parent.glob(f"{path.name}*")] == [path.name]


def test_that_a_file_that_is_no_database_leaves_the_old_one_open(
    program: Program, tmp_path: Path
) -> None:
    before = program.database_path
    other = tmp_path / "letter.db"
    other.write_text("Dear Sir or Madam, " * 500)
    program.open_database(other)
    assert program.database_path == before
    box = assembly_of(program).window.findChild(QMessageBox, "failure")
    assert "not a crmdesk database" in box.text()
    box.close()


def test_that_who_does_not_know_the_password_of_another_file_stays_in_this_one(
    program: Program, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    before, other = program.database_path, tmp_path / "other.db"
    other.write_bytes(template.read_bytes())
    change_password(other, None, "only we know it")
    program.open_database(other)
    question = program.front_window().findChild(PasswordQuestion)
    assert question is not None
    leave = {one.text(): one for one in question.findChildren(QPushButton)}
    assert "Quit" not in leave
    leave["Cancel"].click()
    assert program.database_path == before
    assert program.front_window().isVisible()


def test_that_a_moved_database_takes_everything_along(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    source = program.database_path
    assert source is not None
    other = open_database(source)
    with other.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    other.close()
    target = tmp_path / "elsewhere" / "office.db"
    target.parent.mkdir()
    first = assembly_of(program)
    program.move_database(target)
    assert not first.window.isVisible()
    qtbot.waitUntil(lambda: assembly_of(program) is not first)
    assert assembly_of(program).window.isVisible()
    assert program.database_path == target
    assert program.settings.last_database == str(target)
    assert not source.exists()
    db = open_database(target)
    with db.read() as session:
        assert [tag.name for tag in load_tags(session)] == ["VIP"]
    db.close()


def test_that_a_database_somebody_else_has_open_is_not_moved(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    source = program.database_path
    assert source is not None
    other = open_database(source)
    with other.read() as session:
        load_tags(session)
        program.move_database(tmp_path / "elsewhere.db")
        qtbot.waitUntil(lambda: _told(program) is not None)
    other.close()
    assert source.exists()
    box = _told(program)
    assert box is not None
    assert "Another program" in box.text()
    box.close()


def _told(program: Program) -> QMessageBox | None:
    return assembly_of(program).window.findChild(QMessageBox, "failure")


def test_that_a_move_that_fails_leaves_the_database_where_it_was(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    before = program.database_path
    program.move_database(tmp_path / "no such folder" / "office.db")
    qtbot.waitUntil(lambda: _told(program) is not None)
    assert program.database_path == before
    box = _told(program)
    assert box is not None
    box.close()
    assert before is not None
    assert before.exists()


def test_that_a_file_given_to_a_later_start_is_imported_here(program: Program) -> None:
    program.receive("/tmp/客户.xlsx")
    features = assembly_of(program).features
    assert isinstance(features, TwoScreens)
    assert features.asked == [("import", Path("/tmp/客户.xlsx"))]


def test_that_what_arrives_during_a_restore_waits_for_its_end(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    write_backup(program.session.parts()[0], backup)
    before = assembly_of(program)
    program.restore_database(backup, None)
    program.receive("/tmp/客户.xlsx")
    assert not before.window.isVisible()
    qtbot.waitUntil(lambda: program.session.is_open)
    qtbot.waitUntil(lambda: assembly_of(program) is not before)
    features = assembly_of(program).features
    assert isinstance(features, TwoScreens)
    qtbot.waitUntil(lambda: features.asked == [("import", Path("/tmp/客户.xlsx"))])


def test_that_an_incoming_number_nobody_has_opens_the_palette(qtbot: Any, program: Program) -> None:
    program.receive("crmdesk://call?number=%2B8613800138000")
    palette = assembly_of(program).palette
    qtbot.waitUntil(palette.isVisible)
    assert palette.field.text() == "+8613800138000"
    palette.leave()


def test_that_a_database_that_cannot_be_opened_asks_what_to_do(
    qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr(qapp, "quit", lambda: left.append(1))
    broken = tmp_path / "broken.db"
    broken.write_text("no database " * 500)
    program = Program(qapp, Settings(language="en"), TwoScreens)
    program.begin(str(broken))
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    box = next(widget for widget in shown if widget.objectName() == "cannot_open")
    texts = [button.text() for button in box.findChildren(QPushButton)]
    assert texts == ["Try again", "Choose a file…", "Open my own database", "Quit"]
    next(button for button in box.findChildren(QPushButton) if button.text() == "Quit").click()
    assert left == [1]
    program.deleteLater()


def test_that_the_office_of_yesterday_is_missed_and_not_made_anew(
    qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its drive is not there today, and nothing would tell a new, empty office from it."""
    monkeypatch.setattr(qapp, "quit", lambda: None)
    gone = tmp_path / "usb" / "office.db"
    program = Program(qapp, Settings(language="en", last_database=str(gone)), TwoScreens)
    program.begin(str(gone))
    shown = [top for top in qapp.topLevelWidgets() if top.isVisible()]  # not one of an earlier test
    box = next(top for top in shown if top.objectName() == "cannot_open")
    assert not gone.parent.exists()
    next(button for button in box.findChildren(QPushButton) if button.text() == "Quit").click()
    program.deleteLater()


def test_that_an_office_she_moved_herself_can_be_found_again(
    qtbot: Any, qapp: QApplication, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    gone, moved = tmp_path / "office.db", tmp_path / "elsewhere.db"
    moved.write_bytes(template.read_bytes())
    program = Program(qapp, Settings(language="en", last_database=str(gone)), TwoScreens)

    def shown(name: str) -> Any:
        def found() -> list[QWidget]:
            tops = [top for top in qapp.topLevelWidgets() if top.isVisible()]
            return [top for top in tops if top.objectName() == name]

        qtbot.waitUntil(lambda: bool(found()))
        return found()[0]

    def choose() -> QFileDialog:
        buttons = shown("cannot_open").findChildren(QPushButton)
        next(one for one in buttons if one.text() == "Choose a file…").click()
        dialog = shown("file_dialog")
        assert isinstance(dialog, QFileDialog)
        return dialog

    def take(path: Path) -> None:
        chooser = choose()
        chooser.selectFile(str(path))
        chooser.accept()

    letter, backup = tmp_path / "letter.db", tmp_path / "office.crmbackup"
    letter.write_text("Dear Ms Wang")
    backup.write_bytes(template.read_bytes())
    program.begin(str(gone))
    choose().reject()  # back to the question
    take(letter)
    take(backup)  # which the next backups might delete
    assert "is not a crmdesk database" in shown("cannot_open").text()
    assert load_settings().last_database != str(letter)
    take(moved)
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert program.database_path == moved
    assert load_settings().last_database == str(moved)
    program.front_window().close()
    program.deleteLater()


def test_that_an_office_that_is_gone_comes_back_from_its_backup(
    qtbot: Any, qapp: QApplication, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    gone, folder = tmp_path / "office.db", backup_folder()
    folder.mkdir(parents=True)
    shutil.copyfile(template, folder / "office-0a1b2c3d.20261121-090000.daily.crmbackup")
    program = Program(qapp, Settings(language="en", last_database=str(gone)), TwoScreens)
    program.begin(str(gone))
    [rescue] = [top for top in qapp.topLevelWidgets() if isinstance(top, RescueDialog)]
    texts = [button.text() for button in rescue.findChildren(QPushButton) if button.isVisible()]
    assert {"Restore this backup", "Choose a file…", "Open my own database"} <= set(texts)
    qtbot.waitUntil(rescue.backup.restore.isEnabled)
    rescue.backup.restore.click()
    qtbot.waitUntil(lambda: rescue.findChild(QPushButton, "do") is not None)
    do = rescue.findChild(QPushButton, "do")
    assert do is not None
    do.click()
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert program.database_path == gone
    program.front_window().close()
    program.deleteLater()


def test_that_a_demo_office_is_made_up_once(
    qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    target = str(tmp_path / "demo.db")
    for _start in range(2):
        program = Program(qapp, Settings(language="en"), TwoScreens)
        program.begin(target, demo=20)
        qtbot.waitUntil(lambda program=program: program.assembly is not None)
        assembly_of(program).window.close()
        program.deleteLater()
    db = open_database(target)
    with db.read() as session:
        assert count_customers(session) == 20
    db.close()


def test_that_the_command_line_says_which_database() -> None:
    settings = Settings(last_database="/last.db")
    assert Start().target(settings) == "/last.db"
    assert Start("/other.db").target(settings) == "/other.db"
    assert Start(demo=50).target(settings).endswith("demo.db")


def test_that_a_backup_is_restored_and_the_window_goes_on_in_it(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    db = open_database(tmp_path / "office.db")
    write_backup(db, backup)
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    db.close()
    first = assembly_of(program)
    program.restore_database(backup, None)
    qtbot.waitUntil(lambda: assembly_of(program) is not first)
    assert assembly_of(program).window.isVisible()
    db = open_database(tmp_path / "office.db")
    with db.read() as session:
        assert "VIP" not in [tag.name for tag in load_tags(session)]
    db.close()


def test_that_a_restored_file_that_cannot_be_opened_leaves_nobody_without_a_window(
    qtbot: Any,
    qapp: QApplication,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The drive is full, and the backup has to be brought up to date."""
    backup = tmp_path / "copy.crmbackup"
    db = open_database(tmp_path / "office.db")
    write_backup(db, backup)
    db.close()

    def full(_self: object, target: str, **_how: bool) -> None:
        raise CrmError("database.read_only", path=target)

    def asked() -> list[QWidget]:
        shown = filter(QWidget.isVisible, qapp.topLevelWidgets())
        return [one for one in shown if one.objectName() == "cannot_open"]

    with monkeypatch.context() as patched:
        patched.setattr(DatabaseSession, "open", full)
        program.restore_database(backup, None)
        qtbot.waitUntil(lambda: bool(asked()))
    buttons = {button.text(): button for button in asked()[0].findChildren(QPushButton)}
    buttons["Try again"].click()
    qtbot.waitUntil(lambda: program.assembly is not None and not asked())


def test_that_a_file_that_is_no_backup_leaves_everything_as_it_was(
    qtbot: Any, program: Program, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear customer", encoding="utf-8")
    program.restore_database(wrong, None)
    qtbot.waitUntil(lambda: assembly_of(program).window.findChild(QMessageBox) is not None)
    box = assembly_of(program).window.findChild(QMessageBox)
    assert box is not None
    box.close()
    assert not list(tmp_path.glob("*before-restore*"))
    assert program.database_path == tmp_path / "office.db"
