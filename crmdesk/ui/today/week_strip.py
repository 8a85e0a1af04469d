"""The week ahead: seven days with how much is due on each; a click or an arrow turns to a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from crmdesk.models.care.rules import festival_text
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.today.rows import WeekDay
from crmdesk.ui.kit.paint import draw_focus, draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import full_day, short_day, weekday

HEIGHT = 52
_CENTER = Qt.AlignmentFlag.AlignCenter


class DayButton(QAbstractButton):
    """One day: its weekday and date above, below how many things are due and what is kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.day, self._head, self._count, self._feast = date.min, "", "", ""

    def show_day(self, told: WeekDay, today: date) -> None:
        self.day = told.day
        self._head = pgettext("week", "Today") if told.day == today else weekday(told.day)
        count = ngettext("{n} due", "{n} due", told.count).format(n=f"{told.count:,}")
        self._count = count if told.count else ""
        self._feast = pgettext("list", ", ").join(
            festival_text(code, name) for code, name in told.festivals
        )
        words = [full_day(told.day), self._feast, count]
        self.setAccessibleName(", ".join(filter(None, words)))
        self.setToolTip("\n".join(filter(None, words)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the strip walks on, to a button it checks
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().selection if self.isChecked() else tokens().hover))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        self._paint_head(painter, QRect(rect.left(), rect.top() + 5, rect.width(), 20))
        self._paint_below(painter, QRect(rect.left(), rect.top() + 26, rect.width(), 18))
        if self.hasFocus():
            draw_focus(painter, rect, 8)
        painter.end()

    def _paint_head(self, painter: QPainter, line: QRect) -> None:
        bold, small = font(FONT, bold=True), font(SMALL)
        day = short_day(self.day)
        wide = QFontMetrics(bold).horizontalAdvance(self._head)
        whole = wide + 6 + QFontMetrics(small).horizontalAdvance(day)
        left = max(line.left() + 4, line.center().x() - whole // 2)
        ink = tokens().link if self.isChecked() else tokens().text
        draw_text(painter, QRect(left, line.top(), wide + 2, line.height()), self._head, ink, bold)
        rest = QRect(left + wide + 6, line.top() + 1, line.right() - left - wide - 6, line.height())
        draw_text(painter, rest, day, tokens().muted, small)

    def _paint_below(self, painter: QPainter, line: QRect) -> None:
        """The number and the feast side by side in the middle; a stroke where there is nothing."""
        small = font(SMALL)
        metrics = QFontMetrics(small)
        wide = metrics.horizontalAdvance(self._count) if self._count else 0
        feast = metrics.elidedText(
            self._feast, Qt.TextElideMode.ElideRight, line.width() - wide - 20
        )
        gap = 8 if wide and feast else 0
        whole = wide + gap + metrics.horizontalAdvance(feast)
        if not whole:
            draw_text(painter, line, "–", tokens().muted, small, _CENTER)
            return
        left = line.center().x() - whole // 2
        if self._count:
            at = QRect(left, line.top(), wide + 4, line.height())
            draw_text(painter, at, self._count, tokens().text, small)
        if feast:
            at = QRect(left + wide + gap, line.top(), line.right() - left, line.height())
            draw_text(painter, at, feast, tokens().green, small)


class WeekStrip(QWidget):
    """`chosen` carries the day turned to; Tab stops once here, arrows move."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week_strip")
        self.setAccessibleName(_("The week ahead"))
        self._today, self._buttons = today, list[DayButton]()
        self._day: date | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 4)
        self._row.setSpacing(4)
        self.setFixedHeight(HEIGHT + 4)

    def day(self) -> date:
        """The day shown."""
        return self._day or self._today()

    def show_week(self, week: Sequence[WeekDay]) -> None:
        """The days as they are now; the one turned to stays."""
        while len(self._buttons) < len(week):
            self._add()
        for button, told in zip(self._buttons, week, strict=False):
            button.show_day(told, self._today())
        self._mark()

    def turn_to(self, day: date) -> None:
        """Show this day, if it stands here."""
        days = [button.day for button in self._buttons]
        if day in days and day != self.day():
            self._day = None if day == self._today() else day
            self._mark()
            self.chosen.emit(self.day())

    def step(self, days: int) -> None:
        """The next day, or the one before."""
        order = [button.day for button in self._buttons]
        if self.day() in order:
            at = order.index(self.day()) + days
            if 0 <= at < len(order):
                self.turn_to(order[at])

    def back_to_today(self) -> None:
        """Without a word: a new day began."""
        self._day = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if (step := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        self.step(step)
        checked = next((one for one in self._buttons if one.isChecked()), None)
        if checked is not None:
            checked.setFocus()

    def _add(self) -> None:
        button = DayButton(self)
        button.setObjectName(f"day_{len(self._buttons)}")
        button.clicked.connect(lambda: self._on_clicked(button))
        self._buttons.append(button)
        self._row.addWidget(button)

    def _on_clicked(self, button: DayButton) -> None:
        self.turn_to(button.day)
        self._mark()  # a second click does not take the choice back

    def _mark(self) -> None:
        for button in self._buttons:
            button.setChecked(button.day == self.day())
            tab = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)
