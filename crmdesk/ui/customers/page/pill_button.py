"""A pill one can press: the stage, the owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.paint import draw_focus, draw_pill, pill_size
from crmdesk.ui.kit.theme import tokens

ARROW = 12


class PillButton(QPushButton):
    """A word in a tone with an arrow; pressing it opens the menu that `fill` fills."""

    def __init__(
        self, name: str, fill: Callable[[QMenu], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._fill, self._tone = name, fill, "neutral"
        self.setProperty("role", "bare")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def show_choice(self, text: str, tone: str = "neutral") -> None:
        """What is chosen now."""
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(_("{field}: {value}").format(field=self._name, value=text))
        self.setToolTip(self._name)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return pill_size(self.text()) + QSize(ARROW + 2, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = QRect(2, 0, self.width() - 4, self.height())
        ground = draw_pill(painter, inner, f"{self.text()}    ", self._tone, room=inner.width())
        ink = tokens().tone(self._tone)[0]
        arrow = icon_pixmap("chevron-down", ARROW, ink, self.devicePixelRatioF())
        painter.drawPixmap(ground.right() - ARROW - 6, ground.center().y() - ARROW // 2 + 1, arrow)
        if self.hasFocus():
            draw_focus(painter, self.rect(), 13)
        painter.end()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("choices")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def add_choices(
    menu: QMenu,
    choices: Iterable[tuple[object, str]],
    chosen: object,
    pick: Callable[[object], None],
) -> None:
    """Checkable entries, one of them chosen; picking that one again does nothing."""
    for value, text in choices:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        if value != chosen:
            action.triggered.connect(lambda _on=False, value=value: pick(value))
        menu.addAction(action)
