"""The pages of a case's dialog, each made when it is first turned to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.ui.kit.cases.step_page import StepPage
from crmdesk.ui.kit.widgets.scroll_area import scrolled


class StepPages(QStackedWidget):
    """`edited()` is said at every word; a page made later shows what was loaded before."""

    edited = Signal()

    def __init__(self, makers: Mapping[int, Callable[[], StepPage]]) -> None:
        super().__init__()
        self._makers = makers
        self._made: dict[int, StepPage] = {}
        self._stored: Any = None
        self._places: dict[int, QVBoxLayout] = {}
        for step in makers:
            place = QWidget()
            room = self._places[step] = QVBoxLayout(place)
            room.setContentsMargins(0, 0, 0, 0)
            self.addWidget(place)

    @property
    def step(self) -> int:
        """The step whose page is in front."""
        return self.currentIndex() + 1

    def turn_to(self, step: int) -> None:
        """Bring the page of this step to the front."""
        self.page(step)
        self.setCurrentIndex(step - 1)

    def page(self, step: int) -> StepPage:
        """The page of a step, made now if it was not yet."""
        if step not in self._made:
            page = self._made[step] = self._makers[step]()
            if self._stored is not None:
                page.load(self._stored)
            page.edited.connect(self.edited)
            place = self._places[step]
            area = scrolled(page, place.parentWidget())
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what stands in it
            place.addWidget(area)
        return self._made[step]

    def load(self, stored: Any) -> None:
        """Show what is stored: at once on the pages there are, on the others when they are made."""
        self._stored = stored
        for page in self._made.values():
            page.load(stored)
