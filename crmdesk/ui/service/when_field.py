"""A day, and perhaps an hour of it, side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmdesk.models.calendar.when_clock import read_time
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.date_field import DateField


class WhenField(QWidget):
    """`time()` is "HH:MM", "" without one, else the words as typed: the draft refuses those."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], caption: str) -> None:
        super().__init__()
        self.date = DateField(today)
        self.date.setAccessibleName(caption)
        self.hour = QLineEdit(placeholderText=_("Time, e.g. 14:30"))
        self.hour.setAccessibleName(_("{what}: time").format(what=caption))
        self.hour.setFixedWidth(150)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.date, 1)
        row.addWidget(self.hour)
        self.setFocusProxy(self.date)
        self.date.changed.connect(lambda _day: self.changed.emit())
        self.hour.textChanged.connect(lambda _text: self.changed.emit())
        self.hour.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        return self.date.day()

    def time(self) -> str:
        typed = self.hour.text().strip().lower().replace("：", ":")
        found, end = read_time(typed, 0)
        return found if found and end == len(typed) else typed

    def show_when(self, day: date | None, time: str) -> None:
        """Show what is stored."""
        self.date.set_day(day)
        self.hour.setText(time)

    def _tidy(self) -> None:
        if (time := self.time()) != self.hour.text():
            self.hour.setText(time)
