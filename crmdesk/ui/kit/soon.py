"""Many reasons to read again that come at once are one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

WAIT = 40  # ms: nobody sees it, and a burst of commits falls into one


class Soon(QObject):
    """Runs `run` once, a moment after the first `ask()`."""

    def __init__(self, run: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=WAIT, singleShot=True)
        self._timer.timeout.connect(run)

    def ask(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
