"""Whom of those deleted before the journal is to forget as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _
from crmdesk.models.privacy.gone import GoneCustomer
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.buttons import PlainButton

_ID = Qt.ItemDataRole.UserRole


class GoneDialog(QDialog):
    """`chosen(id)`: this one; typing narrows the list."""

    chosen = Signal(object)

    def __init__(
        self, gone: Sequence[GoneCustomer], zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gone_dialog")
        self.setWindowTitle(_("Deleted customers in the journal"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 460)
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setObjectName("gone_search")
        self.search.setPlaceholderText(_("Name or number"))
        self.search.setAccessibleName(_("Name or number"))
        self.list.setObjectName("gone_list")
        for one in gone:
            day = full_day(local_day(one.at, zone))
            item = QListWidgetItem(
                _("{name} · {number} · deleted {day}").format(
                    name=one.name, number=one.number, day=day
                )
            )
            item.setData(_ID, one.id)
            self.list.addItem(item)
        self.erase = PlainButton(_("Erase for good…"), "delete", "danger")
        self.erase.setObjectName("erase_gone")
        self.search.textChanged.connect(self._narrow)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.erase.clicked.connect(self._choose)
        self._lay_out(there=bool(gone))
        self._on_row(-1)
        self.search.setFocus()

    def _lay_out(self, *, there: bool) -> None:
        said = _(
            "Who was deleted can be brought back from the journal. Who asked to be erased is to"
            " be erased there too."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(said, "secondary", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        if not there:
            column.addWidget(label(_("Nobody deleted is in the journal."), "muted"))
        close = PlainButton(_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.erase)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().lower())

    def _on_row(self, row: int) -> None:
        self.erase.setEnabled(row >= 0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(_ID))
            self.done(1)
