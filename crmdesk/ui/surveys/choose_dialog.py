"""Which questionnaire: a digit is enough."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.surveys.queries import QuestionnaireRow
from crmdesk.ui.kit.labels import label


class ChooseDialog(QDialog):
    """`chosen` carries a QuestionnaireRow; the digit before it, or Enter on it."""

    chosen = Signal(object)

    def __init__(
        self, rows: Sequence[QuestionnaireRow], title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("choose_questionnaire")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.list = QListWidget()
        self.list.setObjectName("questionnaire_choices")
        self.list.setAccessibleName(title)
        for number, row in enumerate(rows, start=1):
            asked = ngettext("{n} question", "{n} questions", row.questions).format(n=row.questions)
            digit = f"{number}   " if number < 10 else "     "
            item = QListWidgetItem(f"{digit}{row.name} · {asked}")
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.addWidget(label(_("Which questionnaire?"), "heading"))
        outer.addWidget(self.list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text().isdigit() else 0
        if 1 <= number <= self.list.count():
            self._on_item(self.list.item(number - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_item(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.isVisible():
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
