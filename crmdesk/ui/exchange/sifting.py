"""Looking through a hundred thousand rows between two frames: a few thousand at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

_AT_ONCE = 1500
_FIRST = 3000


class Sifter(QObject):
    """Calls `found(places)` with those that fit; a new question drops the one before."""

    def __init__(self, found: Callable[[list[int]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._found = found
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._places: Sequence[int] = ()
        self._at = 0
        self._fits: Callable[[int], bool] = lambda _place: True
        self._kept: list[int] = []

    def ask(self, places: Sequence[int], fits: Callable[[int], bool]) -> None:
        """Few places are looked through at once."""
        self.stop()
        self._places, self._fits, self._at, self._kept = places, fits, 0, []
        if len(places) <= _FIRST:
            self._found([place for place in places if fits(place)])
        else:
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _go_on(self) -> None:
        part = self._places[self._at : self._at + _AT_ONCE]
        self._kept += [place for place in part if self._fits(place)]
        self._at += len(part)
        if self._at >= len(self._places):
            self.stop()
            self._found(self._kept)
