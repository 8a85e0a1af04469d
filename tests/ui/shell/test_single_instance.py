import threading
from typing import Any

from PySide6.QtCore import QObject

from crmdesk.ui.shell.single_instance import InstanceDoor, hand_over, instance_name


def test_that_a_second_start_hands_its_file_to_the_first(qtbot: Any) -> None:
    name = instance_name("test of two starts")
    parent = QObject()
    door = InstanceDoor(name, parent)
    taken: list[bool] = []
    second = threading.Thread(
        target=lambda: taken.append(hand_over(name, {"file": "/tmp/客户.xlsx"}))
    )
    with qtbot.waitSignal(door.received) as received:
        second.start()
    second.join(5)
    assert received.args == [{"file": "/tmp/客户.xlsx"}]
    qtbot.waitUntil(lambda: taken == [True])
    door.close()


def test_that_without_a_first_nothing_is_handed_over(qtbot: Any) -> None:
    assert not hand_over(instance_name("nobody is there"), {"file": ""})


def test_that_each_database_has_a_door_of_its_own() -> None:
    assert instance_name("/a.db") != instance_name("/b.db")
