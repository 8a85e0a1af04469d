"""The owner's five numbers on top of Today, each a click from the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.daybook.numbers import NUMBERS, Day, Number, load_numbers
from crmdesk.ui.daybook.number_tile import NumberTile
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest

SHOWN = "today/numbers"
"""Whether they were shown last time: the page keeps room for them (shell/daybook.py)."""
AFTER = 400  # ms: the rows of the page come first
_TABLES = ("order", "payment", "complaint", "promise", "interaction", "customer", "customer_sales")

OpenBehind = Callable[[str, Day], object]
"""Shows the list behind a number."""


class NumbersStrip(QFrame):
    """Not there until the numbers are known, and not there while all of them are nothing."""

    settled = Signal()  # it is known whether they are there

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        zone: tzinfo,
        open_behind: OpenBehind,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("numbers_strip")
        self.setProperty("role", "card")
        self.setAccessibleName(_("Five numbers of the office"))
        self._db, self._zone, self._wanted = db, zone, True
        self._known: Mapping[str, Number] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(0)
        self.tiles = {name: NumberTile(name) for name in NUMBERS}
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, name=name: open_behind(name, self.day()))
            row.addWidget(tile, 1)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_numbers)
        self._answers.failed.connect(lambda _error: self.settled.emit())
        self._timer = QTimer(self, interval=AFTER, singleShot=True)
        self._timer.timeout.connect(self._ask)
        hub.changed.connect(self._on_changed)
        self.hide()

    def day(self) -> Day:
        """Today, as the office lives it."""
        return Day(local_day(self._db.now(), self._zone), self._zone)

    def show_for(self, *, everybody: bool) -> None:
        """They are the whole office's: where one person's day is looked at they are away."""
        self._wanted = everybody
        self._show()
        if everybody:
            self.refresh()

    def refresh(self) -> None:
        """Count again, once the page has its rows."""
        if self._wanted:
            self._timer.start()

    def _ask(self) -> None:
        day = self.day()

        def ask(_job: Job) -> dict[str, Number]:
            with self._db.read() as session:
                return load_numbers(session, day)

        self._answers.ask(ask)

    def _on_numbers(self, numbers: Mapping[str, Number]) -> None:
        self._known = numbers
        for name, tile in self.tiles.items():
            tile.show_number(numbers[name])
        self._show()
        QSettings().setValue(SHOWN, not self.isHidden())
        self.settled.emit()

    def _show(self) -> None:
        self.setVisible(self._wanted and any(one.count for one in self._known.values()))

    def _on_changed(self, changes: Changes) -> None:
        if any(touches(changes, table) for table in _TABLES):
            self.refresh()
