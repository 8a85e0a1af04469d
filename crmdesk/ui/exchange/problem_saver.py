"""After an import: its rows with problems as a workbook, wherever the user wants it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.models.exchange.problem_rows import default_name
from crmdesk.ui.exchange.importer import Importer
from crmdesk.ui.exchange.report_page import ReportPage
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure


class ProblemSaver(QObject):
    """Asks where to, writes beside the window's thread, says where it lies."""

    def __init__(self, importer: Importer, report: ReportPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._importer, self._report = importer, report
        self._result: ImportResult | None = None
        importer.applied.connect(self._on_applied)
        report.save_asked.connect(self._ask)

    def _on_applied(self, result: ImportResult) -> None:
        self._result = result

    def _ask(self) -> None:
        if self._result is not None:
            name, filters = default_name(self._result.plan.file), _("Workbooks (*.xlsx)")
            title = _("Save the rows with problems…")
            ask_save_file(self._report.window(), title, name, filters, self.save)

    def save(self, path: Path) -> None:
        """Write the workbook."""
        result = self._result
        if result is None:
            return
        job = self._importer.save_problems(path, result)
        job.succeeded.connect(lambda rows: self._report.tell_saved(path, rows))
        job.failed.connect(lambda error: show_failure(self._report.window(), error))
