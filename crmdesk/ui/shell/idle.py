"""Notices that nobody touched the program for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.clock import Clock

LOOK = 5000  # ms
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class Idle(QObject):
    """`passed` when the minutes have; `minutes()` 0 means never, `busy()` that it has to wait.

    Only the first touch after each look is noticed: a filter of all events would slow every key.
    The time is the clock's, so that of a computer asleep counts as well.
    """

    passed = Signal()

    def __init__(
        self,
        clock: Clock,
        minutes: Callable[[], int],
        busy: Callable[[], bool],
        parent: QObject,
        *,
        period: int = LOOK,
    ) -> None:
        super().__init__(parent)
        self._clock, self._minutes, self._busy = clock, minutes, busy
        self._touched = clock()
        self._timer = QTimer(self, interval=period)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Count from now on."""
        self._touched = self._clock()
        self._timer.start()
        self._watch(on=True)

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._watch(on=False)

    def look(self) -> None:
        """See whether the time has passed; look for the next touch."""
        if self._clock() < self._touched:  # the clock was set back
            self._touched = self._clock()
        if self._is_over() and not self._busy():
            self.passed.emit()
        else:
            self._watch(on=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._watch(on=False)
            if self._is_over() and not self._busy():  # woke up by this very touch
                self.passed.emit()
                return True
            self._touched = self._clock()
        return super().eventFilter(watched, event)

    def _is_over(self) -> bool:
        minutes = self._minutes()
        return minutes > 0 and (self._clock() - self._touched).total_seconds() >= 60 * minutes

    def _watch(self, *, on: bool) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)
