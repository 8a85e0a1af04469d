"""A fact edited where it stands: click or F2, Enter saves, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.ui.kit.labels import label, set_state
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.date_field import DateField

Value = str | int | date | None
LABEL_WIDTH = 88


class Editor(Protocol):
    """How one kind of value is shown and edited.

    The widget is made when it is first asked for: of the thirty fields of a page most are only
    ever read.
    """

    @property
    def widget(self) -> QWidget:
        """What edits."""

    def show(self, value: Value) -> None:
        """Put the value into the widget."""

    def value(self) -> Value:
        """What stands in the widget."""

    def text(self, value: Value) -> str:
        """The value as read, when it is not being edited."""


class TextEditor:
    """One line."""

    def __init__(self, hint: str = "") -> None:
        self._hint = hint

    @cached_property
    def widget(self) -> QLineEdit:
        return QLineEdit(placeholderText=self._hint)

    def show(self, value: Value) -> None:
        self.widget.setText(self.text(value))
        self.widget.selectAll()

    def value(self) -> Value:
        return self.widget.text().strip()

    def text(self, value: Value) -> str:
        return "" if value is None else str(value)


class LinesEditor:
    """Many lines; Ctrl+Enter saves, Enter is a new line."""

    def __init__(self, hint: str = "", height: int = 96) -> None:
        self._hint, self._height = hint, height

    @cached_property
    def widget(self) -> QPlainTextEdit:
        made = QPlainTextEdit(placeholderText=self._hint)
        made.setFixedHeight(self._height)
        made.setTabChangesFocus(True)
        return made

    def show(self, value: Value) -> None:
        self.widget.setPlainText(self.text(value))
        self.widget.selectAll()

    def value(self) -> Value:
        return self.widget.toPlainText().strip()

    def text(self, value: Value) -> str:
        return "" if value is None else str(value)


class DayEditor:
    """A day, typed as people type it."""

    def __init__(self, today: Callable[[], date], *, future: bool = True) -> None:
        self._today, self._future = today, future

    @cached_property
    def widget(self) -> DateField:
        return DateField(self._today, future=self._future)

    def show(self, value: Value) -> None:
        self.widget.set_day(value if isinstance(value, date) else None)
        self.widget.selectAll()

    def value(self) -> Value:
        return self.widget.day()

    def text(self, value: Value) -> str:
        return full_day(value) if isinstance(value, date) else ""


class InplaceField(QWidget):
    """A label and a value that becomes an editor.

    `committed(old, new)` asks to store the new value, which is shown at once; `old` is what stood
    there when the edit began, whatever came since. Call `refuse(code)` if it could not be stored.
    `left(step)` says that Tab (1) or Shift+Tab (-1) led out of the editor, `closed` that it is one
    no more, whichever way.
    """

    committed = Signal(object, object)
    left = Signal(int)
    closed = Signal()

    def __init__(
        self,
        caption: str,
        editor: Editor | None = None,
        *,
        empty: str = "",
        label_width: int = LABEL_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor: Editor = editor or TextEditor()
        self._value: Value = None
        self._began: Value = None
        self._typed: Value = None
        self._empty = empty or _("Add")
        self._caption = label("", "secondary", wrap=True)
        self._shown = _ValueLabel(self.edit)
        self._box: QWidget | None = None
        self._problem: QLabel | None = None
        self._column = QVBoxLayout()
        self._tools = QHBoxLayout()
        self._lay_out(label_width)
        self.set_caption(caption)
        self.set_value(None)

    def set_caption(self, caption: str) -> None:
        """Call the field something else."""
        self._caption.setText(caption)
        for widget in (self, self._shown, self._box):
            if widget is not None:
                widget.setAccessibleName(caption)

    def add_tool(self, widget: QWidget) -> None:
        """A small button at the right of the value."""
        self._tools.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> Value:
        """What is stored, as far as the field was told."""
        return self._value

    def set_value(self, value: Value, shown: str | None = None) -> None:
        """What is stored; `shown` replaces how it reads. Never disturbs an edit under way."""
        self._value = value
        self._read_as(self._editor.text(value) if shown is None else shown)

    def edit(self) -> None:
        """Turn into the editor."""
        if not self.editing():
            self._began = self._value
            self._editor.show(self._value)
            self._turn(editing=True)
        self.box().setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, typed: Value) -> None:
        """Go on with words typed earlier, without taking the keyboard."""
        if not self.editing():
            self._began = self._value
            self._editor.show(typed)
            self._turn(editing=True)

    def editing(self) -> bool:
        return self._box is not None and not self._box.isHidden()

    def box(self) -> QWidget:
        """What edits, in its place behind the value."""
        if self._box is None:
            self._box = self._editor.widget
            self._box.hide()
            self._box.setAccessibleName(self.accessibleName())
            self._box.installEventFilter(self)
            self._column.insertWidget(1, self._box)
            QWidget.setTabOrder(self._shown, self._box)
            self.on_box(self._box)
        return self._box

    def on_box(self, box: QWidget) -> None:
        """Connect to what edits, which is new."""

    def typed(self) -> Value:
        """What stands in the editor now, saved or not."""
        return self._editor.value()

    def commit(self) -> None:
        """Take what stands in the editor."""
        if not self.editing() or (isinstance(self._box, DateField) and self._box.unclear()):
            return
        new = self._editor.value()
        self._leave()
        if new != self._began and (new or self._began):
            self._typed = new
            self._read_as(self._editor.text(new))
            self.committed.emit(self._began, new)

    def refuse(self, code: str, **params: object) -> None:
        """It could not be stored: what was typed stands in the editor again, with the reason.

        Committing once more means it: the old value is then what is stored by now.
        """
        here = self._shown.hasFocus()
        self._began = self._value
        self._read_as(self._editor.text(self._value))
        self._editor.show(self._typed)
        self._turn(editing=True)
        if here:  # whoever went on typing elsewhere is left in peace
            self.box().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._problem is None:
            self._problem = label("", "problem", wrap=True)
            self._problem.setObjectName("problem")
            self._column.addWidget(self._problem)
        self._problem.setText(message(code, **params))
        self._problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc and Tab; going elsewhere keeps what was typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() == Qt.FocusReason.PopupFocusReason
            window = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
            if self.editing() and not popup and not window and not _has_focus_within(self.box()):
                self.commit()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._on_tab(1 if event.key() == Qt.Key.Key_Tab else -1)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(self._box, QPlainTextEdit) and not control:
            return False
        self.commit()
        return True

    def _on_tab(self, step: int) -> bool:
        self.commit()
        if not self.editing():
            self.focusNextPrevChild(step > 0)
            self.left.emit(step)
        return True

    def _leave(self) -> None:
        if self._problem is not None:
            self._problem.hide()
        held = self.box().hasFocus()
        self._turn(editing=False)
        if held:  # hiding the editor would hand the focus to the next field
            self._shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _turn(self, *, editing: bool) -> None:
        self._shown.setVisible(not editing)
        self.box().setVisible(editing)

    def _read_as(self, text: str) -> None:
        self._shown.setText(text or self._empty)
        self._shown.setToolTip(_("Click or F2 to change"))
        set_state(self._shown, "role", "" if text else "muted")

    def _lay_out(self, label_width: int) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._tools.setSpacing(0)
        self._caption.setFixedWidth(label_width)
        self._caption.setBuddy(self._shown)
        self._caption.setContentsMargins(0, 5, 0, 0)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignTop)
        self._column.setSpacing(2)
        self._column.addWidget(self._shown)
        row.addLayout(self._column, 1)
        row.addLayout(self._tools)


def _has_focus_within(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return focus is not None and widget.isAncestorOf(focus)


class _ValueLabel(QLabel):
    """The value as read; takes the keyboard and turns into the editor."""

    def __init__(self, edit: Callable[[], None]) -> None:
        super().__init__()
        self._edit = edit
        self.setObjectName("value")
        self.setProperty("inplace", "true")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setIndent(0)  # Qt would push the text down by it
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit()
        else:
            super().keyPressEvent(event)
