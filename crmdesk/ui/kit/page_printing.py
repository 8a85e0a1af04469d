"""Printing a paged sheet, or keeping it as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.pages import PagedSheet
from crmdesk.ui.kit.printing import ensure_whole, ensure_writable


def write_pdf(sheet: PagedSheet, path: Path, progress: Progress = silent) -> None:
    """Write all pages into this file, on any thread; nothing stays of one that was stopped.

    Raises CrmError "export.unwritable".
    """
    ensure_writable(path)
    writer = QPdfWriter(str(path))
    writer.setTitle(sheet.title)
    _set_paper(writer, sheet)
    painter = QPainter()
    if not painter.begin(writer):
        raise CrmError("export.unwritable", file=path.name)
    try:
        _draw_all(sheet, painter, writer, progress)
    except Cancelled:
        path.unlink(missing_ok=True)
        raise
    ensure_whole(path)


class Printing(QTimer):
    """Asks a dialog's user for a printer and draws one page at each turn of the event loop, so that
    the window answers meanwhile: `began()`, `turned(page)` from 1, `ended()`."""

    began = Signal()
    turned = Signal(int)
    ended = Signal()

    def __init__(self, sheet: PagedSheet, dialog: QDialog) -> None:
        super().__init__(dialog, interval=0)
        self._sheet, self._dialog = sheet, dialog
        self._left: list[int] = []
        self._painter = QPainter()
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        _set_paper(self._printer, sheet)  # shown while one chooses
        self.timeout.connect(self._on_turn)

    def ask(self) -> None:
        """Ask which printer, and print."""
        asking = QPrintDialog(self._printer, self._dialog)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.accepted.connect(lambda: self.print_on(self._printer))
        asking.rejected.connect(self.deleteLater)
        QDialog.open(asking)

    def print_on(self, printer: QPrinter) -> None:
        """Print there, all pages or those that were asked for."""
        self._printer = printer
        _set_paper(printer, self._sheet)
        first, last = printer.fromPage() or 1, printer.toPage() or self._sheet.pages
        self._left = [*range(first, min(last, self._sheet.pages) + 1)]
        if not self._painter.begin(printer):
            show_failure(self._dialog, CrmError("print.failed"))
            self.deleteLater()
            return
        self._dialog.finished.connect(self._end)
        self.began.emit()
        self.start()

    def _on_turn(self) -> None:
        if not self._left:
            self._end()
            self.ended.emit()
            return
        page = self._left.pop(0)
        _draw(self._sheet, page - 1, self._painter)
        self.turned.emit(page)
        if self._left:
            self._printer.newPage()

    def _end(self) -> None:
        """The last page is drawn, or nobody waits for it any more."""
        self.stop()
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()


def _set_paper(device: QPrinter | QPdfWriter, sheet: PagedSheet) -> None:
    """A4 to its edges: a sheet keeps its own margin."""
    wide = sheet.size.width() > sheet.size.height()
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )
    device.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)


def _draw_all(sheet: PagedSheet, painter: QPainter, writer: QPdfWriter, progress: Progress) -> None:
    try:
        for page in range(sheet.pages):
            progress(page, sheet.pages)
            if page:
                writer.newPage()
            _draw(sheet, page, painter)
    finally:
        painter.end()


def _draw(sheet: PagedSheet, page: int, painter: QPainter) -> None:
    """One page, whatever the resolution."""
    painter.save()
    scale = painter.viewport().width() / sheet.size.width()
    painter.scale(scale, scale)
    sheet.paint(painter, page)
    painter.restore()
