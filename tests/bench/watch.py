"""Sees our window painted with the rows of its first screen, then ready: all its jobs are done."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.stream_view import StreamView

SETTLED = 2500  # ms after the first paint, when what comes next stands ready

_runners: list[JobRunner] = []


def running_jobs() -> int:
    return sum(runner.running() for runner in _runners)


def main_window() -> QWidget | None:
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return next((widget for widget in shown if widget.objectName() == "main_window"), None)


class Watch(QObject):
    """Measures when rows were painted first; looks whenever a job has ended, and lets somebody
    work if asked to."""

    def __init__(self, said: dict[str, Any], measure: Callable[[], Any], *, work: bool) -> None:
        super().__init__()
        self._said, self._measure, self._work = said, measure, work

    def see_soon(self) -> None:
        """When all of the window is painted, of which rows were."""
        if not self._said:
            QTimer.singleShot(0, self, self._see)

    def look_soon(self) -> None:
        if "ready" not in self._said:
            QTimer.singleShot(0, self, self._look)

    def _see(self) -> None:
        if not self._said:
            self._said.update(self._measure())

    def _look(self) -> None:
        window = main_window()
        if "ready" in self._said or window is None or running_jobs():
            return
        window.repaint()
        self._see()
        self._said["ready"] = self._measure()["start"]
        QTimer.singleShot(SETTLED if self._work else 0, self, self._go_on)

    def _go_on(self) -> None:
        window = main_window()
        if self._work and window is not None:
            from tests.bench.clerk import Clerk

            self._said["blocks"] = dict(Clerk(window).steps())
            self._said["memory"] = self._measure()["memory"]
        QApplication.closeAllWindows()
        QApplication.quit()


def watch(said: dict[str, Any], measure: Callable[[], Any], *, work: bool) -> None:
    """Fill `said` once the window is ready; every runner of jobs made from now on is watched."""
    watching: list[Watch] = []
    made: Any = JobRunner.__init__
    paint: Any = StreamView.paintEvent
    begun: Any = JobRunner._start

    def noted(self: JobRunner, parent: QObject | None = None) -> None:
        made(self, parent)
        _runners.append(self)
        if not watching:
            watching.append(Watch(said, measure, work=work))

    def started(self: JobRunner, *arguments: Any) -> Job:
        job: Job = begun(self, *arguments)
        job.finished.connect(watching[0].look_soon)
        return job

    def painted(self: StreamView, event: Any) -> None:
        paint(self, event)
        if self.model().rowCount():
            watching[0].see_soon()

    StreamView.paintEvent = painted  # type: ignore[method-assign]
    JobRunner.__init__ = noted  # type: ignore[method-assign]
    JobRunner._start = started  # type: ignore[method-assign]
