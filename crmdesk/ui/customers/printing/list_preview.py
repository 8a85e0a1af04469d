"""The list on paper before it is printed; no page is drawn that is not looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.jobs import Progress
from crmdesk.ui.customers.printing.list_sheet import ListSheet
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.printing import ensure_whole, ensure_writable
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.progress import ProgressPanel

GAP = 16  # pixels between two pages


class Pages(QWidget):
    """All pages below one another, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName(_("Pages"))
        self._sheet: ListSheet | None = None

    def show_sheet(self, sheet: ListSheet) -> None:
        self._sheet = sheet
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        for page in range(self._sheet.pages):
            place = self._place(page)
            if place.intersects(QRectF(event.rect())):
                painter.fillRect(place, QColor(Qt.GlobalColor.white))
                painter.save()
                painter.translate(place.topLeft())
                painter.scale(self._scale(), self._scale())
                self._sheet.paint(painter, page)
                painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._sheet is not None:
            self.setMinimumHeight(round(self._place(self._sheet.pages).top()))
            self.update()

    def _scale(self) -> float:
        wide = self._sheet.size.width() if self._sheet is not None else 1.0
        return (self.width() - 2 * GAP) / wide

    def _place(self, page: int) -> QRectF:
        size = self._sheet.size * self._scale() if self._sheet is not None else QSize()
        return QRectF(GAP, GAP + page * (size.height() + GAP), size.width(), size.height())


class ListPreview(QDialog):
    """Shows what `make` lays out on a worker thread; from there it is printed or kept as PDF."""

    def __init__(
        self, jobs: JobRunner, make: Callable[[Progress], ListSheet], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("list_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print the list"))
        self.resize(920, 860)
        self._sheet: ListSheet | None = None
        self._lay_out()
        job = self._job = jobs.read(make)
        job.succeeded.connect(self._on_made)
        job.failed.connect(lambda error: show_failure(self, error))
        job.finished.connect(self._on_finished)
        self.progress.follow(job, _("Laying out the pages…"))

    def _lay_out(self) -> None:
        self.pages = Pages()
        self.area = QScrollArea(widgetResizable=True)
        self.area.setWidget(self.pages)
        self.progress = ProgressPanel()
        self.count = label("", "muted")
        self.pdf_button = PlainButton(_("Save as PDF…"))
        self.pdf_button.setObjectName("save_pdf")
        self.print_button = PrimaryButton(_("Print…"))
        self.print_button.setObjectName("print")
        self.close_button = PlainButton(_("Close"))
        self.close_button.setObjectName("close")
        buttons = QHBoxLayout()
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        for button in (self.close_button, self.pdf_button, self.print_button):
            buttons.addWidget(button)
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(False)
        self.close_button.clicked.connect(lambda: self.reject())
        self.pdf_button.clicked.connect(lambda: self._ask_pdf())
        self.print_button.clicked.connect(lambda: self._ask_printer())
        outer = QVBoxLayout(self)
        outer.addWidget(self.progress)
        outer.addWidget(self.area, 1)
        outer.addLayout(buttons)

    def _on_made(self, sheet: ListSheet) -> None:
        self._sheet = sheet
        self.pages.show_sheet(sheet)
        self.count.setText(_("Pages: {n}").format(n=sheet.pages))
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(True)
        self.print_button.setFocus()

    def _on_finished(self) -> None:
        if self._sheet is None:  # stopped by the user, or told why it failed
            QTimer.singleShot(0, self, self.reject)

    def _ask_pdf(self) -> None:
        name = f"{_('Customers')}.pdf"
        ask_save_file(self, _("Save as PDF"), name, "PDF (*.pdf)", self.save_pdf)

    def save_pdf(self, path: Path) -> None:
        """Write all pages into this file."""
        if self._sheet is None:
            return
        try:
            ensure_writable(path)
        except CrmError as error:
            show_failure(self, error)
            return
        writer = QPdfWriter(str(path))
        writer.setTitle(self._sheet.title)
        failed = CrmError("export.unwritable", file=path.name)
        Printing(self, self._sheet, writer, failed, path)

    def _ask_printer(self) -> None:
        if self._sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._sheet.title)
        sheet = self._sheet
        printer.setPageOrientation(orientation(sheet))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: Printing(self, sheet, printer, CrmError("print.failed"))
        )  # fmt: skip
        QDialog.open(dialog)

    def done(self, result: int) -> None:
        self._job.cancel()
        super().done(result)


class Printing(QTimer):
    """Draws one page at each turn of the event loop, so that the window answers meanwhile."""

    def __init__(
        self,
        preview: ListPreview,
        sheet: ListSheet,
        device: QPrinter | QPdfWriter,
        failed: CrmError,
        file: Path | None = None,
    ) -> None:
        super().__init__(preview, interval=0)
        self._file = file
        self._preview, self._sheet, self._device, self._page = preview, sheet, device, 0
        device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        device.setPageOrientation(orientation(sheet))
        device.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
        self._painter = QPainter()
        if not self._painter.begin(device):
            show_failure(preview, failed)
            self.deleteLater()
            return
        self.timeout.connect(self._on_turn)
        preview.finished.connect(self._end)
        self._enable(enabled=False)
        self.start()

    def _on_turn(self) -> None:
        if self._page:
            self._device.newPage()
        self._painter.save()
        wide = self._painter.viewport().width() / self._sheet.size.width()
        self._painter.scale(wide, wide)
        self._sheet.paint(self._painter, self._page)
        self._painter.restore()
        self._page += 1
        say = _("Page {n} of {total}").format(n=self._page, total=self._sheet.pages)
        self._preview.count.setText(say)
        if self._page == self._sheet.pages:
            self._end()
            self._enable(enabled=True)
            self._look_at_file()

    def _end(self) -> None:
        """The last page is drawn, or nobody waits for it any more."""
        self.stop()
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()

    def _look_at_file(self) -> None:
        if self._file is not None:
            try:
                ensure_whole(self._file)
            except CrmError as error:
                show_failure(self._preview, error)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self._preview.pdf_button, self._preview.print_button):
            button.setEnabled(enabled)


def orientation(sheet: ListSheet) -> QPageLayout.Orientation:
    return (
        QPageLayout.Orientation.Landscape if sheet.across else QPageLayout.Orientation.Portrait
    )  # fmt: skip
