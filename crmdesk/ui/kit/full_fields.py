"""Fields given more than they are made for: a line says when it is full, and shows its beginning
as soon as one writes elsewhere; an editor breaks words without an end anywhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolTip, QWidget

from crmdesk.models.core.i18n import _

SHOWN = 8000  # ms
_KNOWN = "says_when_full"
_LONG = 5000  # characters: nobody's word
_Wrap = QTextOption.WrapMode


def show_beginning(field: QLineEdit) -> None:
    """Of words that are longer than the field; Qt shows their end."""
    field.home(False)  # noqa: FBT003 - Qt's signature


class _LongWords(QObject):
    """For each line it lays out, Qt looks for the end of the word that does not fit: of one with
    900 000 characters the window would stand still for half a minute."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        editor.document().contentsChange.connect(self._on_words)

    def _on_words(self, _place: int, _gone: int, come: int) -> None:
        editor = self.parent()
        if not isinstance(editor, QPlainTextEdit):
            return
        short = editor.document().characterCount() <= _LONG
        if come > _LONG and any(len(word) > _LONG for word in editor.toPlainText().split()):
            editor.setWordWrapMode(_Wrap.WrapAnywhere)
        elif short and editor.wordWrapMode() == _Wrap.WrapAnywhere:
            editor.setWordWrapMode(_Wrap.WrapAtWordBoundaryOrAnywhere)


def break_long_words(editor: QPlainTextEdit) -> None:
    """From now on break words without an end anywhere."""
    if not editor.property(_KNOWN):
        editor.setProperty(_KNOWN, True)  # noqa: FBT003 - Qt's signature
        _LongWords(editor)


class FullFields(QObject):
    """Listens to every field one writes in, from when the keyboard first comes to it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit) and new is not None and new.window() is old.window():
            show_beginning(old)
        if isinstance(new, QPlainTextEdit):
            break_long_words(new)
        if isinstance(new, QLineEdit) and not new.property(_KNOWN):
            new.setProperty(_KNOWN, True)  # noqa: FBT003 - Qt's signature
            new.inputRejected.connect(self._on_full)

    def _on_full(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and len(field.text()) >= field.maxLength():
            told = _("This field takes {most:,} characters. The rest was not taken over.")
            place = field.mapToGlobal(QPoint(0, field.height()))
            QToolTip.showText(place, told.format(most=field.maxLength()), field, msecShowTime=SHOWN)
