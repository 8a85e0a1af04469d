"""Sheets for paper: a title, facts, paragraphs and tables, previewed before they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.theme import text_font
from crmdesk.ui.kit.tokens import LIGHT

if TYPE_CHECKING:
    from crmdesk.ui.kit.print_preview import SheetPreview

MARGIN = 3.0  # mm; QTextDocument adds 20 of its own
TITLE, BODY, SMALL = 17, 10, 8  # points
_TAIL = 1024  # bytes at the end of a PDF, which say that it is whole


def ensure_writable(path: Path) -> None:
    """Qt writes a PDF nowhere without a word; raises CrmError "export.unwritable"."""
    try:
        path.touch()
    except OSError as error:
        raise CrmError("export.unwritable", file=path.name) from error


def may_write(path: Path, parent: QWidget) -> bool:
    """Whether a PDF can be written there; where not, it is told over `parent`."""
    try:
        ensure_writable(path)
    except CrmError as error:
        show_failure(parent, error)
        return False
    return True


def ensure_whole(path: Path) -> None:
    """Nor does Qt say that a drive became full: half a PDF is taken away; raises CrmError
    "export.unwritable", also where the drive is gone by now."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            whole = file.read().rstrip().endswith(b"%%EOF")
        if not whole:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise CrmError("export.unwritable", file=path.name) from error
    if not whole:
        raise CrmError("export.unwritable", file=path.name)


class Sheet:
    """Text for print, written from the top; customers' words are never read as markup."""

    def __init__(self, title: str, below: str = "") -> None:
        self.title = title
        self._pictures = 0
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        font = QFont(text_font())
        font.setPointSizeF(BODY)
        self.document.setDefaultFont(font)
        self._cursor = QTextCursor(self.document)
        self._cursor.insertText(title, _chars(TITLE, bold=True))
        if below:
            self.paragraph(below, small=True)

    def heading(self, text: str) -> None:
        """A line above what belongs together."""
        self._cursor.insertBlock(_block(above=14, below=4), _chars(BODY + 2, bold=True))
        self._cursor.insertText(text, _chars(BODY + 2, bold=True))

    def paragraph(self, text: str, *, small: bool = False) -> None:
        """Words as they are; line breaks stay."""
        chars = _chars(SMALL if small else BODY, muted=small)
        self._cursor.insertBlock(_block(below=2), chars)
        self._cursor.insertText(text, chars)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Captions at the left, what they are at the right."""
        widths = [QTextLength(QTextLength.Type.PercentageLength, part) for part in (20, 80)]
        self._table([[caption, value] for caption, value in rows], widths, border=0)

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """A table whose header is repeated on every page; `widths` in percent."""
        lengths = [QTextLength(QTextLength.Type.PercentageLength, part) for part in widths]
        self._table([list(header), *map(list, rows)], lengths, border=0.5, header=True)

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[QTextLength],
        *,
        border: float,
        header: bool = False,
    ) -> None:
        if not rows:
            return
        form = QTextTableFormat()
        form.setCellPadding(3)
        form.setCellSpacing(0)
        form.setBorder(border)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(_brush(LIGHT.strong_border))
        form.setBorderCollapse(True)
        form.setColumnWidthConstraints(list(widths))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setHeaderRowCount(1 if header else 0)
        table = self._cursor.insertTable(len(rows), len(widths), form)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                quiet = not header and column == 0
                chars = _chars(BODY - 1, bold=header and at == 0, muted=quiet)
                table.cellAt(at, column).firstCursorPosition().insertText(text, chars)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def picture(self, image: QImage, width: int) -> None:
        """A picture over so many points of the page."""
        self._pictures += 1
        name = QUrl(f"picture:{self._pictures}")
        self.document.addResource(QTextDocument.ResourceType.ImageResource, name, image)
        shown = QTextImageFormat()
        shown.setName(name.toString())
        shown.setWidth(width)
        self._cursor.insertBlock(_block(above=6, below=6))
        self._cursor.insertImage(shown)

    def save_pdf(self, path: Path) -> None:
        """Write the pages as a PDF file; raises CrmError "export.unwritable"."""
        ensure_writable(path)
        writer = QPdfWriter(str(path))
        writer.setTitle(self.title)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(margins(), QPageLayout.Unit.Millimeter)
        self.document.print_(writer)
        ensure_whole(path)

    def preview(self, parent: QWidget) -> SheetPreview:
        """Show the pages; from there they are printed. Qt's part for it is loaded only now."""
        from crmdesk.ui.kit.print_preview import SheetPreview

        dialog = SheetPreview(self, parent)
        dialog.open()
        return dialog


def _chars(points: float, *, bold: bool = False, muted: bool = False) -> QTextCharFormat:
    chars = QTextCharFormat()
    chars.setFontPointSize(points)
    chars.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    chars.setForeground(_brush(LIGHT.muted if muted else LIGHT.text))
    return chars


def _block(above: float = 0, below: float = 0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    return block


def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


def margins() -> QMarginsF:
    """Of every page."""
    return QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
