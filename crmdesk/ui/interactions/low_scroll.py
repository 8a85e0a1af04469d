"""An area as high as what stands in it, that scrolls where there is less room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmdesk.ui.kit.widgets.scroll_area import ScrollArea

LEAST = 96


class LowScroll(ScrollArea):
    """Wants all of its content's height, and makes do with less."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        content = self.content
        # The whole width: with the bar it would ask for room that takes the bar away again.
        width = self.width() if self.isVisible() else content.sizeHint().width()
        height = content.heightForWidth(width) if content.hasHeightForWidth() else -1
        return QSize(content.sizeHint().width(), max(height, content.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.content.minimumSizeHint().width(), min(LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content grew or shrank."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
