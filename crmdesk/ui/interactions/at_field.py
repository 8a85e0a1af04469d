"""When something happened: a day and a time of day, each of which may be left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.date_field import DateField

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：点]([0-5]\d)?")


@dataclass(frozen=True, slots=True)
class Office:
    """Where and when we are: today, and the time zone days are counted in."""

    today: Callable[[], date]
    zone: tzinfo


class AtField(QWidget):
    """`at()` is None while both are empty; a day alone is noon, a time alone is today."""

    changed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.day = DateField(office.today, future=False)
        self.day.setObjectName("log_day")
        self.day.setAccessibleName(_("Day"))
        self.day.setPlaceholderText(_("Now"))
        self.clock = QLineEdit()
        self.clock.setObjectName("log_clock")
        self.clock.setAccessibleName(_("Time of day"))
        self.clock.setPlaceholderText("14:30")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day, 2)
        row.addWidget(self.clock, 1)
        self.setFocusProxy(self.day)
        self.day.textChanged.connect(lambda _text: self.changed.emit())
        self.clock.textChanged.connect(lambda _text: self.changed.emit())

    def at(self) -> datetime | None:
        day, clock = self.day.day(), _CLOCK.fullmatch(self.clock.text().strip())
        if day is None and clock is None:
            return None
        told = time(int(clock[1]), int(clock[2] or 0)) if clock else time(12)
        return datetime.combine(day or self._office.today(), told, self._office.zone)

    def set_at(self, at: datetime) -> None:
        """Show an instant, to the minute."""
        local = at.astimezone(self._office.zone)
        self.day.set_day(local.date())
        self.clock.setText(f"{local:%H:%M}")

    def problem(self) -> str:
        """The code of what cannot be understood, "" when all can."""
        if self.day.unclear():
            return "interaction.day.wrong"
        clock = self.clock.text().strip()
        return "follow_up.time.wrong" if clock and not _CLOCK.fullmatch(clock) else ""
