"""A bar that shows how much of something is used, with its words: budgets, visits, time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crmdesk.ui.kit.cells import PAD
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.paint import draw_text, font
from crmdesk.ui.kit.theme import on_change, tokens
from crmdesk.ui.kit.tokens import SMALL

HEIGHT = 6


@dataclass(frozen=True, slots=True)
class Level:
    """`part` of 1, more where there is too much; `mark` is how far it should be by now."""

    text: str
    part: float
    tone: str = "blue"
    mark: float | None = None


def draw_meter(painter: QPainter, rect: QRect, level: Level) -> None:
    """The bar alone, as wide as `rect`."""
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.skeleton))
    painter.drawRoundedRect(rect, HEIGHT / 2, HEIGHT / 2)
    width = rect.width() * min(max(level.part, 0.0), 1.0)
    if width > 0:
        painter.setBrush(QColor(colours.tone(level.tone)[0]))
        filled = QRectF(rect.left(), rect.top(), max(width, HEIGHT), rect.height())
        painter.drawRoundedRect(filled, HEIGHT / 2, HEIGHT / 2)
    if level.mark is not None and 0 < level.mark < 1:
        painter.setBrush(QColor(colours.text))
        at = rect.left() + rect.width() * level.mark
        painter.drawRect(QRectF(at - 1, rect.top() - 2, 2, rect.height() + 4))
    painter.restore()


@dataclass(frozen=True, slots=True)
class MeterCell:
    """Words over their bar; the words alone where there is nothing to measure by."""

    level: Callable[[Any], Level | None]

    def paint(self, painter: QPainter, rect: QRect, row: Any) -> bool:
        level = self.level(row)
        if level is None:
            return False
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        colour = tokens().tone("red")[0] if level.tone == "red" else tokens().text
        upper = QRect(inner.left(), rect.center().y() - 15, inner.width(), 18)
        cut = draw_text(painter, upper, level.text, colour, font(SMALL))
        lower = QRect(inner.left(), rect.center().y() + 6, inner.width(), HEIGHT)
        draw_meter(painter, lower, level)
        return cut


class Meter(QWidget):
    """The same as a widget: a caption, the words, the bar."""

    def __init__(self, caption: str = "") -> None:
        super().__init__()
        self.caption = label(caption, "muted")
        self.words = label("")
        self._bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.caption, self.words, self._bar):
            column.addWidget(part)
        self.caption.setVisible(bool(caption))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: Level | None) -> None:
        """Show this; hide where there is nothing to show."""
        self.setVisible(level is not None)
        if level is not None:
            self.words.setText(level.text)
            self.setAccessibleName(f"{self.caption.text()} {level.text}".strip())
            self._bar.show_level(level)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._level = Level("", 0.0)
        self.setFixedHeight(HEIGHT + 4)
        on_change(self, "update")

    def show_level(self, level: Level) -> None:
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_meter(painter, QRect(0, 2, self.width(), HEIGHT), self._level)
        painter.end()
