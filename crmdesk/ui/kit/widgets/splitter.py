"""Panes side by side that remember their widths."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from crmdesk.ui.kit.tokens import HANDLE


class Splitter(QSplitter):
    """A splitter with a 12 px gap as handle; `name` keys the sizes the user gave it.

    Best given panes that are filled afterwards: it asks for their size, and dresses them for that.
    """

    def __init__(
        self,
        name: str,
        panes: Sequence[QWidget],
        sizes: Sequence[int],
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.setHandleWidth(HANDLE)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        self.setSizes(list(sizes))
        state = QSettings().value(f"panes/{name}")
        if isinstance(state, QByteArray):
            self.restoreState(state)
            self.setHandleWidth(HANDLE)
            self.setOrientation(orientation)
        self.splitterMoved.connect(
            lambda *_moved: QSettings().setValue(f"panes/{name}", self.saveState())
        )
