"""The tabs of a customer's page, all in sight as long as there is room for their words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from crmdesk.ui.kit.labels import set_state
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.tokens import FONT

AIR = 22  # px of padding and border about the words of a tab


class PageTabs(QTabBar):
    """Moves closer together before it would begin to scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dense = False
        self.setObjectName("customer_tabs")
        self.setExpanding(False)
        self.setDrawBase(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setTabText(self, index: int, text: str) -> None:
        """A count may be what is too much."""
        super().setTabText(index, text)
        self._fit()

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._fit()

    def tabRemoved(self, index: int) -> None:
        super().tabRemoved(index)
        self._fit()

    def _fit(self) -> None:
        measure = QFontMetrics(font(FONT, bold=True))
        texts = (self.tabText(at) for at in range(self.count()))
        dense = sum(measure.horizontalAdvance(text) + AIR for text in texts) > self.width()
        if dense != self._dense:
            self._dense = dense
            set_state(self, "dense", "true" if dense else "false")
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))  # else sizes are kept
