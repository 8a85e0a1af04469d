"""The import: look at what a file would do, then do it, then see what it did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.ui.exchange.importer import Importer, Preview
from crmdesk.ui.exchange.plan_tables import import_text
from crmdesk.ui.exchange.preview_page import PreviewPage
from crmdesk.ui.exchange.report_page import ReportPage
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState


class ImportDialog(QDialog):
    """Nothing is written before the button says so. `imported(ImportResult)` afterwards."""

    imported = Signal(object)
    undo_asked = Signal()
    another_asked = Signal()

    def __init__(
        self, db: Database, jobs: JobRunner, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("import_dialog")
        self.setWindowTitle(_("Import {file}").format(file=path.name))
        open_at(self, 1040, 720)
        self._importer = Importer(db, jobs, path, self)
        self.page = PreviewPage()
        self.progress = ProgressPanel()
        self.report = ReportPage()
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        middle = QVBoxLayout(self._waiting)
        middle.addStretch(2)
        middle.addWidget(self.progress)
        middle.addStretch(3)
        for page in (self._waiting, self.page, self.report):
            self._stack.addWidget(page)
        self._refused: QWidget | None = None
        self._writing = False
        self._lay_out()
        self._connect()
        self._look()

    def _lay_out(self) -> None:
        self._title = label(_("Reading the file…"), "page-title")
        self.apply_button = PrimaryButton(_("Import"), "import")
        self.apply_button.setObjectName("apply")
        self.close_button = PlainButton(_("Cancel"))
        self.close_button.setObjectName("close")
        self.undo_button = PlainButton(_("Undo the import"), "undo")
        self.undo_button.setObjectName("undo")
        self.another_button = PlainButton(_("Another file…"))
        self.another_button.setObjectName("another")
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.another_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.apply_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(self._title)
        outer.addWidget(self._stack, 1)
        outer.addLayout(buttons)
        for button in (self.undo_button, self.another_button):
            button.hide()

    def _connect(self) -> None:
        importer, page = self._importer, self.page
        importer.previewed.connect(self._on_previewed)
        importer.applied.connect(self._on_applied)
        importer.failed.connect(self._on_failed)
        importer.started.connect(self._on_started)
        importer.stopped.connect(self._on_stopped)
        page.choices_changed.connect(self._on_choices)
        page.encoding_changed.connect(self._on_encoding)
        page.kind_changed.connect(self._on_kind)
        page.columns_changed.connect(self._on_column)
        self.apply_button.clicked.connect(lambda: self._apply())
        self.close_button.clicked.connect(lambda: self.reject())
        self.undo_button.clicked.connect(lambda: self._undo())
        self.another_button.clicked.connect(lambda: self._another())

    def _look(self) -> None:
        self.apply_button.setEnabled(False)
        self._importer.preview()

    def _on_started(self, job: Job) -> None:
        """Another look at a file already shown is quick and leaves it standing."""
        if self._writing:
            title = _("All or nothing: cancel takes everything back.")
        else:
            title = _("Reading and comparing with your customers…")
        self.progress.follow(job, title)

    def _on_choices(self) -> None:
        self._importer.choices = self.page.import_choices()
        grouped = self.page.group.isChecked()
        self._importer.read = replace(self._importer.read, group_by_company=grouped)
        self._look()

    def _on_encoding(self, name: str) -> None:
        self._importer.encoding = name or None
        self._look()

    def _on_kind(self, kind: str) -> None:
        self._importer.read = replace(self._importer.read, kind=kind)
        self._look()

    def _on_column(self, sheet: str, column: int, target: str) -> None:
        columns = {name: dict(chosen) for name, chosen in self._importer.read.columns.items()}
        columns.setdefault(sheet, {})[column] = target
        self._importer.read = replace(self._importer.read, columns=columns)
        self._look()

    def _on_previewed(self, shown: Preview) -> None:
        plan = shown.plan
        self.page.show_preview(shown.understanding, plan)
        if self._stack.currentWidget() is not self.page:
            self._stack.setCurrentWidget(self.page)
            counts = plan.counts()
            self.page.tabs.setCurrentIndex(
                0 if counts["created"] else 1 if counts["updated"] else 3
            )
        self._title.setText(_("What will be imported"))
        counts = plan.counts()
        changed = counts["created"] + counts["updated"]
        self.apply_button.setText(import_text(plan, changed).format(n=f"{changed:,}"))
        self.apply_button.setEnabled(plan.changes_anything())
        self.apply_button.setFocus()

    def _apply(self) -> None:
        self._writing = True
        self._title.setText(_("Importing…"))
        self._stack.setCurrentWidget(self._waiting)
        self.apply_button.hide()
        self.close_button.hide()
        self._importer.apply()

    def _on_applied(self, result: ImportResult) -> None:
        self._writing = False
        self._title.setText(_("Imported"))
        self.report.show_result(result)
        self._stack.setCurrentWidget(self.report)
        self.close_button.setText(_("Close"))
        self.close_button.show()
        self.undo_button.setVisible(result.change_set is not None)
        self.another_button.show()
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self.imported.emit(result)

    def _on_failed(self, error: BaseException) -> None:
        if self._writing or self._stack.currentWidget() is self.page:
            self._back_to_preview()
            show_failure(self, error)
        elif isinstance(error, CrmError):
            self._show_refusal(error)
        else:
            show_failure(self, error)
            self.reject()

    def _show_refusal(self, error: CrmError) -> None:
        """The file cannot be imported: why, in one sentence, and another file."""
        self._refused = EmptyState(
            "file", explain(error), "", _("Another file…"), self._another, primary=False
        )
        self._stack.addWidget(self._refused)
        self._stack.setCurrentWidget(self._refused)
        self._title.setText(_("This file cannot be imported"))
        self.apply_button.hide()
        self.close_button.setText(_("Close"))

    def _on_stopped(self) -> None:
        if self._writing:  # cancelled while writing: everything was taken back
            self._back_to_preview()
        elif self._stack.currentWidget() is self._waiting:
            self.reject()

    def _back_to_preview(self) -> None:
        self._writing = False
        self._title.setText(_("What will be imported"))
        self._stack.setCurrentWidget(self.page)
        self.apply_button.show()
        self.apply_button.setEnabled(True)
        self.close_button.show()

    def _undo(self) -> None:
        self.undo_asked.emit()
        self.accept()

    def _another(self) -> None:
        self.another_asked.emit()
        self.accept()

    def done(self, result: int) -> None:
        if self._writing:
            return
        self.page.clear()
        self._importer.close()
        super().done(result)
