"""A new computer: the file written on the old one, opened on the new one, nothing lost on either.

Two folders of data stand for the two computers.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from crmdesk.app import Program
from crmdesk.models.core.engines import keys
from crmdesk.models.core.settings import Settings
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from crmdesk.models.protection.password import change_password
from crmdesk.paths import data_folder, default_database
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.shell.first_start import FirstStart
from crmdesk.ui.shell.screens import AllFeatures
from crmdesk.ui.welcome.arrival_dialog import ArrivalDialog
from crmdesk.ui.welcome.moving_dialog import MovingDialog
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.driver import Desk

PASSWORD = "only we know it"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def change_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the folders are those of another machine, where the program never ran."""

    def change() -> None:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(name, str(tmp_path / "new" / name.lower()))
        monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "new" / "appdata"))

    return change


def pack_up(desk: Desk, usb: Path) -> Path:
    """On the old computer: File, Move to another computer."""
    desk.start()
    with desk.db.write("setup") as session:
        save_office(session, OfficeSettings(name="云帆建材"))
    add_customer(desk.db, "张三丰")
    desk.menu("file.carry")
    dialog = desk.dialog("moving")
    assert isinstance(dialog, MovingDialog)
    dialog.write_to(usb)
    desk.until(lambda: "云帆建材" in dialog.told.text())
    dialog.accept()
    desk.leave()
    [carried] = usb.iterdir()
    assert carried.suffix == ".crmbackup"
    return carried


def names(program: Program) -> list[str]:
    assert program.assembly is not None
    with program.session.parts()[0].read() as session:
        return [choice.name for choice in find_choices(session, "")]


def begin(qapp: QApplication, clock: FakeClock, file: str) -> tuple[Program, FirstStart]:
    settings = Settings(language="en", theme="light")
    program = Program(qapp, settings, AllFeatures, clock=clock)
    start = FirstStart(program, qapp, file)
    start.begin()
    return program, start


def shown(kind: type[Any]) -> list[Any]:
    return [
        top for top in QApplication.topLevelWidgets() if isinstance(top, kind) and top.isVisible()
    ]


def end(qtbot: Any, program: Program) -> None:
    assert program.assembly is not None
    window, jobs = program.assembly.window, program.session.parts()[1]
    qtbot.waitUntil(lambda: jobs.running() == 0)
    window.close()
    window.deleteLater()
    program.deleteLater()


def test_that_a_double_click_on_the_file_goes_on_on_the_new_computer(
    qtbot: Any,
    qapp: QApplication,
    desk: Desk,
    usb: Path,
    clock: FakeClock,
    change_computer: Callable[[], None],
) -> None:
    carried = pack_up(desk, usb)
    change_computer()
    program, _start = begin(qapp, clock, str(carried))
    qtbot.waitUntil(lambda: bool(shown(ArrivalDialog)))
    shown(ArrivalDialog)[0].go_on.click()
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert names(program) == ["张三丰"]
    assert program.database_path == default_database()
    assert carried.exists()
    end(qtbot, program)


def test_that_the_password_comes_along(
    qtbot: Any,
    qapp: QApplication,
    desk: Desk,
    usb: Path,
    clock: FakeClock,
    change_computer: Callable[[], None],
) -> None:
    carried = pack_up(desk, usb)
    change_password(carried, None, PASSWORD)
    change_computer()
    program, start = begin(qapp, clock, "")
    assert start.page is not None
    start.page.findChild(QPushButton, "move_here").click()
    desk.qtbot.waitUntil(lambda: bool(start.page and start.page.findChild(object, "file_dialog")))
    chooser: Any = start.page.findChild(object, "file_dialog")
    chooser.fileSelected.emit(str(carried))
    chooser.close()
    qtbot.waitUntil(lambda: bool(shown(PasswordQuestion)))
    question = shown(PasswordQuestion)[0]
    qtbot.keyClicks(question.field, PASSWORD)
    qtbot.keyClick(question.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown(ArrivalDialog)))
    shown(ArrivalDialog)[0].go_on.click()
    qtbot.waitUntil(lambda: program.assembly is not None)
    assert names(program) == ["张三丰"]
    assert program.protected
    end(qtbot, program)


def test_that_what_is_on_the_new_computer_is_kept_beside(
    qtbot: Any, qapp: QApplication, desk: Desk, usb: Path, change_computer: Callable[[], None]
) -> None:
    carried = pack_up(desk, usb)
    change_computer()
    desk.database = default_database()
    desk.start()
    add_customer(desk.db, "李四")
    desk.receive(str(carried))
    arrival = desk.dialog("arrival")
    assert desk.sees("1 customer", arrival)
    assert isinstance(arrival, ArrivalDialog)
    arrival.reject()
    assert names(desk.program) == ["李四"]
    desk.receive(str(carried))
    arrival = desk.dialog("arrival")
    assert isinstance(arrival, ArrivalDialog)
    arrival.go_on.click()
    desk.until(lambda: desk.program.session.is_open and names(desk.program) == ["张三丰"])
    desk.settle()
    desk.leave()
    [kept] = data_folder().glob("*before-restore*.db")
    desk.database = kept
    desk.start()
    assert names(desk.program) == ["李四"]
