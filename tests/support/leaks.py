"""What a test of the window must not leave behind: open dialogs, jobs still running."""

import functools
import sys
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from crmdesk.ui.kit.jobs import JobRunner

PATIENCE = 20.0  # seconds a test's last reads may still take
_runners: "weakref.WeakSet[JobRunner]" = weakref.WeakSet()


def watch_job_runners() -> None:
    """Know every JobRunner made from now on. Loads Qt, so only tests of the window call it."""
    from crmdesk.ui.kit.jobs import JobRunner

    if hasattr(JobRunner.__init__, "__wrapped__"):
        return
    original = JobRunner.__init__

    @functools.wraps(original)
    def watched(self: "JobRunner", *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        _runners.add(self)

    JobRunner.__init__ = watched  # type: ignore[method-assign]


def left_behind(item: pytest.Item) -> list[str]:
    """What still stands open after the test, in words; widgets given to qtbot are its own.

    A dialog that goes when its job is done is none that was left open.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication, QDialog
    from shiboken6 import isValid

    if QApplication.instance() is None:
        return []
    given = [entry[0]() for entry in getattr(item, "qt_widgets", [])]
    dialogs = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog)]
    opened = [top for top in dialogs if top.isVisible() and top not in given]
    running = _still_running()
    found = []
    for dialog in opened:
        if isValid(dialog) and dialog.isVisible():
            found.append(f"open dialog: {type(dialog).__name__} “{dialog.windowTitle()}”")
            dialog.close()
    return found + [f"{count} running job(s)" for count in running]


def _still_running() -> list[int]:
    from PySide6.QtCore import QEventLoop, QTimer

    deadline = time.monotonic() + PATIENCE
    while counts := [count for runner in _runners if (count := _running(runner))]:
        if time.monotonic() > deadline:
            break
        loop = QEventLoop()  # QTest.qWait would sleep with the interpreter's lock held
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    return counts


def _running(runner: "JobRunner") -> int:
    from shiboken6 import isValid

    return runner.running() if isValid(runner) else 0
