"""What a clerk does in our window, and how long the event loop stood still meanwhile."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from tests.bench.watch import running_jobs

KEY_PAUSE = 90  # ms between two keys of a quick typist
QUIET = 400  # ms without a running job after which a step has ended


class Clerk:
    """Works in the main window, step by step."""

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
    turns = _Turns()
    timer = QTimer(interval=0)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(turns.turn)
    timer.start()
    QTimer.singleShot(0, step)
    quiet = QElapsedTimer()
    quiet.start()
    while quiet.elapsed() < QUIET:
        QTest.qWait(20)
        if running_jobs():
            quiet.restart()
    timer.stop()
    return turns.wall * 1000, turns.cpu * 1000


class _Turns:
    """The longest pause between two turns so far, in seconds; a list of all would fill 200 MB."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self._wall, self._cpu = time.perf_counter(), time.thread_time()

    def turn(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        self.wall, self.cpu = max(self.wall, wall - self._wall), max(self.cpu, cpu - self._cpu)
        self._wall, self._cpu = wall, cpu
