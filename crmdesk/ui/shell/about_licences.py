"""The licences of what comes with the program, to be searched and read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.models.program.licences import Licence, load_licences
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.search_field import SearchField


class LicencesDialog(QDialog):
    """Name, version and licence at the left, its text at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("licences")
        self.setWindowTitle(_("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1060, 640)
        self._licences: Sequence[Licence] = ()
        self.search = SearchField(_("Name or licence…"))
        self.search.setObjectName("licence_search")
        self.list = QListWidget()
        self.list.setObjectName("licence_list")
        self.list.setProperty("role", "sheets")
        self.list.setAccessibleName(_("Licences"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setObjectName("licence_text")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._show())
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_text())
        self._jobs = JobRunner()
        self._read = Latest(self._jobs, self)
        self._read.ready.connect(self._on_read)
        self._read.failed.connect(lambda error: show_failure(self, error))
        self._read.ask(load_licences)
        self.search.setFocus()

    def done(self, result: int) -> None:
        """Also waits for the thread that reads, which stops at the next licence."""
        self._jobs.shutdown()
        super().done(result)

    def _on_read(self, licences: Sequence[Licence]) -> None:
        self._licences = licences
        self._show()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        self.list.clear()
        for one in self._licences:
            line = f"{one.name} {one.version}".rstrip() + f"\n{one.kind}"
            if all(word in line.casefold() for word in words):
                item = QListWidgetItem(line, self.list)
                item.setToolTip(one.kind)
                item.setData(Qt.ItemDataRole.UserRole, one.text)
        self.list.setCurrentRow(0)
        self._show_text()

    def _show_text(self) -> None:
        item = self.list.currentItem()
        self.text.setPlainText(item.data(Qt.ItemDataRole.UserRole) if item is not None else "")

    def _lay_out(self) -> None:
        told = _("The window is made with Qt and PySide6 under the GNU LGPL, version 3: "
                 "unmodified, as libraries of their own that are loaded at the start and may be "
                 "replaced by others. Their source is at https://download.qt.io and "
                 "https://code.qt.io/pyside/pyside-setup.")  # fmt: skip
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(side, 1)
        middle.addWidget(self.text, 2)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(told, "secondary", selectable=True, wrap=True))
        column.addLayout(middle, 1)
        column.addLayout(foot)
