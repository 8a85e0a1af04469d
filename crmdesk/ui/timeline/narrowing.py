"""What narrows the timeline: chips of kinds, and a search that shows when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.timeline.entries import TimelineFilter
from crmdesk.ui.kit.widgets.buttons import IconButton
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.timeline.kind_filter import KindFilter

DELAY = 150  # ms between the last key and the question


class Narrowing(QWidget):
    """`changed` when other entries are wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = KindFilter()
        self.search = SearchField(_("Search the timeline"), delay=DELAY)
        self.search.hide()
        find = IconButton("search", _("Search the timeline"), size=16)
        find.setObjectName("search_timeline")
        find.clicked.connect(lambda: self.show_search())
        row = QHBoxLayout()
        row.addWidget(self.kinds, 1)
        row.addStretch()
        row.addWidget(find, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.search)
        self.kinds.changed.connect(self.changed)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.search.installEventFilter(self)

    def wanted(self) -> TimelineFilter:
        """What is chosen and searched for."""
        return TimelineFilter(self.kinds.kinds(), self.search.text())

    def show_search(self) -> None:
        """Put the cursor into the search."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def reset(self) -> None:
        """Everything again, without a word: the customer is another one."""
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003
        self.search.hide()
        self.kinds.show_counts({})

    def clear(self) -> None:
        """Everything again."""
        self.search.clear()
        self.search.hide()
        self.kinds.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An empty search goes when one leaves it."""
        if event.type() == QEvent.Type.FocusOut and not self.search.text():
            self.search.hide()
        return super().eventFilter(watched, event)
