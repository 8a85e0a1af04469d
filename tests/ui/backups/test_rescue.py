"""A damaged file: both ways out are shown with what they hold, and lead on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget

from crmdesk.models.backups.copies import write_backup
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.errors import CrmError
from crmdesk.models.open import open_database
from crmdesk.models.protection.rewriting import Rewrite, rewrite
from crmdesk.ui.backups.damaged import DamagedDialog
from crmdesk.ui.backups.missed import MissedDialog
from crmdesk.ui.backups.rescue import Lost, RescueDialog
from crmdesk.ui.backups.rescue_cards import SalvageCard
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.cannot_open import ask_instead
from tests.support.builders import add_interaction, bulk_customers
from tests.support.damage import flip_page, leaves_of
from tests.support.databases import NOW, FakeClock

STAMP = "20261121-090000"
PASSWORD = "only we know it"
Done = list[tuple[object, ...]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    db = open_database(path, clock=FakeClock())
    ids = bulk_customers(db, [f"客户{number}" for number in range(120)], defer=False)
    for customer in ids[:9]:
        add_interaction(db, customer)
    (tmp_path / "backups").mkdir()
    write_backup(db, tmp_path / "backups" / f"office-0a1b2c3d.{STAMP}.daily.crmbackup")
    db.close()
    leaves = leaves_of(path, "customer")
    flip_page(path, leaves[len(leaves) // 2])
    return path


@pytest.fixture
def done() -> Done:
    return []


@pytest.fixture
def dialog(qtbot: Any, window: QWidget, file: Path, done: Done) -> Iterator[DamagedDialog]:
    made = DamagedDialog(
        Lost(file, None, file.with_name("backups"), FakeClock(), office_zone("Asia/Shanghai")),
        lambda path, key: done.append(("restore", path, key)),
        [("Try again", lambda: done.append(("again",))), ("Quit", lambda: done.append(("quit",)))],
        window,
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: not made.busy())
    yield made
    if made.isVisible():
        made.reject()


def _agree(qtbot: Any, dialog: RescueDialog) -> None:
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "confirm") is not None)
    box = dialog.findChild(QMessageBox, "confirm")
    assert box is not None
    button = box.findChild(QPushButton, "do")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_both_ways_say_when_and_how_much(dialog: DamagedDialog) -> None:
    assert dialog.backup.when.text() == "Today 09:00"
    assert dialog.backup.contents.text() == "120 customers · 9 contacts logged"
    assert "contacts logged" in dialog.saving.amount.text() or dialog.saving.amount.text()
    assert dialog.saving.save.isEnabled()


def test_that_the_last_good_backup_takes_its_place(
    qtbot: Any, dialog: DamagedDialog, file: Path, done: Done
) -> None:
    qtbot.keyClick(dialog.backup.restore, Qt.Key.Key_Space)
    _agree(qtbot, dialog)
    backup = file.parent / "backups" / f"office-0a1b2c3d.{STAMP}.daily.crmbackup"
    qtbot.waitUntil(lambda: done == [("restore", backup, None)])


def test_that_what_can_be_read_is_saved_counted_and_used(
    qtbot: Any, dialog: DamagedDialog, file: Path, done: Done
) -> None:
    qtbot.keyClick(dialog.saving.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.findChild(QFileDialog, "file_dialog") is not None)
    chooser = dialog.findChild(QFileDialog, "file_dialog")
    assert chooser is not None
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(file.with_name("saved.db")))
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.saving.amount.text() == "Saved in saved.db")
    assert any("lost" in words for words in _words(dialog))
    assert any("9 saved" in words for words in _words(dialog))
    qtbot.keyClick(dialog.saving.save, Qt.Key.Key_Space)
    _agree(qtbot, dialog)
    qtbot.waitUntil(lambda: done == [("restore", file.with_name("saved.db"), None)])


def test_that_escape_does_what_the_last_button_does(
    qtbot: Any, dialog: DamagedDialog, done: Done
) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: done == [("quit",)])


def test_that_a_start_on_a_damaged_file_leads_here_and_goes_on_when_mended(
    qtbot: Any, file: Path, done: Done, tmp_path: Path
) -> None:
    home = tmp_path / "home" / "xdg_data_home" / "crmdesk" / "backups"
    home.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(file.with_name("backups"), home)
    error = CrmError("database.damaged", path=str(file))
    dialog = ask_instead(error, lambda: done.append(("again",)), None, lambda: None)
    assert isinstance(dialog, DamagedDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.backup.restore.isEnabled() and not dialog.busy())
    qtbot.keyClick(dialog.backup.restore, Qt.Key.Key_Space)
    _agree(qtbot, dialog)
    qtbot.waitUntil(lambda: done == [("again",)])
    db = open_database(file, clock=FakeClock(NOW))
    with db.storage.engine.connect() as connection:
        assert db.storage.check(connection) == []
    db.close()
    assert list(file.parent.glob("office.before-restore-*.db"))


def test_that_an_emptied_file_is_told_and_a_new_office_begins_only_where_asked(
    qtbot: Any, tmp_path: Path, done: Done
) -> None:
    file = tmp_path / "office.db"
    file.write_bytes(b"")
    with pytest.raises(CrmError) as told:
        open_database(file, clock=FakeClock(NOW))
    dialog = ask_instead(told.value, lambda: done.append(("again",)), None, lambda: None)
    assert isinstance(dialog, DamagedDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.busy())
    assert any("is empty" in shown.text() for shown in dialog.findChildren(QLabel))
    [anew] = [one for one in dialog.findChildren(QPushButton) if "Begin a new" in one.text()]
    qtbot.keyClick(anew, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: done == [("again",)])
    open_database(file, clock=FakeClock(NOW), create=False).close()


def _words(dialog: RescueDialog) -> list[str]:
    counts = dialog.saving.counts
    widgets = [counts.itemAt(at).widget() for at in range(counts.count())]
    return [widget.text() for widget in widgets if hasattr(widget, "text")]


def test_that_a_file_that_is_gone_can_be_had_back_from_its_backup(
    qtbot: Any, file: Path, done: Done, window: QWidget
) -> None:
    file.unlink()
    made = _over_missed(qtbot, window, file, done)
    assert "office.db is not there" in [told.text() for told in made.findChildren(QLabel)]
    assert made.backup.contents.text() == "120 customers · 9 contacts logged"
    assert made.findChild(SalvageCard) is None
    qtbot.keyClick(made.backup.restore, Qt.Key.Key_Space)
    _agree(qtbot, made)
    backup = file.parent / "backups" / f"office-0a1b2c3d.{STAMP}.daily.crmbackup"
    qtbot.waitUntil(lambda: done == [("restore", backup, None)])


def test_that_a_backup_of_what_is_gone_asks_for_its_password(
    qtbot: Any, file: Path, done: Done, window: QWidget
) -> None:
    file.unlink()
    [backup] = file.with_name("backups").iterdir()
    key = rewrite(Rewrite(backup, None, PASSWORD)).key
    made = _over_missed(qtbot, window, file, done)
    assert made.backup.contents.text() == "It has a password."
    qtbot.keyClick(made.backup.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: made.findChild(PasswordQuestion) is not None)
    question = made.findChild(PasswordQuestion)
    assert question is not None
    question.field.setText(PASSWORD)
    qtbot.keyClick(question.field, Qt.Key.Key_Return)
    _agree(qtbot, made)
    qtbot.waitUntil(lambda: done == [("restore", backup, key)])


def _over_missed(qtbot: Any, window: QWidget, file: Path, done: Done) -> MissedDialog:
    made = MissedDialog(
        Lost(file, None, file.with_name("backups"), FakeClock(), office_zone("Asia/Shanghai")),
        lambda path, key: done.append(("restore", path, key)),
        [("Quit", lambda: done.append(("quit",)))],
        window,
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: not made.busy())
    return made
