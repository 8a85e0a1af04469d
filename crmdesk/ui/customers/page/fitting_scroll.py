"""Room for what is as high as it is, and may have to do with less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crmdesk.ui.kit.widgets.scroll_area import ScrollArea

LEAST = QSize(320, 100)
_MOST = 48  # px at the bottom that may stay empty, so that no line is cut in two


class FittingScroll(ScrollArea):
    """As high as its content where there is room; scrolls it where there is not."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(content, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what stands in it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.installEventFilter(self)
        self._empty = 0
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.setObjectName("soon")
        self._soon.timeout.connect(self._end_between_lines)

    def sizeHint(self) -> QSize:
        # At its whole width: with the bar it would ask for room that takes the bar away again.
        height = self.content.heightForWidth(self.width())
        hint = self.content.sizeHint()
        return QSize(hint.width(), height if height >= 0 else hint.height())

    def minimumSizeHint(self) -> QSize:
        return LEAST.boundedTo(self.sizeHint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._soon.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()
        if event.size().width() != event.oldSize().width():
            # The layout around it is at work just now and would forget that it was told.
            QTimer.singleShot(0, self, self.updateGeometry)

    def _end_between_lines(self) -> None:
        """Show no line that there is room for but half of."""
        room = self.height()
        empty = room - self._last_whole(room) if self.content.height() > room else 0
        if empty != self._empty:
            self._empty = empty
            self.setViewportMargins(0, 0, 0, empty)

    def _last_whole(self, room: int) -> int:
        """Where the last line ends that fits; `room` where that is far above."""
        lines = [
            child.geometry()
            for child in self.content.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if child.isVisible()
        ]
        for end in sorted({line.bottom() + 1 for line in lines}, reverse=True):
            cut = any(line.top() < end <= line.bottom() for line in lines)
            if room - _MOST <= end <= room and not cut:
                return end
        return room
