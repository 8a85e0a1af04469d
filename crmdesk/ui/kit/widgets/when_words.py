"""One line that begins with a day: "明天下午3点 寄样品". What was understood stands below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.calendar.when import When, read_when
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_day, say_day, weekday


class WhenWords(QWidget):
    """`when()` and `words()` are what the line means; `unclear()` when it begins with no day."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], hint: str = "") -> None:
        super().__init__()
        self._today = today
        self.line = QLineEdit()
        self.line.setObjectName("when_line")
        self.line.setPlaceholderText(hint or _("tomorrow 3pm send samples"))
        self._echo = label("", "hint", wrap=True)
        self._echo.setObjectName("when_echo")
        self._echo.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._echo)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_text)

    def text(self) -> str:
        """The line as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def when(self) -> When | None:
        return read_when(self.line.text(), self._today())[0]

    def words(self) -> str:
        """What follows the day; all of it when no day was understood."""
        return read_when(self.line.text(), self._today())[1]

    def unclear(self) -> bool:
        return bool(self.line.text().strip()) and self.when() is None

    def _on_text(self, text: str) -> None:
        when = self.when()
        if when is not None:
            self._echo.setText(say_appointment(when, self._today()))
        elif text.strip():
            self._echo.setText(_("Begin with a day, for example “tomorrow” or “in 3 days”."))
        self._echo.setVisible(bool(text.strip()))
        self.changed.emit()


def say_appointment(when: When, today: date) -> str:
    """Tomorrow · 22 Nov 2026 (Sun) 15:00."""
    told = _("{day} ({weekday}) {time}").format(
        day=full_day(when.day), weekday=weekday(when.day), time=when.time
    )
    near = (when.day - today).days in (-1, 0, 1)
    return f"{say_day(when.day, today)} · {told.strip()}" if near else told.strip()
