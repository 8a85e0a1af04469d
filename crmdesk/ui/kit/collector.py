"""Garbage is collected on the GUI thread only, and what is free given back to the system.

Python collects cycles on whatever thread happens to allocate. Where Qt's objects are among them
they would be destroyed there, beside the GUI thread that may be painting them: a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from crmdesk.models.core import memory
from crmdesk.models.core.garbage import is_waited_for

EVERY = 2000  # ms
OLDEST = 2


class Collector(QObject):
    """Takes the collector's work over, by Python's own thresholds, as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, with the younger ones; some ms. Not while a
        large file is understood: to walk through it the window would stand still."""
        if is_waited_for():
            return
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(min(due[-1], OLDEST))
        memory.give_back()


def forget() -> None:
    """Collect what is frozen as well, once a whole window is gone.

    What was frozen while it stood (gc.freeze) is never looked at again: of every window that gave
    way to another, all that the screens, their models and their functions hold of each other
    would stay. Takes as long as the freezing spares each collection: some 100 ms.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
