import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from crmdesk.ui.shell.single_instance import InstanceDoor
from crmdesk.ui.shell.start import Start, hand_over, instance_door


def test_that_a_second_start_hands_its_file_to_the_first(qtbot: Any, tmp_path: Path) -> None:
    name = instance_door(str(tmp_path))  # a door of this run: others may go on beside it
    parent = QObject()
    door = InstanceDoor(name, parent)
    taken: list[bool] = []
    second = threading.Thread(
        target=lambda: taken.append(hand_over(name, {"file": "/tmp/客户.xlsx"}))
    )
    with qtbot.waitSignal(door.received) as received:
        second.start()
    second.join(20)
    assert received.args == [{"file": "/tmp/客户.xlsx"}]
    qtbot.waitUntil(lambda: taken == [True])
    door.close()


def test_that_without_a_first_nothing_is_handed_over(qtbot: Any, tmp_path: Path) -> None:
    assert not hand_over(instance_door(str(tmp_path)), {"file": ""})


def test_that_each_database_has_a_door_of_its_own() -> None:
    assert instance_door("/a.db") != instance_door("/b.db")


def test_that_a_file_named_from_a_folder_is_found_from_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Start(file="book.xlsx").absolute_file() == str(tmp_path / "book.xlsx")
    assert Start(file="crmdesk://call?number=1").absolute_file() == "crmdesk://call?number=1"
    assert Start(file="file:///b%20c/%E5%AE%A2%E6%88%B7.xlsx").absolute_file() == "/b c/客户.xlsx"
    assert Start().absolute_file() == ""


def test_that_handing_over_loads_no_qt() -> None:
    code = "import sys, crmdesk.ui.shell.start; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
