"""Field, before, after: three columns of plain words in a document, and the ink for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from crmdesk.ui.kit.theme import tokens

WIDTHS = (26, 37, 37)  # percent


def empty_table(cursor: QTextCursor, rows: int) -> QTextTable:
    """A table over the whole width, without lines."""
    made = QTextTableFormat()
    made.setBorder(0)
    made.setCellSpacing(0)
    made.setCellPadding(4)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, width) for width in WIDTHS]
    )
    return cursor.insertTable(rows, len(WIDTHS), made)


def insert_table(cursor: QTextCursor, rows: Sequence[tuple[str, str, str]]) -> None:
    """The first row and the first column quieter than the rest."""
    table = empty_table(cursor, len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            quiet = at == 0 or column == 0
            cell = table.cellAt(at, column).firstCursorPosition()
            cell.insertText(text, ink(tokens().muted if quiet else tokens().text))


def ink(colour: str) -> QTextCharFormat:
    """Words of this colour."""
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made


def bold() -> QTextCharFormat:
    """What heads a row."""
    made = ink(tokens().text)
    made.setFontWeight(QFont.Weight.DemiBold)
    return made


def link(address: str) -> QTextCharFormat:
    """Words to be followed."""
    made = ink(tokens().link)
    made.setAnchor(True)
    made.setAnchorHref(address)
    return made
