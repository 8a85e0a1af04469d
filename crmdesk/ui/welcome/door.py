"""One way to begin: a number, an icon, what it is and what happens behind it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout

from crmdesk.ui.kit.dropping import dropped_file
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import RADIUS

HEIGHT = 76
MARK = 44


class Door(QAbstractButton):
    """Clicked by mouse, Enter or its number; `dropped` where it `takes_files`."""

    dropped = Signal(object)  # Path

    def __init__(
        self, number: int, role: str, title: str, text: str, tone: str, *, takes_files: bool = False
    ) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(f"{number} {title}")
        self.setAccessibleDescription(text)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(takes_files)
        self._role, self._tone, self._over = role, tone, False
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(label(title, "heading"))
        words.addWidget(label(text, "muted", wrap=True))
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + MARK + 16, 6, 16, 6)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(label(str(number), "key"), 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(over=False)
        if (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        ink, ground = colours.tone(self._tone)
        reached = self.hasFocus() or self._over
        lit = self.underMouse() or self.isDown() or self._over
        painter.setBrush(QColor(colours.hover if lit else colours.surface))
        wide = 2.0 if reached else 1.0
        painter.setPen(QPen(QColor(colours.focus if reached else colours.border), wide))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        mark = QRect(16, (HEIGHT - MARK) // 2, MARK, MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(mark, 12, 12)
        drawn = icon_pixmap(self._role, 24, ink, self.devicePixelRatioF())
        painter.drawPixmap(mark.left() + 10, mark.top() + 10, drawn)
        painter.end()

    def _show_over(self, *, over: bool) -> None:
        self._over = over
        self.update()
