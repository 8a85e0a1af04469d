"""The list of backups: one made now, looked into, and restored after a question."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines import keys
from crmdesk.models.protection.password import change_password
from crmdesk.ui.backups.dialog import BackupsDialog
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.password_question import PasswordQuestion
from tests.support.builders import add_customer
from tests.support.databases import NOW

Restored = list[tuple[Path, str | None]]


@pytest.fixture
def folder(tmp_path: Path, db: Database) -> BackupFolder:
    zone = ZoneInfo("Asia/Shanghai")
    return BackupFolder(tmp_path / "backups", db, tmp_path / "office.db", zone)


@pytest.fixture
def restored() -> Restored:
    return []


@pytest.fixture
def dialog(
    qtbot: Any, db: Database, jobs: JobRunner, folder: BackupFolder, restored: Restored
) -> Iterator[BackupsDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    add_customer(db, name="唐佳宁")
    made = BackupsDialog(
        db, jobs, folder, lambda path, key: restored.append((path, key)), lambda _path: folder,
        window,
    )  # fmt: skip
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    yield made
    made.close()


def said_in(dialog: BackupsDialog) -> str:
    """Every word there is to be seen."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def _make_one(qtbot: Any, dialog: BackupsDialog) -> None:
    button = dialog.findChild(QPushButton, "back_up_now")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.restore.isEnabled())


def test_that_an_empty_folder_says_when_one_will_be_made(dialog: BackupsDialog) -> None:
    assert dialog.model.rowCount() == 0
    assert not dialog.restore.isEnabled()
    assert dialog.contents.text() == ""
    assert dialog.focusWidget() is dialog.make, "Enter makes one"


def test_that_one_is_made_and_looked_into(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder
) -> None:
    _make_one(qtbot, dialog)
    (made,) = folder.list()
    assert made.reason == "hand"
    assert dialog.contents.text() == "1 customer · 0 contacts logged · last change: Today 10:30"


def test_that_restoring_asks_first_and_then_is_done(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder, restored: Restored
) -> None:
    _make_one(qtbot, dialog)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "confirm") is not None)
    box = dialog.findChild(QMessageBox, "confirm")
    assert box is not None
    assert "1 customer" in box.text()
    assert restored == []
    button = box.findChild(QPushButton, "do")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(restored))
    made = {backup.reason: backup.path for backup in folder.list()}
    assert restored == [(made["hand"], None)]
    assert "restore" in made
    assert not dialog.isVisible()


def test_that_it_is_said_before_that_the_password_will_be_gone(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    _make_one(qtbot, dialog)
    locked = SimpleNamespace(key=keys.make_key("only we know it"))
    monkeypatch.setattr(dialog, "_storage", locked)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "confirm") is not None)
    box = dialog.findChild(QMessageBox, "confirm")
    assert box is not None
    assert "This backup has no password" in box.informativeText()
    box.reject()


def test_that_a_damaged_backup_cannot_be_restored(
    qtbot: Any, dialog: BackupsDialog, db: Database, folder: BackupFolder
) -> None:
    older = folder.back_up("daily", NOW - timedelta(hours=2))
    older.path.write_bytes(b"nothing of use")
    dialog.refresh()
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert str(older.path) in box.text() + box.informativeText()
    assert not dialog.restore.isEnabled()
    box.close()


def test_that_a_missing_drive_is_told_and_the_list_stays(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder, tmp_path: Path
) -> None:
    folder.path = tmp_path / "usb" / "backups"
    dialog.back_up()
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert str(folder.path) in box.text() + box.informativeText()
    box.close()
    assert dialog.make.isEnabled()


def test_that_a_list_on_a_drive_that_is_gone_is_not_called_empty(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder, tmp_path: Path
) -> None:
    folder.path = tmp_path / "usb" / "backups"
    dialog.refresh()
    qtbot.waitUntil(lambda: "Is the drive connected?" in said_in(dialog))
    assert "No backup yet" not in said_in(dialog)
    (tmp_path / "usb").mkdir()
    again = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No backup yet" in said_in(dialog))


def test_that_a_folder_that_cannot_be_shown_is_told(
    qtbot: Any, dialog: BackupsDialog, folder: BackupFolder, tmp_path: Path
) -> None:
    folder.path = tmp_path / "usb" / "backups"
    show = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Show folder")
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None)
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert str(folder.path) in box.text() + box.informativeText()
    box.close()


def test_that_a_backup_under_another_password_asks_for_it(
    qtbot: Any,
    dialog: BackupsDialog,
    folder: BackupFolder,
    restored: Restored,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    _make_one(qtbot, dialog)
    (made,) = folder.list()
    key = change_password(made.path, None, "only we knew it")
    dialog.refresh()
    qtbot.waitUntil(lambda: "another password" in dialog.contents.text())
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    question = dialog.findChild(PasswordQuestion)
    assert question is not None
    qtbot.keyClicks(question.field, "only we knew it")
    qtbot.keyClick(question.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "confirm") is not None)
    button = dialog.findChild(QPushButton, "do")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: restored == [(made.path, key)])
