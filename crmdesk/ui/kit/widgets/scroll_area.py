"""Room for more than fits, up and down.

An area asks what stands in it for its size as soon as it is put anywhere, and a widget is dressed
for that; dressed widgets are dressed again at every step up into the window, ten times as slow as
bare ones. So nothing is asked before the area itself is dressed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollArea(QScrollArea):
    """Frameless, as wide as its `content` needs or wider."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        room = QWidget()
        for widget in (room, content):
            widget.setProperty("role", "scrolled")
        self.setWidget(room)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def event(self, event: QEvent) -> bool:
        bare = not self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
        if bare and event.type() == QEvent.Type.StyleChange:
            return True
        return super().event(event)


def scrolled(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """An area that scrolls its content up and down, never across."""
    area = ScrollArea(content, parent)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    across = area.horizontalScrollBar()  # going to a wide field must not move the rest out of sight
    across.rangeChanged.connect(lambda _least, most: across.setMaximum(0) if most else None)
    return area
