"""A fact edited where it stands: click or F2, Enter saves, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
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
    """How one kind of value is shown and edited."""

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
        self.widget = QLineEdit(placeholderText=hint)

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
        self.widget = QPlainTextEdit(placeholderText=hint)
        self.widget.setFixedHeight(height)
        self.widget.setTabChangesFocus(True)

    def show(self, value: Value) -> None:
        self.widget.setPlainText(self.text(value))
        self.widget.selectAll()

    def value(self) -> Value:
        return self.widget.toPlainText().strip()

    def text(self, value: Value) -> str:
        return "" if value is None else str(value)


class ChoiceEditor:
    """One of (value, text)."""

    def __init__(self, choices: Sequence[tuple[Value, str]]) -> None:
        self.widget = QComboBox()
        self._texts = dict(choices)
        for value, text in choices:
            self.widget.addItem(text, value)

    def show(self, value: Value) -> None:
        self.widget.setCurrentIndex(list(self._texts).index(value) if value in self._texts else -1)

    def value(self) -> Value:
        chosen: Value = self.widget.currentData()
        return chosen

    def text(self, value: Value) -> str:
        return self._texts.get(value, "")


class DayEditor:
    """A day, typed as people type it."""

    def __init__(self, today: Callable[[], date], *, future: bool = True) -> None:
        self.widget = DateField(today, future=future)

    def show(self, value: Value) -> None:
        self.widget.set_day(value if isinstance(value, date) else None)
        self.widget.selectAll()

    def value(self) -> Value:
        return self.widget.day()

    def text(self, value: Value) -> str:
        return full_day(value) if isinstance(value, date) else ""


class InplaceField(QWidget):
    """A label and a value that becomes an editor. `committed(old, new)` asks to store the new
    value, which is shown at once; call `refuse(code)` if it could not be stored.
    """

    committed = Signal(object, object)

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
        self._before: Value = None
        self._empty = empty or _("Add")
        self.setAccessibleName(caption)
        self._shown = _ValueLabel(self.edit)
        self._shown.setAccessibleName(caption)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._editor.widget.hide()
        self._editor.widget.installEventFilter(self)
        self._editor.widget.setAccessibleName(caption)
        self._lay_out(caption, label_width)
        self.set_value(None)

    def value(self) -> Value:
        return self._value

    def set_value(self, value: Value, shown: str | None = None) -> None:
        """What is stored; `shown` replaces how it reads. Never disturbs an edit under way."""
        self._value = value
        text = self._editor.text(value) if shown is None else shown
        self._shown.setText(text or self._empty)
        self._shown.setToolTip(_("Click or F2 to change"))
        set_state(self._shown, "role", "" if text else "muted")

    def edit(self) -> None:
        """Turn into the editor."""
        self._editor.show(self._value)
        self._turn(editing=True)
        self._editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def editing(self) -> bool:
        return not self._editor.widget.isHidden()

    def commit(self) -> None:
        """Take what stands in the editor."""
        if isinstance(self._editor.widget, DateField) and self._editor.widget.unclear():
            return
        new = self._editor.value()
        self._leave()
        if new != self._value and (new or self._value):
            old, self._before = self._value, self._value
            self.set_value(new)
            self.committed.emit(old, new)

    def refuse(self, code: str, **params: object) -> None:
        """It could not be stored: what was typed stands in the editor again, with the reason."""
        typed = self._value
        self.set_value(self._before)
        self._turn(editing=True)
        self._editor.show(typed)
        self._problem.setText(message(code, **params))
        self._problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc; going elsewhere keeps what was typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() == Qt.FocusReason.PopupFocusReason
            window = event.reason() == Qt.FocusReason.ActiveWindowFocusReason
            if self.editing() and not popup and not window and not self._within():
                self.commit()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(self._editor.widget, QPlainTextEdit) and not control:
            return False
        self.commit()
        return True

    def _within(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self._editor.widget.isAncestorOf(focus)

    def _leave(self) -> None:
        self._problem.hide()
        held = self._editor.widget.hasFocus()
        self._turn(editing=False)
        if held:  # hiding the editor would hand the focus to the next field
            self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, *, editing: bool) -> None:
        self._shown.setVisible(not editing)
        self._editor.widget.setVisible(editing)

    def _lay_out(self, caption: str, label_width: int) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = label(caption, "secondary")
        name.setFixedWidth(label_width)
        name.setBuddy(self._shown)
        name.setContentsMargins(0, 5, 0, 0)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._shown)
        column.addWidget(self._editor.widget)
        column.addWidget(self._problem)
        row.addLayout(column, 1)


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
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit()
        else:
            super().keyPressEvent(event)
