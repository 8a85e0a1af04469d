"""The steps at the left of a case's dialog: which is done, by whom, which is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from crmdesk.models.cases.stamps import Stamp
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT, SMALL
from crmdesk.ui.kit.when import say_when

DISC = 26


class StepButton(QAbstractButton):
    """A numbered disc, the step's title and who finished it when."""

    def __init__(self, step: int, title: str) -> None:
        super().__init__()
        self._step, self._below = step, ""
        self.done = False
        self.setObjectName(f"step_{step}")
        self.setCheckable(True)
        self.setText(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_state(self, below: str, *, done: bool) -> None:
        """The quiet line below the title, and whether the disc bears a tick."""
        self._below, self.done = below, done
        self.setAccessibleDescription(below)
        self.setToolTip(below)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(212, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(t.selection if self.isChecked() else t.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRoundedRect(area, 8, 8)
        disc = QRect(12, (self.height() - DISC) // 2, DISC, DISC)
        self._paint_disc(painter, disc)
        room = QRect(disc.right() + 12, 0, self.width() - disc.right() - 20, self.height())
        colour = t.text if self.isEnabled() else t.disabled
        if self._below:
            upper = QRect(room.left(), 6, room.width(), 20)
            draw_text(painter, upper, self.text(), colour, font(FONT, bold=True))
            lower = QRect(room.left(), 26, room.width(), 18)
            draw_text(painter, lower, self._below, t.muted, font(SMALL))
        else:
            draw_text(painter, room, self.text(), colour, font(FONT, bold=self.isChecked()))
        painter.end()

    def _paint_disc(self, painter: QPainter, disc: QRect) -> None:
        t = tokens()
        ground = t.green_soft if self.done else t.accent if self.isChecked() else t.neutral_soft
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc)
        if self.done:
            tick = icon_pixmap("check", 16, t.green, self.devicePixelRatio())
            painter.drawPixmap(disc.center().x() - 7, disc.center().y() - 7, tick)
            return
        ink = t.on_accent if self.isChecked() else t.neutral
        centre = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, disc, str(self._step), ink, font(SMALL, bold=True), centre)


class StepRail(QWidget):
    """`chosen(step)` when a step is asked for; later steps open once the earlier are done."""

    chosen = Signal(int)

    def __init__(
        self, titles: Mapping[int, str], now: Callable[[], datetime], zone: tzinfo
    ) -> None:
        super().__init__()
        self._now, self._zone = now, zone
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.buttons = {step: StepButton(step, title) for step, title in titles.items()}
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, step=step: self.chosen.emit(step))
            column.addWidget(button)

    def show_step(self, step: int) -> None:
        """Mark the step whose page is open."""
        for number, button in self.buttons.items():
            button.setChecked(number == step)

    def show_case(self, reached: int, stamps: Mapping[int, Stamp], *, closed: bool) -> None:
        """Show how far a case is (`reached`: the step to do next); a new one is at its first."""
        for number, button in self.buttons.items():
            done = number < reached or closed
            stamp = stamps.get(number)
            button.set_state(self._say(stamp) if stamp and done else "", done=done)
            button.setEnabled(number <= reached or done)

    def _say(self, stamp: Stamp) -> str:
        when = say_when(stamp.at, self._now(), self._zone)
        return _("{staff} · {when}").format(staff=stamp.staff, when=when)
