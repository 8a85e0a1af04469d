"""The kinds of contact side by side; the one chosen says its name and which way it went."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.rules import DIRECTED, KINDS, kind_text, title_text
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon

_ICONS = {"email": "mail"}


class KindBar(QWidget):
    """Choosing the same kind once more turns its direction round."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._direction = KINDS[0], "out"
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for number, kind in enumerate(KINDS, start=1):
            self._buttons[kind] = self._button(kind, f"Ctrl+{number % 10}")
            row.addWidget(self._buttons[kind])
        row.addStretch(1)
        self.setFocusProxy(self._buttons[self._kind])
        self._show()

    def kind(self) -> str:
        return self._kind

    def direction(self) -> str:
        """out, in, or "" where there is none."""
        return self._direction if self._kind in DIRECTED else ""

    def set(self, kind: str, direction: str | None = None) -> None:
        """Show this kind (one of KINDS), and its direction if told; "" is one nobody knows."""
        if kind in self._buttons:
            self._kind = kind
        if direction is not None:
            self._direction = direction
        self._show()

    def choose(self, number: int) -> None:
        """The kind of that key, 1 to 9 and 0 for the tenth; twice turns the direction."""
        kind = KINDS[(number - 1) % 10]
        if kind == self._kind:
            self._direction = "in" if self._direction == "out" else "out"
        self._kind = kind
        self._show()
        self.changed.emit()

    def _button(self, kind: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"log_{kind}")
        button.setCheckable(True)
        button.setIcon(icon(_ICONS.get(kind, kind), "muted"))
        button.setIconSize(QSize(17, 17))
        button.setAccessibleName(kind_text(kind))
        tip = with_shortcut(kind_text(kind), shortcut)
        if kind in DIRECTED:
            tip = _("{kind}; once more turns incoming and outgoing").format(kind=tip)
        button.setToolTip(tip)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _on: self.choose(KINDS.index(kind) + 1))
        return button

    def _show(self) -> None:
        for kind, button in self._buttons.items():
            chosen = kind == self._kind
            button.setChecked(chosen)
            button.setText(title_text(kind, self.direction()) if chosen else "")
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            button.setToolButtonStyle(style if chosen else Qt.ToolButtonStyle.ToolButtonIconOnly)
            role = _ICONS.get(kind, kind)
            if kind == "call" and chosen and self._direction:
                role = f"call-{self._direction}"
            button.setIcon(icon(role, "blue" if chosen else "muted"))
