"""The kinds of contact side by side; the one chosen says its name and which way it went."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.rules import DIRECTED, KINDS, kind_text, title_text
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.one_line import fitting

_ICONS = {"email": "mail"}
LEAST = 4  # kinds that are never folded away


class KindBar(QWidget):
    """Choosing the same kind once more turns its direction round.

    Where it is narrow the last kinds stand in a menu; their keys are the same.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._direction = KINDS[0], "out"
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for kind in KINDS:
            self._buttons[kind] = self._button(kind)
            row.addWidget(self._buttons[kind])
        self._others = IconButton("more", _("Other kinds"))
        self._others.setObjectName("log_others")
        self._others.clicked.connect(lambda: self._open_others())
        row.addWidget(self._others)
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

    def minimumSizeHint(self) -> QSize:
        least = sum(self._buttons[kind].sizeHint().width() for kind in KINDS[:LEAST])
        return QSize(least + self._others.sizeHint().width() + 8, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _button(self, kind: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"log_{kind}")
        button.setCheckable(True)
        button.setIconSize(QSize(17, 17))
        button.setAccessibleName(kind_text(kind))
        tip = with_shortcut(kind_text(kind), _shortcut(kind))
        if kind in DIRECTED:
            tip = _("{kind}; once more turns incoming and outgoing").format(kind=tip)
        button.setToolTip(tip)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _on: self.choose(KINDS.index(kind) + 1))
        return button

    def _show(self) -> None:
        styles = Qt.ToolButtonStyle
        for kind, button in self._buttons.items():
            chosen = kind == self._kind
            button.setChecked(chosen)
            button.setText(title_text(kind, self.direction()) if chosen else "")
            button.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if chosen else styles.ToolButtonIconOnly
            )
            button.setIcon(icon(self._icon(kind), "blue" if chosen else "muted"))
        self._fold()

    def _icon(self, kind: str) -> str:
        if kind == "call" and kind == self._kind and self._direction:
            return f"call-{self._direction}"
        return _ICONS.get(kind, kind)

    def _fold(self) -> None:
        """Show as many kinds as there is room for, the one chosen always."""
        widths = {kind: button.sizeHint().width() + 1 for kind, button in self._buttons.items()}
        others = self._others.sizeHint().width() + 1
        shown = fitting(self.width(), widths, {self._kind}, others)
        for kind, button in self._buttons.items():
            button.setVisible(kind in shown)
        self._others.setVisible(len(shown) < len(widths))

    def _open_others(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, kind in enumerate(KINDS, start=1):
            if self._buttons[kind].isHidden():
                text = f"{kind_text(kind)}\t{_shortcut(kind)}"
                action = menu.addAction(icon(_ICONS.get(kind, kind)), text)
                action.triggered.connect(lambda _on=False, number=number: self.choose(number))
        menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))


def _shortcut(kind: str) -> str:
    return f"Ctrl+{(KINDS.index(kind) + 1) % 10}"
