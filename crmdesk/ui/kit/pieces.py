"""Work of the window's own thread done a piece a turn of the event loop, so that a key typed
meanwhile is answered between two pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from crmdesk.ui.kit.jobs import JobRunner

RESTING = 100  # ms between two looks whether the file is open again


class Pieces(QObject):
    """Calls `pieces` one by one after `begin`, `pause` ms apart; ends with its parent and the jobs.

    While the file is closed it waits: what is built reads. One that fails is called again when
    `begin` is; where somebody leaves and then stays after all, it goes on.
    """

    def __init__(
        self,
        jobs: JobRunner,
        pieces: Sequence[Callable[[], object]],
        parent: QObject,
        *,
        pause: int = 0,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._left, self._pause = jobs, list(pieces), pause
        self._begun = self._ended = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._call)
        jobs.stopping.connect(self._end)
        jobs.staying.connect(self._go_on)

    def begin(self) -> None:
        """The first one comes with the next turn, or after the pause; may be repeated."""
        self._begun = True
        if self._left and not self._ended and not self._timer.isActive():
            self._timer.start(self._pause)

    def _call(self) -> None:
        if self._jobs.resting():
            self._timer.start(RESTING)
            return
        if self._left:
            self._left[0]()
            self._left.pop(0)
        self.begin()

    def _end(self) -> None:
        self._ended = True
        self._timer.stop()

    def _go_on(self) -> None:
        self._ended = False
        if self._begun:
            self.begin()
