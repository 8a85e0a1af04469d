"""What was offered or done before the complaint was taken up again: to read, not to change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.complaints.queries import DoneAction, Solution
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label


class Earlier(QWidget):
    """A quiet block above the editors; hidden where there was nothing before."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("earlier")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(2)
        self._column.addWidget(label(title, "secondary"))

    def show_lines(self, lines: Iterable[str]) -> None:
        """Show these lines."""
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        told = list(lines)
        for line in told:
            self._column.addWidget(label(line, "muted", selectable=True, wrap=True))
        self.setVisible(bool(told))


def solution_lines(solutions: Iterable[Solution]) -> list[str]:
    """The offers of earlier rounds."""
    return [
        _("{text} (accepted)").format(text=one.text) if one.accepted else one.text
        for one in solutions
        if one.earlier
    ]


def action_lines(actions: Iterable[DoneAction]) -> list[str]:
    """What was done in earlier rounds, by whom."""
    return [
        _("{staff}: {text}").format(staff=one.staff, text=one.text) if one.staff else one.text
        for one in actions
        if one.earlier
    ]
