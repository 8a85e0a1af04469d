"""The numbers below the pictures of a report: one table of several, as high as it has rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from crmdesk.models.core.i18n import pgettext
from crmdesk.ui.kit.reports.kind import Table
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.emptying import empty

_ROW = 32
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumbersCard(Card):
    """Choose a table above, read it below."""

    def __init__(self) -> None:
        super().__init__()
        self.which = ChoiceRow([])
        self.table = NumbersTable()
        self._choice = QVBoxLayout()
        self.add(self._choice)
        self.add(self.table)

    def show_tables(self, found: Sequence[Table]) -> None:
        """Offer these in place of those, and show the first."""
        empty(self._choice)
        self.which = ChoiceRow([(at, table.title) for at, table in enumerate(found)])
        self.which.setAccessibleName(pgettext("report", "Numbers"))
        self._choice.addWidget(self.which)

        def show(at: object) -> None:
            place = at if isinstance(at, int) else 0
            self.which.set_value(place)
            self.table.show_table(found[place])

        self.which.changed.connect(show)
        show(0)


class NumbersTable(QTableWidget):
    """One table of a report."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("report_numbers")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_table(self, shown: Table) -> None:
        """These numbers in place of those."""
        self.clear()
        self.setColumnCount(len(shown.header))
        self.setRowCount(len(shown.said))
        self.setHorizontalHeaderLabels(list(shown.header))
        for at, row in enumerate(shown.said):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                if place:
                    item.setTextAlignment(_RIGHT)
                self.setItem(at, place, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, len(shown.header)):
            if (above := self.horizontalHeaderItem(place)) is not None:
                above.setTextAlignment(_RIGHT)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setFixedHeight(header.sizeHint().height() + _ROW * len(shown.said) + 8)
