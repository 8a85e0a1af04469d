"""Buttons by what they mean."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon


class PrimaryButton(QPushButton):
    """The one thing to do here; at most one to a page."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "primary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if role:
            self.setIcon(icon(role, "on_accent"))
            self.setIconSize(QSize(16, 16))


class PlainButton(QPushButton):
    """A button with a border; `kind`: '' ghost link danger."""

    def __init__(
        self, text: str, role: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)  # else Enter in a dialog's field would press it
        if kind:
            self.setProperty("role", kind)
        if role:
            token = {"link": "link", "danger": "red"}.get(kind, "text")
            self.setIcon(icon(role, token))
            self.setIconSize(QSize(16, 16))


class GhostButton(PlainButton):
    """A quiet button without a border."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, "ghost", parent)


class IconButton(QToolButton):
    """An icon alone: its tool tip (with the key, if any) is also its accessible name."""

    def __init__(
        self,
        role: str,
        tip: str,
        shortcut: str = "",
        *,
        size: int = 18,
        token: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIcon(icon(role, token))
        self.setIconSize(QSize(size, size))
        self.setToolTip(with_shortcut(tip, shortcut))
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
