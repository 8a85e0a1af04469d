"""Widgets one after another, broken into lines like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """For chips, tags and buttons that may need a second line; `between` the lines as beside.

    What is wider than the room gets the room.
    """

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 8, between: int | None = None
    ) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width; the layout around asks again and again
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._between = spacing if between is None else between
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()  # Qt lays out again only what is said to have changed

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def clear(self) -> None:
        """Take every widget away and delete it."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        for line in self._lines(inner.width()):
            height = max(item.sizeHint().height() for item in line)
            left = inner.left()
            for item in line:
                size = item.sizeHint()
                size.setWidth(min(size.width(), inner.width()))
                if move:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + self.spacing()
            top += height + self._between
        used = top - self._between - rect.top() if top > inner.top() else 0
        return used + self.contentsMargins().bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self.spacing()
        return lines


class FlowBox(QWidget):
    """A flow that insists on the lines it takes at its width, also where room is short."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, between: int | None = None
    ) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, spacing, between)

    def minimumSizeHint(self) -> QSize:
        least = self.flow.minimumSize()
        width = max(self.width(), least.width())
        return QSize(least.width(), max(least.height(), self.flow.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # The layout around it is at work just now and would forget that it was told.
            QTimer.singleShot(0, self, self.updateGeometry)
