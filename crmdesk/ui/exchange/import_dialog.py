"""The import: look at what a file would do, then do it, then see what it did."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.models.exchange.importing import ImportResult
from crmdesk.ui.exchange.import_buttons import ImportButtons
from crmdesk.ui.exchange.import_pages import ImportPages, facts_text
from crmdesk.ui.exchange.importer import Importer, Preview
from crmdesk.ui.exchange.password_page import CODES, PasswordPage
from crmdesk.ui.exchange.plan_tables import import_text
from crmdesk.ui.exchange.problem_saver import ProblemSaver
from crmdesk.ui.exchange.report_page import ReportPage
from crmdesk.ui.kit.dropping import dropped_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState


class ImportDialog(QDialog):
    """Nothing is written before the button says so. `imported(ImportResult)` afterwards."""

    imported = Signal(object)
    undo_asked = Signal()
    another_asked = Signal()
    dropped = Signal(object)  # Path

    def __init__(
        self, db: Database, jobs: JobRunner, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("import_dialog")
        self.setWindowTitle(_("Import {file}").format(file=path.name))
        self.setAcceptDrops(True)
        open_at(self, 1040, 720)
        self._importer = Importer(db, jobs, path, self)
        self.pages = ImportPages(self._importer, self)
        self.progress = ProgressPanel()
        self.report = ReportPage()
        self.saver = ProblemSaver(self._importer, self.report, self)
        self.locked = PasswordPage()
        self._stack = QStackedWidget()
        self._waiting = QWidget()
        middle = QVBoxLayout(self._waiting)
        middle.addStretch(2)
        middle.addWidget(self.progress)
        middle.addStretch(3)
        for page in (self._waiting, self.pages, self.report, self.locked):
            self._stack.addWidget(page)
        self._refused: QWidget | None = None
        self._writing = False
        self._lay_out()
        self._connect()
        self._importer.preview()

    @property
    def shown(self) -> Preview | None:
        """What the file says and would do, as shown now."""
        return self._importer.shown

    def _lay_out(self) -> None:
        self._title = label(_("Reading the file…"), "page-title")
        self._facts = label("", "secondary", wrap=True)
        self.buttons = ImportButtons()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(self._title)
        outer.addWidget(self._facts)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.buttons)
        self._facts.hide()

    def _connect(self) -> None:
        importer, buttons = self._importer, self.buttons
        importer.previewed.connect(self._on_previewed)
        importer.applied.connect(self._on_applied)
        importer.failed.connect(self._on_failed)
        importer.started.connect(self._on_started)
        importer.stopped.connect(self._on_stopped)
        self.locked.given.connect(self._on_password)
        self.pages.turned.connect(self.buttons.show_step)
        self.pages.looking.connect(self.buttons.show_busy)
        buttons.apply.clicked.connect(lambda: self._apply())
        buttons.back.clicked.connect(lambda: self._step(-1))
        buttons.next.clicked.connect(lambda: self._step(1))
        buttons.close_button.clicked.connect(lambda: self.reject())
        buttons.undo.clicked.connect(lambda: self._undo())
        buttons.stop.clicked.connect(lambda: self.pages.take_back())
        buttons.another.clicked.connect(lambda: self._another())
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self._step(-1))
        QShortcut(QKeySequence("Alt+Right"), self, lambda: self._step(1))

    def _step(self, by: int) -> None:
        if self._stack.currentWidget() is self.pages:
            self.pages.step(by)

    def _on_started(self, job: Job) -> None:
        """Another look at a file already shown is quick and leaves it standing."""
        if self._writing:
            title = _("All or nothing: cancel takes everything back.")
        else:
            title = _("Reading and comparing with your customers…")
        self.progress.follow(job, title)
        self.buttons.follow(job)

    def _on_previewed(self, shown: Preview) -> None:
        self.locked.forget()
        arriving = self._stack.currentWidget() is not self.pages
        self.pages.show_preview(shown)
        self.buttons.set_onward(leads_on=not shown.understanding.is_nothing)
        self._stack.setCurrentWidget(self.pages)
        self._title.setText(_("What will be imported"))
        self._facts.setText(facts_text(shown.understanding, shown.plan))
        self._facts.show()
        counts = shown.plan.counts()
        changed = counts["created"] + counts["updated"]
        text = import_text(shown.plan, shown.tabs.kinds, changed).format(n=f"{changed:,}")
        self.buttons.set_ready(ready=shown.plan.changes_anything(), text=text)
        if arriving:  # the page left before held the keyboard; Qt gave it to the first step
            self.buttons.take_focus()

    def _apply(self) -> None:
        self._writing = True
        self._title.setText(_("Importing…"))
        self._stack.setCurrentWidget(self._waiting)
        self.buttons.show_none()
        self._importer.apply()

    def _on_applied(self, result: ImportResult) -> None:
        self._writing = False
        self._title.setText(_("Imported"))
        self._facts.hide()
        self.report.show_result(result)
        self._stack.setCurrentWidget(self.report)
        self.buttons.show_end(undoable=result.change_set is not None)
        self.imported.emit(result)

    def _on_password(self, password: str) -> None:
        self._importer.password = password
        self._stack.setCurrentWidget(self._waiting)
        self._importer.preview()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, CrmError) and error.code in CODES:
            self._title.setText(self._importer.path.name)
            self._stack.setCurrentWidget(self.locked)
            self.locked.ask(error)
        elif self._writing or self._stack.currentWidget() is self.pages:
            self._back_to_pages()
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
        self.buttons.show_refused()

    def _on_stopped(self) -> None:
        if self._writing:  # cancelled while writing: everything was taken back
            self._back_to_pages()
        elif self._stack.currentWidget() is self._waiting:
            self.reject()

    def _back_to_pages(self) -> None:
        self._writing = False
        self._title.setText(_("What will be imported"))
        self._stack.setCurrentWidget(self.pages)
        self.buttons.show_step(self.pages.current())
        self.buttons.set_ready(ready=True)

    def _undo(self) -> None:
        self.undo_asked.emit()
        self.accept()

    def _another(self) -> None:
        self.another_asked.emit()
        self.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._writing and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Another file in place of this one."""
        if not self._writing and (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)
            self.accept()

    def done(self, result: int) -> None:
        if self._writing:
            return
        self.pages.clear()
        self._importer.close()
        super().done(result)
