"""Beside the steps: words one may say to an angry customer now, and those one must not."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.complaints.rules import step_never, step_words
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import Pill
from crmdesk.ui.kit.widgets.scroll_area import scrolled


class GuidanceCard(Card):
    """Short, so that it is read while somebody shouts."""

    def __init__(self) -> None:
        super().__init__(padding=12)
        self.setObjectName("guidance")
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add(scrolled(content), 1)
        self.setAccessibleName(_("What to say now"))

    def show_step(self, step: int) -> None:
        """The words of this step."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._column.addWidget(Pill(_("Say"), "green"))
        for line in step_words(step):
            self._column.addWidget(label(line, selectable=True, wrap=True))
        self._column.addSpacing(6)
        self._column.addWidget(Pill(_("Never say"), "red"))
        self._column.addWidget(label(step_never(step), "muted", wrap=True))
        self._column.addStretch(1)
