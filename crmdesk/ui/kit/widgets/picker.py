"""Type to find one of many: a customer, a member of staff, a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest

ROWS = 8


LONGEST = 500
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: its id, what it is called, and a quieter second word."""

    id: int
    text: str
    second: str = ""


class CompletingPicker(QLineEdit):
    """A field that finds while one types. `find(text)` runs on a reader thread.

    `changed(choice)` carries a Choice or None; with `allow_new`, `create_asked(text)` is said
    when the user chooses to make what she typed.
    """

    changed = Signal(object)
    create_asked = Signal(str)

    def __init__(
        self,
        jobs: JobRunner,
        find: Callable[[str], Sequence[Choice]],
        hint: str = "",
        *,
        new_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self._find, self._new_text = find, new_text
        self._choice: Choice | None = None
        self.setPlaceholderText(hint)
        self.setProperty("role", "search")
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._show)
        self.list = QListWidget(self)
        self.list.setObjectName("choices")
        self.list.setWindowFlags(Qt.WindowType.ToolTip)  # on top, without taking the focus
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.Box)
        self.list.setProperty("role", "popup")
        self.list.itemClicked.connect(self._on_item)
        self.textEdited.connect(self._on_edited)
        self.installEventFilter(self)

    def choice(self) -> Choice | None:
        """What was picked; None while nothing is or the text was changed after."""
        return self._choice

    def set_choice(self, choice: Choice | None) -> None:
        """Show a choice without emitting."""
        self._choice = choice
        self.setText(choice.text if choice else "")
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the open list; it closes when the field loses the focus."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move):
            self.list.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        if self.list.isHidden():
            if key == Qt.Key.Key_Down:
                self._ask(self.text())
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(self.list.count(), 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            if (item := self.list.currentItem()) is not None:
                self._on_item(item)
            return key != Qt.Key.Key_Tab
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            return False
        return True

    def _on_edited(self, text: str) -> None:
        if self._choice is not None:
            self._choice = None
            self.changed.emit(None)
        self._ask(text)

    def _ask(self, text: str) -> None:
        self._answers.ask(lambda _job: (text, self._find(text)))

    def _show(self, answer: tuple[str, Sequence[Choice]]) -> None:
        text, found = answer
        if text != self.text() or not self.hasFocus():
            return
        self.list.clear()
        for choice in found[:ROWS]:
            item = QListWidgetItem(f"{choice.text}   {choice.second}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, choice)
            self.list.addItem(item)
        if self._new_text and text.strip():
            self.list.addItem(
                QListWidgetItem(icon("add"), self._new_text.format(text=text.strip()))
            )
        elif not found:
            nothing = QListWidgetItem(_("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        height = sum(self.list.sizeHintForRow(at) for at in range(self.list.count())) + 12
        self.list.setGeometry(0, 0, max(self.width(), 240), height)
        self.list.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.list.show()

    def _on_item(self, item: QListWidgetItem) -> None:
        choice = item.data(Qt.ItemDataRole.UserRole)
        self.list.hide()
        if isinstance(choice, Choice):
            self.set_choice(choice)
            self.changed.emit(choice)
        elif item.flags():
            self.create_asked.emit(self.text().strip())
