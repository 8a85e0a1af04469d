"""Tags of the customer: taken away and added where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import TagRow
from crmdesk.ui.customers.page.editors import WordBox
from crmdesk.ui.customers.page.half_typed import HalfTyped
from crmdesk.ui.kit.tokens import TONES
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.chips import TagChip
from crmdesk.ui.kit.widgets.flow import FlowLayout


class TagLine(QWidget):
    """Says `added(name)` and `removed(name)`; Enter adds and asks for the next, Esc leaves."""

    added = Signal(str)
    removed = Signal(str)
    asked_known = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=6)
        self._shown: tuple[TagRow, ...] | None = None
        self._chips: list[TagChip] = []
        self.add_button = PlainButton(_("Tag"), "add", "link")
        self.add_button.setObjectName("add_tag")
        self.add_button.setToolTip(_("Add a tag"))
        self.add_button.setAccessibleName(_("Add a tag"))
        self.add_button.clicked.connect(self.edit)
        self.field = WordBox()
        self.field.setObjectName("tag")
        self.field.setAccessibleName(_("New tag"))
        self.field.setPlaceholderText(_("New tag"))
        self.field.setFixedWidth(150)
        self._half = HalfTyped(self.field)
        self.field.hide()
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._take)
        self.field.picked.connect(lambda: QTimer.singleShot(0, self, self._take))
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.field)

    def begin(self, customer_id: int) -> None:
        """Another customer: a half-typed tag waits with the one it was meant for."""
        self._half.switch_to(customer_id)
        self.field.setVisible(self._half.waiting())
        self.add_button.setVisible(not self._half.waiting())

    def show_tags(self, tags: Sequence[TagRow]) -> None:
        """Replace the tags; the word being typed stays."""
        if tuple(tags) == self._shown:
            return
        self._shown = tuple(tags)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for tag in tags:
            chip = TagChip(tag.name, tag.color if tag.color in TONES else "blue")
            chip.removed.connect(self.removed)
            self._chips.append(chip)
        for widget in (self.add_button, self.field):
            self._flow.removeWidget(widget)
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.field)
        self.updateGeometry()

    def edit(self) -> None:
        """Ask for a tag."""
        self.asked_known.emit()
        self.add_button.hide()
        self.field.show()
        self.field.setFocus()

    def offer(self, words: Sequence[str]) -> None:
        """The office's tags, to be suggested."""
        mine = {tag.name for tag in self._shown or ()}
        self.field.offer([word for word in words if word not in mine])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                self.add_button.setFocus()
                return True
        elif event.type() == QEvent.Type.FocusOut and not self._in_use():
            self._leave()
        return super().eventFilter(watched, event)

    def _in_use(self) -> bool:
        return bool(self.field.text().strip()) or self.field.offering()

    def _take(self) -> None:
        name = self.field.text().strip()
        self.field.clear()
        if name:
            self.added.emit(name)
        else:
            self._leave()
            self.add_button.setFocus()

    def _leave(self) -> None:
        self.field.clear()
        self.field.hide()
        self.add_button.show()
