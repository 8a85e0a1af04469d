"""The list on paper before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.core.jobs import Progress
from crmdesk.ui.customers.printing.list_sheet import ListSheet
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.page_printing import Printing, write_pdf
from crmdesk.ui.kit.pages import Pages
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.progress import ProgressPanel


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
        self._jobs = jobs
        self._sheet: ListSheet | None = None
        self._lay_out()
        job = self._follow(make, _("Laying out the pages…"))
        job.succeeded.connect(self._on_made)
        job.finished.connect(self._on_finished)

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
        self._enable(enabled=False)
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
        self._enable(enabled=True)
        self.print_button.setFocus()

    def _on_finished(self) -> None:
        if self._sheet is None:  # stopped by the user, or told why it failed
            QTimer.singleShot(0, self, self.reject)

    def _ask_pdf(self) -> None:
        name = f"{_('Customers')}.pdf"
        ask_save_file(self, _("Save as PDF"), name, "PDF (*.pdf)", self.save_pdf)

    def save_pdf(self, path: Path) -> None:
        """Write all pages into this file."""
        if (sheet := self._sheet) is None:
            return
        self._enable(enabled=False)
        job = self._follow(
            lambda job: write_pdf(sheet, path, job), _("Writing {file}…").format(file=path.name)
        )
        told = _("Saved as {file}").format(file=path.name)
        job.succeeded.connect(lambda _nothing: self.count.setText(told))
        job.finished.connect(lambda: self._enable(enabled=True))

    def _ask_printer(self) -> None:
        if self._sheet is not None:
            printing = Printing(self._sheet, self)
            printing.began.connect(lambda: self._enable(enabled=False))
            printing.turned.connect(self._on_turned)
            printing.ended.connect(lambda: self._enable(enabled=True))
            printing.ask()

    def _follow(self, work: Callable[[Progress], object], said: str) -> Job:
        job = self._job = self._jobs.read(work)
        job.failed.connect(lambda error: show_failure(self, error))
        self.progress.follow(job, said)
        return job

    def _on_turned(self, page: int) -> None:
        if self._sheet is not None:
            told = _("Page {n} of {total}").format(n=page, total=self._sheet.pages)
            self.count.setText(told)

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(enabled)

    def done(self, result: int) -> None:
        self._job.cancel()
        super().done(result)
