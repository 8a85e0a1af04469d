"""The drive fails while somebody works: it is said over the screen, and no word is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit, QWidget

from crmdesk.ui.shell.trouble import TroubleWatch
from tests.support.builders import add_customer
from tests.support.databases import open_copy
from tests.support.driver import Desk
from tests.support.drives import LoopDrive, protected_folder, usb_drive

WORDS = "she wants twenty chairs by Friday"


@pytest.fixture
def usb(tmp_path: Path) -> Iterator[LoopDrive]:
    with usb_drive(tmp_path / "usb", tmp_path / "usb.img") as drive:
        yield drive


def _begin(desk: Desk) -> TroubleWatch:
    """The program, three seconds later: it watches its drive."""
    desk.start()
    session = desk.program.session
    session._begin_backups()
    assert session._backups is not None
    return session._backups.watch


def _told(desk: Desk) -> str:
    strips = [one for one in desk.window.findChildren(QWidget, "trouble") if one.isVisible()]
    return strips[0].findChild(QLabel, "trouble_words").text() if strips else ""


def test_that_a_pulled_drive_keeps_the_words_and_takes_them_when_it_is_back(
    desk: Desk, usb: LoopDrive, template: Path
) -> None:
    desk.database = usb.path / "office.db"
    db = open_copy(template, desk.database, desk.clock)
    add_customer(db, name="王芳")
    db.close()
    watch = _begin(desk)
    desk.open_customer("王芳")
    composer = desk.find(QPlainTextEdit, "log_words")
    desk.type(WORDS, into=composer)
    usb.pull()
    watch.look()
    desk.until(lambda: "not there any more" in _told(desk))
    desk.qtbot.keyClick(composer, "\r")
    desk.until(lambda: bool(desk.window.findChildren(QMessageBox, "failure")))
    [box] = desk.window.findChildren(QMessageBox, "failure")
    assert str(desk.database) in box.text()
    box.close()
    desk.until(lambda: not desk.window.findChildren(QMessageBox, "failure"))
    assert composer.toPlainText() == WORDS
    usb.plug_in()
    desk.press("trouble_act")
    desk.until(lambda: _told(desk) == "")
    desk.key("Return", on=composer)
    desk.until(lambda: any(WORDS in line for line in desk.lines("timeline")))


def test_that_a_write_protected_office_is_shown_and_says_so(
    desk: Desk, template: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    desk.database = folder / "office.db"
    db = open_copy(template, desk.database, desk.clock)
    add_customer(db, name="王芳")
    db.close()
    with protected_folder(folder):
        _begin(desk)
        desk.until(lambda: "can only be read" in _told(desk))
        desk.window.show_screen("customers")
        desk.until(lambda: desk.names() == ["王芳"])
        desk.leave()


def test_that_a_wrong_clock_is_told_once(desk: Desk, template: Path) -> None:
    db = open_copy(template, desk.database, desk.clock)
    add_customer(db, name="王芳")
    db.close()
    desk.clock.advance(days=-365)
    watch = _begin(desk)
    desk.until(lambda: "2026-11-21" in _told(desk))
    desk.press("trouble_close")
    desk.until(lambda: _told(desk) == "")
    watch.look()
    desk.settle()
    assert _told(desk) == ""
    assert QSettings().value("trouble/put_away/clock") == "2026-11-21"


def test_that_a_damaged_file_chosen_in_the_menu_can_be_saved_and_ours_stays_open(
    desk: Desk, tmp_path: Path
) -> None:
    desk.start()
    cut = tmp_path / "old-computer.db"
    cut.write_bytes(desk.database.read_bytes()[:30000])
    desk.menu("file.open")
    desk.choose_file(cut)
    rescue = desk.dialog("rescue")
    assert desk.program.database_path == desk.database
    desk.press_text("Cancel", rescue)
    desk.closed("rescue")
    assert desk.window.isVisible()


def test_that_a_backup_opened_as_a_database_is_taken_in_and_never_written_on(
    desk: Desk, tmp_path: Path
) -> None:
    desk.start()
    backup = tmp_path / "yesterday.crmbackup"
    backup.write_bytes(desk.database.read_bytes())
    desk.menu("file.open")
    desk.choose_file(backup)
    desk.dialog("arrival").reject()
    desk.closed("arrival")
    assert desk.program.database_path == desk.database
