"""The frame of every screen: title, a quiet word beside it, tools at the right, the body below."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crmdesk.ui.kit.labels import label

MARGIN = 16
HEAD = 44  # as high as the highest, so titles stay where they are from screen to screen


class Page(QWidget):
    """Put tools into `tools`, the content by `fill`; `subtitle` holds counts and the like.

    `head` is the whole upper line, for screens whose title is more than a word.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(title, "page-title")
        self.subtitle = label("", "muted")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head = self.head = QHBoxLayout()
        head.addStrut(HEAD)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        head.addStretch(1)
        head.addLayout(self.tools)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(MARGIN, 8, MARGIN, MARGIN)
        self._outer.setSpacing(12)
        self._outer.addLayout(head)

    def setFocusProxy(self, widget: QWidget | None) -> None:
        """What has the keyboard for the screen bears its name, where it has none of its own."""
        super().setFocusProxy(widget)  # type: ignore[arg-type]
        while widget is not None and widget.focusProxy() is not None:
            widget = widget.focusProxy()
        if isinstance(widget, QAbstractItemView) and not widget.accessibleName():
            widget.setAccessibleName(self.title.text())

    def fill(self, item: QWidget | QLayout, stretch: int = 1) -> None:
        """Put the body (or the next part of it) below what is there."""
        if isinstance(item, QWidget):
            self._outer.addWidget(item, stretch)
        else:
            self._outer.addLayout(item, stretch)
