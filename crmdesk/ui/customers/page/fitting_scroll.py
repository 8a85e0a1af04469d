"""Room for what is as high as it is, and may have to do with less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LEAST = QSize(320, 100)


class FittingScroll(QScrollArea):
    """As high as its content where there is room; scrolls it where there is not."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        content.setProperty("role", "scrolled")
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        height = self._content.heightForWidth(self.viewport().width())
        hint = self._content.sizeHint()
        return QSize(hint.width(), height if height >= 0 else hint.height())

    def minimumSizeHint(self) -> QSize:
        return LEAST.boundedTo(self.sizeHint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # The layout around it is at work just now and would forget that it was told.
            QTimer.singleShot(0, self, self.updateGeometry)
