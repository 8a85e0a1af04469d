"""Decisions about thousands of rows, worked out beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.ui.exchange.importer import Importer
from crmdesk.ui.exchange.plan_page import PlanPage


class Deciding(QObject):
    """Answers what the page asks to be decided; `started()`: it takes a moment."""

    started = Signal()

    def __init__(self, importer: Importer, page: PlanPage) -> None:
        super().__init__(page)
        self._importer, self._page = importer, page
        self._asked: tuple[Callable[[], Picks], Picks] | None = None
        page.deciding.connect(self._ask)

    def drop(self) -> None:
        """Forget what was asked."""
        self._asked = None

    def _ask(self, make: Callable[[], Picks]) -> None:
        self.started.emit()
        self._asked = make, self._page.picks()
        job = self._importer.beside(make)
        job.succeeded.connect(self._on_picks)
        job.failed.connect(self._importer.failed)

    def _on_picks(self, picks: Picks) -> None:
        """One made meanwhile is not lost: then all of them are worked out anew."""
        if self._asked is None:
            return
        make, before = self._asked
        self.drop()
        if self._page.picks() is before:
            self._page.decide(picks)
        else:
            self._ask(make)
