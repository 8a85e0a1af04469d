"""The dark rail at the left: one button a screen, by mouse, arrows or Alt and a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import RADIUS, SMALL
from crmdesk.ui.shell.screen import Screen

WIDTH = 84
BUTTON = QSize(68, 58)


class Rail(QFrame):
    """Emits `chosen(name)`; `show_current` marks without emitting."""

    chosen = Signal(str)

    def __init__(self, screens: Sequence[Screen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("Screens"))
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(6)
        for screen in screens:
            if not screen.at_bottom:
                layout.addWidget(self._add(screen, screens.index(screen) + 1))
        layout.addStretch()
        for screen in screens:
            if screen.at_bottom:
                layout.addWidget(self._add(screen, screens.index(screen) + 1))

    def show_current(self, name: str) -> None:
        """Mark the screen that is in front, if it stands here; Tab leads to its button."""
        self._group.setExclusive(name in self._buttons)  # else the last one could not be unmarked
        for known, button in self._buttons.items():
            button.setChecked(known == name)
            policy = Qt.FocusPolicy.StrongFocus if known == name else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().rail))
        painter.end()

    def _add(self, screen: Screen, number: int) -> RailButton:
        button = RailButton(screen)
        key = f"Alt+{number % 10}" if number <= 10 else ""
        button.setToolTip(with_shortcut(screen.title, key))
        button.clicked.connect(lambda: self.chosen.emit(screen.name))
        self._group.addButton(button)
        self._buttons[screen.name] = button
        return button


class RailButton(QAbstractButton):
    """Icon over label, white on the accent when its screen is in front."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.setObjectName(f"rail_{screen.name}")
        self._icon = screen.icon
        self.setText(screen.title)
        self.setAccessibleName(screen.title)
        self.setCheckable(True)
        self.setFixedSize(BUTTON)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the rail moves the focus
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = tokens(), self.rect()
        ground, ink = None, colours.rail_text
        if self.isChecked():
            ground, ink = colours.accent, colours.on_accent
        elif self.underMouse():
            ground, ink = colours.rail_hover, "#FFFFFF"
        painter.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        drawn = icon_pixmap(self._icon, 22, ink, self.devicePixelRatioF())
        painter.drawPixmap((rect.width() - 22) // 2, 9, drawn)
        painter.setPen(QColor(ink))
        painter.setFont(font(SMALL, bold=self.isChecked()))
        if painter.fontMetrics().horizontalAdvance(self.text()) > rect.width():
            painter.setFont(font(SMALL - 1))  # a long English word, rather small than cut
        words = QRect(0, 33, rect.width(), 20)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("#FFFFFF"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)
        painter.end()
