"""Row by row and field by field: what stood there before, and what after. Text to select and copy.

Written word by word into a document: what customers wrote is never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.logbook.words import kind_text
from crmdesk.ui.journal.side_by_side import WIDTHS, bold, empty_table, ink, link
from crmdesk.ui.kit.theme import on_change, tokens

if TYPE_CHECKING:
    from crmdesk.models.logbook.details import Count, RowLine
    from crmdesk.models.logbook.wording import FieldLine

FOLDED = 140
"""Longer texts are cut there until one asks for the rest."""
_CUSTOMER, _FOLD, _MORE = "customer", "fold", "more"
_KINDS = {"c": "green", "u": "blue", "d": "red"}


class DetailsView(QTextBrowser):
    """`customer_asked(id)` when a name is followed, `more_asked` for the next lines."""

    customer_asked = Signal(int)
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journal_details")
        self.setProperty("role", "page")
        self.setAccessibleName(_("What was changed"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(2)
        self.anchorClicked.connect(self._on_anchor)
        self._counts: Sequence[Count] = ()
        self._facts: Sequence[tuple[str, str]] = ()
        self._lines: list[RowLine] = []
        self._more = False
        self._open: set[int] = set()
        self._long = 0
        on_change(self, "redraw")

    def show_details(
        self, counts: Sequence[Count], facts: Sequence[tuple[str, str]],
        lines: Sequence[RowLine], *, more: bool,
    ) -> None:  # fmt: skip
        """Another change set, from its beginning."""
        self._counts, self._facts, self._lines = counts, facts, list(lines)
        self._more, self._open = more, set()
        self.redraw()
        self.verticalScrollBar().setValue(0)

    def add_lines(self, lines: Sequence[RowLine], *, more: bool) -> None:
        """The next of the same set; what one reads stays where it is."""
        self._lines += lines
        self._more = more
        self.redraw()

    def redraw(self) -> None:
        """Write it anew, in the colours in force."""
        at, self._long = self.verticalScrollBar().value(), 0
        self.document().clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write_counts(cursor)
        rows = [*((caption, "", words) for caption, words in self._facts)]
        if rows:
            self._write_facts(cursor, rows)
        if self._lines:
            self._write_lines(cursor)
        if self._more:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock()
            cursor.insertText(_("Show more"), link(f"{_MORE}:0"))
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(at)

    def _write_counts(self, cursor: QTextCursor) -> None:
        """Only where the lines below do not say it at a glance."""
        if len(self._counts) == 1 and self._counts[0].count == 1:
            return
        parts = [
            pgettext("journal", "{thing}: {count} {kind}").format(
                thing=count.thing, count=f"{count.count:,}", kind=kind_text(count.kind).lower()
            )
            for count in self._counts
        ]
        if parts:
            cursor.insertText("  ·  ".join(parts), ink(tokens().muted))
            cursor.insertBlock()

    def _write_facts(self, cursor: QTextCursor, rows: Sequence[tuple[str, str, str]]) -> None:
        for caption, _before, words in rows:
            cursor.insertText(f"{caption}   ", ink(tokens().muted))
            self._write_text(cursor, words, tokens().text)
            cursor.insertBlock()

    def _write_lines(self, cursor: QTextCursor) -> None:
        count = sum(1 + len(line.fields) for line in self._lines)
        table = empty_table(cursor, count)
        at = 0
        for line in self._lines:
            self._write_row(table, at, line)
            for place, field in enumerate(line.fields, start=at + 1):
                self._write_field(table, place, line.kind, field)
            at += 1 + len(line.fields)

    def _write_row(self, table: QTextTable, at: int, line: RowLine) -> None:
        table.mergeCells(at, 0, 1, len(WIDTHS))
        cell = table.cellAt(at, 0)
        ground = QTextCharFormat()
        ground.setBackground(QColor(tokens().window))
        cell.setFormat(ground)
        cursor = cell.firstCursorPosition()
        cursor.insertText(f"{kind_text(line.kind)}  ", ink(tokens().tone(_KINDS[line.kind])[0]))
        cursor.insertText(line.thing, bold())
        if line.which and line.which != line.customer:
            cursor.insertText("  ")
            self._write_text(cursor, line.which, tokens().text)
        if line.customer:
            cursor.insertText("  ")
            known = line.customer_id is not None and line.kind != "d"
            address = f"{_CUSTOMER}:{line.customer_id}"
            cursor.insertText(line.customer, link(address) if known else ink(tokens().muted))

    def _write_field(self, table: QTextTable, at: int, kind: str, field: FieldLine) -> None:
        arrow = "→ " if field.before and field.after else ""
        texts = (field.label, field.before, arrow + field.after)
        inks = (tokens().muted, tokens().red if kind == "u" else tokens().text, tokens().text)
        for column, (text, colour) in enumerate(zip(texts, inks, strict=True)):
            if text:
                self._write_text(table.cellAt(at, column).firstCursorPosition(), text, colour)

    def _write_text(self, cursor: QTextCursor, text: str, colour: str) -> None:
        """A long one cut, with a link to the rest."""
        if len(text) <= FOLDED:
            cursor.insertText(text, ink(colour))
            return
        number, self._long = self._long, self._long + 1
        opened = number in self._open
        cursor.insertText(text if opened else f"{text[:FOLDED].rstrip()}… ", ink(colour))
        fold = pgettext("text", "Less") if opened else pgettext("text", "More")
        cursor.insertText(f" {fold}" if opened else fold, link(f"{_FOLD}:{number}"))

    def _on_anchor(self, url: QUrl) -> None:
        what, _colon, number = url.toString().partition(":")
        if what == _CUSTOMER:
            self.customer_asked.emit(int(number))
        elif what == _MORE:
            self.more_asked.emit()
        else:
            self._open ^= {int(number)}
            self.redraw()
