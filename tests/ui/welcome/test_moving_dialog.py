"""One file for another computer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from crmdesk.models.backups.luggage import Luggage
from crmdesk.models.core.errors import CrmError
from crmdesk.models.protection.password import say_change
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.welcome.arrival_dialog import ArrivalDialog
from crmdesk.ui.welcome.moving_dialog import MovingDialog

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
BROUGHT = Luggage("云帆建材", 1204, 7, datetime(2026, 11, 20, 2, 30, tzinfo=UTC))


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("locked", [True, False])
def test_that_it_says_what_was_written_and_whether_a_password_goes_with_it(
    qtbot: Any, window: QWidget, jobs: JobRunner, tmp_path: Path, locked: bool
) -> None:
    def hand_over(folder: Path) -> tuple[Path, Luggage]:
        return folder / "office.crmbackup", BROUGHT

    dialog = MovingDialog(jobs, hand_over, NOW, window, locked=locked)
    dialog.open()
    dialog.write_to(tmp_path)
    qtbot.waitUntil(lambda: "1,204" in dialog.told.text())
    assert str(tmp_path / "office.crmbackup") in dialog.told.text()
    assert "云帆建材" in dialog.told.text()
    assert ("has no password" in words(dialog)) is not locked
    dialog.reject()


def test_that_a_drive_pulled_out_leaves_the_dialog_ready(
    qtbot: Any, window: QWidget, jobs: JobRunner, tmp_path: Path
) -> None:
    def hand_over(folder: Path) -> tuple[Path, Luggage]:
        raise CrmError("backup.folder", path=str(folder))

    dialog = MovingDialog(jobs, hand_over, NOW, window, locked=False)
    dialog.open()
    dialog.write_to(tmp_path)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "failure") is not None)
    dialog.findChild(QMessageBox, "failure").close()
    qtbot.waitUntil(dialog.choose.isEnabled)
    assert dialog.told.text() == ""
    dialog.reject()


def test_that_an_older_file_warns_before_it_takes_the_place_of_newer_work(
    qtbot: Any, window: QWidget
) -> None:
    newer = Luggage("云帆建材", 3, 1, NOW)
    path = Path("office.crmbackup")
    warned = ArrivalDialog(path, BROUGHT, newer, NOW, window)
    calm = ArrivalDialog(path, BROUGHT, Luggage("", 0, 0, NOW), NOW, window)
    assert "is newer than the file" in words(warned)
    assert "is newer than the file" not in words(calm)
    assert "kept in a file" in words(calm)
    assert "kept in a file" not in words(ArrivalDialog(path, BROUGHT, None, NOW, window))


def test_that_a_file_without_a_password_says_so_before_it_takes_the_place_of_one_that_has(
    qtbot: Any, window: QWidget
) -> None:
    told = say_change(None, "x'00'")
    dialog = ArrivalDialog(Path("office.crmbackup"), BROUGHT, None, NOW, window, told)
    assert "no password" in words(dialog)
    assert say_change("x'00'", "x'00'") == say_change(None, None) == ""
