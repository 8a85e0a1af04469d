"""What import, export and smart paste open, and that they wait for what has to be loaded first."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.paste.tables import forget_tables
from crmdesk.ui.exchange.commands import ExchangeCommands
from crmdesk.ui.exchange.export_task import ExportScope
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.exchange import write_csv
from tests.support.navigator import RecordingNavigator


class Desk:
    """The commands over a window, and what they opened."""

    def __init__(self, qtbot: QtBot, db: Database, jobs: JobRunner) -> None:
        self._qtbot, self._jobs = qtbot, jobs
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.commands = ExchangeCommands(
            db, jobs, RecordingNavigator(), lambda: ExportScope((), (), ()), self.window
        )

    def opened(self) -> list[str]:
        """The dialogs, once nothing is loaded or read any more."""
        self._qtbot.waitUntil(lambda: not self._jobs.running() and bool(self.dialogs()))
        return [dialog.objectName() for dialog in self.dialogs()]

    def close(self) -> None:
        for dialog in self.dialogs():
            dialog.done(0)
        self._qtbot.waitUntil(lambda: not self._jobs.running())

    def dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, db: Database, jobs: JobRunner) -> Generator[Desk, None, None]:
    yield Desk(qtbot, db, jobs)
    forget_tables()


def test_that_a_file_opens_once_its_window_is_loaded(desk: Desk, tmp_path: Path) -> None:
    desk.commands.open_import(write_csv(tmp_path / "book.csv", "姓名,手机", "张伟,13800138000"))
    assert desk.dialogs() == []
    assert desk.opened() == ["import_dialog"]
    desk.close()


def test_that_of_two_asked_for_while_it_is_loaded_only_the_latter_opens(
    desk: Desk, tmp_path: Path
) -> None:
    desk.commands.open_import(write_csv(tmp_path / "book.csv", "姓名,手机", "张伟,13800138000"))
    desk.commands.open_export()
    assert desk.opened() == ["export_dialog"]
    desk.close()


def test_that_what_was_loaded_opens_at_once(desk: Desk) -> None:
    desk.commands.open_export()
    assert desk.opened() == ["export_dialog"]
    desk.close()
    desk.commands.open_export()
    assert len(desk.dialogs()) == 1
    desk.close()


@pytest.mark.parametrize(
    ("clipboard", "dialog"),
    [("姓名\t手机\n张伟\t13800138000", "import_dialog"), ("张伟 13800138000", "paste_dialog")],
)
def test_that_rows_pasted_go_to_the_import_and_words_to_a_window_of_their_own(
    desk: Desk, clipboard: str, dialog: str
) -> None:
    QGuiApplication.clipboard().setText(clipboard)
    desk.commands.paste()
    assert desk.opened() == [dialog]
    desk.close()
