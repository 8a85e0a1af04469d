"""The numbers below the pictures of a report: as high as they are many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from crmdesk.ui.surveys.report_words import Table

ROW = 32


class NumbersTable(QTableWidget):
    """Shows one table of a report."""

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
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.clear()
        self.setColumnCount(len(shown.header))
        self.setRowCount(len(shown.said))
        self.setHorizontalHeaderLabels(list(shown.header))
        for at, row in enumerate(shown.said):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                if place:
                    item.setTextAlignment(right)
                self.setItem(at, place, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, len(shown.header)):
            if (above := self.horizontalHeaderItem(place)) is not None:
                above.setTextAlignment(right)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setFixedHeight(header.sizeHint().height() + ROW * len(shown.said) + 8)
