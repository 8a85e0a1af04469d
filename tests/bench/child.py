"""Runs in a process of its own: the bare yardstick window, or ours with somebody at work in it.

    python -m tests.bench.child bare | start DATABASE | work DATABASE

Prints one line of JSON: seconds from the parent's BENCH_START to the first full paint, memory in
MB, and of `work` the longest stretch in ms for which the event loop did not turn, by step.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

if sys.argv[1:2] != ["bare"]:
    gc.disable()
    import crmdesk.models.open  # noqa: F401 - before Qt, as the program does

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMainWindow, QWidget

START = float(os.environ.get("BENCH_START", time.time()))
KEY_PAUSE = 90  # ms between two keys of a quick typist
QUIET = 400  # ms without a running job after which a step has ended


def memory() -> float:
    """MB this process holds, as far as the system says."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def bare() -> dict[str, Any]:
    """An empty main window, painted."""
    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    said: dict[str, Any] = {}

    def painted() -> None:
        window.repaint()
        said.update(start=time.time() - START, cpu=time.process_time(), memory=memory())
        application.quit()

    QTimer.singleShot(0, painted)
    application.exec()
    return said


class Watch(QObject):
    """Sees the window become ready, then lets somebody work in it."""

    def __init__(self, *, work: bool) -> None:
        super().__init__()
        self.said: dict[str, Any] = {}
        self._work, self._ready = work, 0
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        """Ready is a shown window whose first screen has all its answers, seen twice running."""
        window = main_window()
        self._ready = self._ready + 1 if window and not running_jobs() else 0
        if window is None or self._ready < 2:
            return
        self._timer.stop()
        window.repaint()
        self.said.update(start=time.time() - START, cpu=time.process_time(), memory=memory())
        QTimer.singleShot(2500 if self._work else 0, self._go_on)

    def _go_on(self) -> None:
        window = main_window()
        if self._work and window is not None:
            self.said["blocks"] = dict(Work(window).steps())
            self.said["memory"] = memory()
        QApplication.closeAllWindows()
        QApplication.quit()


class Work:
    """What a clerk does, and how long the event loop stood still meanwhile."""

    def __init__(self, window: QWidget) -> None:
        self._window: Any = window

    def steps(self) -> Iterator[tuple[str, tuple[float, float]]]:
        window = self._window
        for at, screen in enumerate(
            ("customers", "follow_ups", "complaints", "today", "customers")
        ):
            yield f"{at}. show {screen}", longest(lambda name=screen: window.show_screen(name))  # type: ignore[misc]
        table = window.findChild(QAbstractItemView, "customers_table") or self._table()
        search = window.findChild(QLineEdit, "customer_search")
        yield "type a search", longest(lambda: self._type(search, "zhangwei"))
        yield "clear it", longest(search.clear)
        yield "type last digits", longest(lambda: self._type(search, "8000"))
        yield "clear again", longest(search.clear)
        yield "scroll to the end", longest(lambda: self._scroll(table))
        yield "walk down the list", longest(lambda: self._walk(table))
        yield "sort", longest(lambda: table.sortByColumn(1, Qt.SortOrder.DescendingOrder))
        yield "select all", longest(table.selectAll)
        yield "deselect", longest(table.clearSelection)
        yield "open the busiest", longest(lambda: self._open(1))

    def _table(self) -> Any:
        tables = self._window.findChildren(QAbstractItemView)
        return max(tables, key=lambda view: view.model().rowCount() if view.model() else 0)

    def _type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        for key in text:
            QTest.keyClick(field, key)
            QTest.qWait(KEY_PAUSE)

    def _scroll(self, table: Any) -> None:
        bar = table.verticalScrollBar()
        for tenth in range(11):
            bar.setValue(bar.maximum() * tenth // 10)
            QTest.qWait(40)

    def _walk(self, table: Any) -> None:
        table.scrollToTop()
        table.setFocus()
        for _ in range(12):
            QTest.keyClick(table, Qt.Key.Key_Down)
            QTest.qWait(KEY_PAUSE)

    def _open(self, customer_id: int) -> None:
        from crmdesk.app import Program

        program = next(
            child for child in QApplication.instance().children() if isinstance(child, Program)
        )  # type: ignore[union-attr]
        if program.assembly is not None:
            program.assembly.navigator.open_customer(customer_id)


def longest(step: Callable[[], object]) -> tuple[float, float]:
    """The longest pause between two turns of the event loop until all is quiet again, in ms: by
    the clock, and of processor time (what is left of it on a machine that others use too)."""
    turns = [(time.perf_counter(), time.thread_time())]
    timer = QTimer(interval=0)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: turns.append((time.perf_counter(), time.thread_time())))
    timer.start()
    QTimer.singleShot(0, step)
    quiet = QElapsedTimer()
    quiet.start()
    while quiet.elapsed() < QUIET:
        QTest.qWait(20)
        if running_jobs():
            quiet.restart()
    timer.stop()
    pauses = [(b - a, y - x) for (a, x), (b, y) in pairwise(turns)]
    return max(wall for wall, _ in pauses) * 1000, max(cpu for _, cpu in pauses) * 1000


def main_window() -> QWidget | None:
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return next((widget for widget in shown if widget.objectName() == "main_window"), None)


def running_jobs() -> int:
    return sum(runner.running() for runner in _runners)


_runners: list[Any] = []


def ours(database: str, *, work: bool) -> dict[str, Any]:
    """The program as a user starts it, watched from within."""
    from crmdesk.ui.kit import jobs

    made = jobs.JobRunner.__init__

    def noted(self: Any, parent: QObject | None = None) -> None:
        made(self, parent)
        _runners.append(self)

    jobs.JobRunner.__init__ = noted  # type: ignore[method-assign]
    watch: list[Watch] = []
    run = QApplication.exec

    def watched(*_arguments: object) -> int:
        watch.append(Watch(work=work))
        return run()

    QApplication.exec = watched  # type: ignore[method-assign,assignment]
    sys.argv[1:] = ["--db", database]
    from crmdesk.__main__ import main

    main()
    gc.enable()
    return watch[0].said


if __name__ == "__main__":
    mode = sys.argv[1]
    result = bare() if mode == "bare" else ours(sys.argv[2], work=mode == "work")
    print(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)  # nothing of the rest is measured
