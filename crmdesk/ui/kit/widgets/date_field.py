"""A day, typed as people type it or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from crmdesk.models.core.i18n import _, language, pgettext
from crmdesk.ui.kit.dates import YEARS, parse_day
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import set_state
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.when import full_day, next_weekday, weekday
from crmdesk.ui.kit.widgets.buttons import PlainButton


class DateField(QLineEdit):
    """`changed(day)` carries a date or None; `unclear()` says that what stands here is no day.

    Down or Alt+Down opens the calendar; Up and Page keys are left to the form.
    """

    changed = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        day: date | None = None,
        *,
        future: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._future = today, future
        self._day: date | None = None
        self.setPlaceholderText(_("e.g. tomorrow, Friday, 3-12"))
        self._open = QAction(icon("calendar", "muted"), _("Calendar"), self)
        self._open.triggered.connect(lambda: self.open_calendar())
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._tidy)
        self.set_day(day)

    def day(self) -> date | None:
        """The day that stands here."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day without emitting."""
        self._day = day
        self.setText("" if day is None else f"{day:%Y-%m-%d} {weekday(day)}")
        set_state(self, "bad", "false")

    def unclear(self) -> bool:
        """Whether something stands here that is no day."""
        return self._day is None and bool(self.text().strip())

    def open_calendar(self) -> None:
        """The calendar with the quick picks below it."""
        menu = QMenu(self)
        menu.setObjectName("calendar")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._calendar(menu))
        menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(190, 34))

    def _calendar(self, menu: QMenu) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(8, 8, 8, 8)
        picker = _dressed_calendar()
        start = self._day or self._today()
        picker.setSelectedDate(QDate(start.year, start.month, start.day))
        picker.clicked.connect(lambda chosen: self._choose(menu, chosen.toPython()))
        picker.activated.connect(lambda chosen: self._choose(menu, chosen.toPython()))
        layout.addWidget(picker)
        row = QHBoxLayout()
        for text, day in self._quick():
            button = PlainButton(text, "", "ghost")
            button.clicked.connect(lambda _down=False, day=day: self._choose(menu, day))
            row.addWidget(button)
        layout.addLayout(row)
        return box

    def _quick(self) -> list[tuple[str, date | None]]:
        today = self._today()
        if not self._future:
            return [(_("Today"), today), (_("Yesterday"), today - timedelta(days=1))]
        return [
            (_("Today"), today),
            (_("Tomorrow"), today + timedelta(days=1)),
            (_("Next Monday"), next_weekday(today, 0)),
            (pgettext("date", "None"), None),
        ]

    def _choose(self, menu: QMenu, day: date | None) -> None:
        menu.close()
        self.set_day(day)
        self.changed.emit(day)

    def _on_edited(self, text: str) -> None:
        self._day = parse_day(text, self._today(), future=self._future)
        set_state(self, "bad", "true" if self.unclear() else "false")
        self.setToolTip(full_day(self._day) if self._day else "")
        self.changed.emit(self._day)

    def _tidy(self) -> None:
        if not self.unclear():
            self.set_day(self._day)


def _dressed_calendar() -> QCalendarWidget:
    """Qt's calendar in our colours: its own red and black ignore style sheets."""
    picker = QCalendarWidget()
    picker.setLocale(QLocale(language()))
    picker.setDateRange(QDate(YEARS[0], 1, 1), QDate(YEARS[-1], 12, 31))
    picker.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    picker.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    weekend, names = QTextCharFormat(), QTextCharFormat()
    weekend.setForeground(QColor(tokens().amber))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        picker.setWeekdayTextFormat(day, weekend)
    names.setForeground(QColor(tokens().muted))
    names.setBackground(QColor(tokens().raised))
    picker.setHeaderTextFormat(names)
    for button, role in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        found = picker.findChild(QToolButton, f"qt_calendar_{button}")
        if isinstance(found, QToolButton):
            found.setIcon(icon(role))
    picker.setMinimumWidth(320)
    return picker
