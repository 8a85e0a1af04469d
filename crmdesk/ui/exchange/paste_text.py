"""The pasted text with what was understood of it marked in colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.paste.board import Piece
from crmdesk.ui.exchange.paste_fields import tone_of_piece
from crmdesk.ui.kit import theme
from crmdesk.ui.kit.full_fields import break_long_words
from crmdesk.ui.kit.theme import tokens


class PasteText(QPlainTextEdit):
    """Takes words only; `submitted` on Ctrl+Enter is the dialog's to answer."""

    pointed = Signal(str)  # the field of the piece the cursor stands in, "" for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_text")
        self.setAccessibleName(_("Text to read"))
        self.setPlaceholderText(
            _("Paste here: a name, a phone number, an address, a business card, a chat…")
        )
        self.setTabChangesFocus(True)
        self._pieces: tuple[Piece, ...] = ()
        self._fields: tuple[str, ...] = ()
        self._part = (0, 0)
        self._places: list[tuple[int, int]] = []
        self.document().contentsChange.connect(self._move_places)
        self.cursorPositionChanged.connect(self._on_moved)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())
        theme.on_change(self, "_mark")
        break_long_words(self)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Mark these; they are those of the text as it stands."""
        text = self.toPlainText()
        self._pieces = tuple(pieces)
        self._places = [(_units(text, it.start), _units(text, it.end)) for it in pieces]
        self._mark()

    def point(self, fields: Sequence[str]) -> None:
        """Show which words a field came from."""
        if tuple(fields) != self._fields:
            self._fields = tuple(fields)
            self._mark()

    def show_part(self, start: int, end: int, several: int) -> None:
        """Of several people, colour only what is about the one shown."""
        self._part = (start, end) if several > 1 else (0, len(self.toPlainText()))
        self._mark()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words without their looks."""
        if source.hasText():
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def _move_places(self, at: int, gone: int, come: int) -> None:
        """What is typed before a piece moves it; of a new text they are told again soon."""

        def moved(place: int) -> int:
            return max(at, place + come - gone)

        self._places = [
            (start if start < at else moved(start), end if end <= at else moved(end))
            for start, end in self._places
        ]

    def _mark(self) -> None:
        """Colour what can be seen: for hundreds of pieces in one line Qt takes seconds."""
        if not self._pieces:
            self.setExtraSelections([])
            return
        seen = self.viewport().rect()
        first = self.cursorForPosition(seen.topLeft()).position()
        last = self.cursorForPosition(seen.bottomRight()).position()
        self.setExtraSelections(
            [
                self._selection(piece, place)
                for piece, place in zip(self._pieces, self._places, strict=True)
                if place[0] <= last and place[1] >= first
            ]
        )

    def _selection(self, piece: Piece, place: tuple[int, int]) -> QTextEdit.ExtraSelection:
        shown = self._part[0] <= piece.start < self._part[1]
        colour, ground = tokens().tone(tone_of_piece(piece.field) if shown else "neutral")
        form = QTextCharFormat()
        form.setBackground(QColor(ground))
        form.setForeground(QColor(colour))
        if shown and piece.field in self._fields:
            form.setFontUnderline(True)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(QColor(colour))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(place[0])
        selection.cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        selection.format = form
        return selection

    def _on_moved(self) -> None:
        at = self.textCursor().position()
        found = [
            piece.field
            for piece, (start, end) in zip(self._pieces, self._places, strict=True)
            if start <= at <= end
        ]
        self.pointed.emit(found[0] if found else "")


def _units(text: str, place: int) -> int:
    """Qt counts in units of UTF-16: an emoji is two."""
    head = text[:place]
    return place if head.isascii() else len(head.encode("utf-16-le")) // 2
