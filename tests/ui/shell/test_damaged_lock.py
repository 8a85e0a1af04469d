"""A locked file whose first page is damaged: the right password is refused, and leads on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from crmdesk.app import Program
from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.engines import keys
from crmdesk.models.core.settings import Settings
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password
from crmdesk.paths import backup_folder
from crmdesk.ui.backups.rescue import RescueDialog
from crmdesk.ui.kit import password_panel
from crmdesk.ui.kit.password_panel import PasswordPanel
from crmdesk.ui.kit.password_question import PasswordQuestion
from tests.support.builders import add_customer
from tests.support.damage import flip_page
from tests.support.databases import NOW
from tests.ui.shell.conftest import TwoScreens

PASSWORD = "only we know it"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(password_panel, "SLOWER", 0.001)


@pytest.fixture
def database(tmp_path: Path, template: Path) -> Path:
    """With a password, a backup under it, and damage since."""
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    db = open_database(path)
    add_customer(db, name="唐佳宁")
    db.close()
    key = change_password(path, None, PASSWORD)
    db = open_database(path, key=key)
    backup_folder().parent.mkdir(parents=True, exist_ok=True)
    BackupFolder(backup_folder(), db, path, office_zone("Asia/Shanghai")).back_up("daily", NOW)
    db.close()
    flip_page(path, 1)
    return path


@pytest.fixture
def program(
    qapp: QApplication, database: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens)
    made.begin(str(database))
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()


def _tops(kind: type[Any]) -> list[Any]:
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]


def _type(qtbot: Any, panel: PasswordPanel, password: str) -> None:
    panel.field.clear()
    qtbot.keyClicks(panel.field, password)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)


def _refused_twice(qtbot: Any, password: str) -> PasswordPanel:
    [question] = _tops(PasswordQuestion)
    panel: PasswordPanel = question.panel
    for _turn in range(2):
        assert not panel.rescue.isVisible()
        before = panel.pause
        _type(qtbot, panel, password)
        qtbot.waitUntil(lambda before=before: panel.pause > before and panel.field.isEnabled())
    assert panel.rescue.isVisible()
    return panel


def test_that_the_right_password_leads_to_the_last_good_backup(
    qtbot: Any, program: Program
) -> None:
    panel = _refused_twice(qtbot, PASSWORD)
    panel.rescue.click()
    qtbot.waitUntil(lambda: panel.window().findChild(QMessageBox, "confirm") is not None)
    do = panel.window().findChild(QPushButton, "do")
    assert do is not None
    do.click()
    qtbot.waitUntil(lambda: bool(_tops(RescueDialog)))
    [rescue] = _tops(RescueDialog)
    assert _tops(PasswordQuestion) == []
    qtbot.waitUntil(rescue.backup.restore.isEnabled)
    qtbot.waitUntil(lambda: not rescue.busy())
    rescue.backup.restore.click()
    rescue.findChild(QMessageBox, "confirm").findChild(QPushButton, "do").click()
    qtbot.waitUntil(lambda: bool(_tops(PasswordQuestion)))
    _type(qtbot, _tops(PasswordQuestion)[0].panel, PASSWORD)
    qtbot.waitUntil(lambda: program.assembly is not None)


def test_that_a_word_that_opens_no_backup_is_hardly_right(qtbot: Any, program: Program) -> None:
    panel = _refused_twice(qtbot, "another word")
    panel.rescue.click()
    qtbot.waitUntil(lambda: "hardly" in panel.progress.text())
    assert _tops(RescueDialog) == []
    panel.left.emit()
