"""The field one writes a contact into: it grows, Enter is said aloud, Shift+Enter is a new line."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MOST_LINES, MOST_LOW = 8, 3
_SLASH = re.compile(r"[/／](\S{1,20})[\s\u3000]")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WordsEdit(QPlainTextEdit):
    """`submitted` on Enter, but not on the Enter that confirms Chinese being composed.

    A word after a slash at the beginning is handed to `understand` and goes when that says True.
    """

    submitted = Signal()
    digit_pressed = Signal(int)  # with Ctrl
    function_pressed = Signal(int)  # 3 to 8

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing, self._most = False, MOST_LINES
        self.understand: Callable[[str], bool] = lambda _word: False
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._take_slash_word)

    def set_low(self, *, low: bool) -> None:
        """Whether the window is low: then a long text scrolls sooner."""
        self._most = MOST_LOW if low else MOST_LINES
        self._grow()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Our keys go before the window's shortcuts while one writes here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_digit(event) is not None or _function(event) is not None)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if not self._composing:
                self.submitted.emit()
        elif (digit := _digit(event)) is not None:
            self.digit_pressed.emit(digit)
        elif (number := _function(event)) is not None:
            self.function_pressed.emit(number)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(240, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._wanted_height())

    def _take_slash_word(self) -> None:
        found = _SLASH.match(self.toPlainText())
        if found and self.understand(found[1]):
            cursor = self.textCursor()
            cursor.setPosition(0)
            cursor.setPosition(found.end(), cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def _grow(self) -> None:
        height = self._wanted_height()
        lines = self.document().size().height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > self._most else policy.ScrollBarAlwaysOff
        )
        if height != self.height():
            self.setFixedHeight(height)

    def _wanted_height(self) -> int:
        lines = max(1, min(round(self.document().size().height()), self._most))
        return lines * self.fontMetrics().lineSpacing() + 18


def _digit(event: QKeyEvent) -> int | None:
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if control != Qt.KeyboardModifier.ControlModifier:
        return None
    number = event.key() - Qt.Key.Key_0
    return number if 0 <= number <= 9 else None


def _function(event: QKeyEvent) -> int | None:
    number = event.key() - Qt.Key.Key_F1 + 1
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return number if plain and 3 <= number <= 8 else None
