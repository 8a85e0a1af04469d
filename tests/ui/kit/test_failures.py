import gc
import sys
import threading
from collections.abc import Generator
from typing import Any

import pytest
from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.ui.kit.failures import Hooks, show_failure


@pytest.fixture
def parent(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_that_a_failure_is_said_in_words(parent: QWidget) -> None:
    show_failure(parent, CrmError("database.missing", path="/x.db"))
    box = parent.findChild(QMessageBox, "failure")
    assert box is not None
    assert box.text() == "There is no database at /x.db."
    box.close()


def test_that_our_bug_gets_an_incident_number_that_is_in_the_log(
    parent: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    show_failure(parent, ZeroDivisionError("secret"))
    box = parent.findChild(QMessageBox, "failure")
    assert box is not None
    number = caplog.records[-1].getMessage().split()[-1]
    assert number in box.informativeText()
    box.close()


def test_that_what_the_user_stopped_is_no_failure(parent: QWidget) -> None:
    show_failure(parent, Cancelled())
    assert parent.findChild(QMessageBox, "failure") is None


@pytest.fixture
def caught() -> Generator[list[BaseException], None, None]:
    """What the hooks bring to the GUI thread; the hooks of the tests are put back after."""
    before = sys.excepthook, threading.excepthook
    found: list[BaseException] = []
    owner = QObject()
    hooks = Hooks(found.append, owner)
    assert hooks.parent() is owner
    yield found
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def test_that_what_nobody_caught_comes_to_the_gui_thread(
    qtbot: Any, caught: list[BaseException]
) -> None:
    def fail() -> None:
        raise ValueError("on a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError("here"), None)
    qtbot.waitUntil(lambda: len(caught) == 2)
    assert {type(error) for error in caught} == {ValueError, KeyError}


def test_that_what_a_window_out_of_sight_asks_for_while_locked_is_no_failure(
    parent: QWidget,
) -> None:
    show_failure(parent, CrmError("database.locked"))
    assert parent.findChild(QMessageBox) is None


def test_that_a_box_without_a_window_stays_until_it_was_read(
    qtbot: Any, qapp: QApplication
) -> None:
    """A start that fails has no window to tell it over."""
    show_failure(None, CrmError("database.busy"))
    gc.collect()

    def shown() -> list[QWidget]:
        return [one for one in qapp.topLevelWidgets() if one.objectName() == "failure"]

    [box] = shown()
    assert box.isVisible()
    box.close()
    qtbot.waitUntil(lambda: not shown())
