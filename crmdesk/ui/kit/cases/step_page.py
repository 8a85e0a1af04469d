"""What the pages of a case's dialog share: captions, editors, problems below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.messages import message
from crmdesk.ui.kit.form import changed_signal
from crmdesk.ui.kit.labels import label, set_state
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow


@runtime_checkable
class Lines(Protocol):
    """An editor of several lines."""

    def texts(self) -> tuple[str, ...]:
        """The lines that hold something."""


class StepPage(QWidget):
    """`edited()` is said at every word; problems are shown when asked for."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(4)
        self._editors: dict[str, QWidget] = {}
        self._below: dict[str, QLabel] = {}

    def add(self, name: str, caption: str, editor: QWidget) -> QWidget:
        """A caption, its editor and the room for its problem; returns the group."""
        group = QWidget(self)  # first, so that what is put into it is moved once
        lines = QVBoxLayout(group)
        lines.setContentsMargins(0, 0, 0, 8)
        lines.setSpacing(4)
        above = label(caption, "secondary")
        above.setBuddy(editor)
        editor.setObjectName(name)
        editor.setAccessibleName(caption)
        below = label("", "problem", wrap=True)
        below.setObjectName(f"{name}_problem")
        below.hide()
        for widget in (above, editor, below):
            lines.addWidget(widget)
        self._editors[name], self._below[name] = editor, below
        changed_signal(editor).connect(lambda *_value: self._on_edited(name))
        self.column.addWidget(group)
        return group

    def load(self, stored: Any) -> None:
        """Show what is stored of the case."""

    def pair(self, *groups: QWidget) -> None:
        """Groups beside one another."""
        row = QHBoxLayout()
        row.setSpacing(16)
        for group in groups:
            row.addWidget(group, 1)
        self.column.addLayout(row)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put each problem under its field and the cursor into the first such field."""
        for name, below in self._below.items():
            below.setText(message(problems[name]) if name in problems else "")
            below.setVisible(name in problems)
            set_state(self._editors[name], "bad", "true" if name in problems else "false")
        for name, editor in self._editors.items():
            if name in problems:
                editor.setFocus()
                return

    def focus_first(self) -> None:
        """Put the cursor into the first field that is shown and still empty, else the first."""
        shown = [editor for editor in self._editors.values() if not editor.isHidden()]
        shown = [editor for editor in shown if editor.isVisibleTo(self)]
        empty = [editor for editor in shown if _is_empty(editor)]
        for editor in (empty or shown)[:1]:
            editor.setFocus()

    def _on_edited(self, name: str) -> None:
        self._below[name].hide()
        set_state(self._editors[name], "bad", "false")
        self.edited.emit()


def _is_empty(editor: QWidget) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return not editor.toPlainText()
    if isinstance(editor, Lines):
        return not editor.texts()
    if isinstance(editor, ChoiceRow):
        return editor.value() is None
    return isinstance(editor, QLineEdit) and not editor.text()


def text_area(lines: int, hint: str = "") -> QPlainTextEdit:
    """A field of many lines; Tab leaves it."""
    editor = QPlainTextEdit()
    editor.setPlaceholderText(hint)
    editor.setTabChangesFocus(True)
    editor.setFixedHeight(lines * 22 + 18)
    return editor


def combo(choices: Sequence[tuple[object, str]]) -> QComboBox:
    """A drop-down of (value, text); `currentData()` is the value."""
    box = QComboBox()
    for value, text in choices:
        box.addItem(text, value)
    return box


def choose(box: QComboBox, value: object) -> None:
    """Show `value` in a drop-down, the first entry when it is not there."""
    box.setCurrentIndex(max(box.findData(value), 0))
