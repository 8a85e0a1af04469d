"""What follows the first start, in the window: the demo's bar, a file of another computer."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from crmdesk.models.core.db import Database
from crmdesk.paths import demo_database
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.arrival import take_in
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.welcome.moving_dialog import MovingDialog
from tests.ui.shell.conftest import FakeHost, TwoScreens


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, no_key))


def test_that_a_customer_book_dropped_on_the_window_is_no_address_book(
    window: MainWindow, features: TwoScreens, host: FakeHost, tmp_path: Path
) -> None:
    carried = tmp_path / "office.crmbackup"
    carried.touch()
    drop(window, carried)
    assert host.asked == [("receive", str(carried))]
    assert features.asked == []


def test_that_the_demo_says_so_and_leads_back(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, host: FakeHost
) -> None:
    host.database_path = demo_database()
    made = Assembly(Parts(db, jobs, hub, host), TwoScreens)
    qtbot.addWidget(made.window)
    made.window.show()
    own = made.window.findChild(QPushButton, "own_data")
    assert own.isVisible()
    own.click()
    qtbot.waitUntil(lambda: ("own",) in host.asked)
    assert not made.window.commands.get("help.demo").enabled()


def test_that_an_office_of_ones_own_has_no_such_bar(window: MainWindow, host: FakeHost) -> None:
    assert window.findChild(QPushButton, "own_data") is None
    window.commands.run("help.demo")
    assert ("demo",) in host.asked


def test_that_the_file_for_another_computer_is_written_from_the_menu(
    qtbot: Any, window: MainWindow, host: FakeHost, tmp_path: Path
) -> None:
    window.commands.run("file.carry")
    dialog = window.findChild(MovingDialog)
    assert dialog is not None
    dialog.write_to(tmp_path)
    qtbot.waitUntil(lambda: bool(dialog.told.text()))
    qtbot.waitUntil(dialog.choose.isEnabled)
    [written] = tmp_path.glob("Customer book-*.crmbackup")
    dialog.findChild(QPushButton, "bring").click()
    chooser = dialog.findChild(QFileDialog, "file_dialog")
    chooser.fileSelected.emit(str(written))
    chooser.close()
    assert ("receive", str(written)) in host.asked
    assert not dialog.isVisible()


def test_that_a_server_takes_no_customer_book_in(
    window: MainWindow, host: FakeHost, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    host.database_path = None
    assert not window.commands.get("file.carry").enabled()
    take_in(host, db, jobs, tmp_path / "office.crmbackup")  # type: ignore[arg-type]
    box = window.findChild(QMessageBox, "failure")
    assert "server" in box.text()
    box.close()


@pytest.mark.parametrize("command", ["help.updates", "help.about"])
def test_that_what_is_asked_by_hand_opens_and_goes(
    qtbot: Any, window: MainWindow, command: str
) -> None:
    window.commands.run(command)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.objectName() == command.removeprefix("help.")
    dialog.close()
