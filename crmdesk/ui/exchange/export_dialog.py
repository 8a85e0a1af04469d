"""The export: whom, as what, with which columns; then where, then done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.export.run import ExportRequest
from crmdesk.models.office.settings import load_office
from crmdesk.ui.exchange.export_columns import ColumnsField
from crmdesk.ui.exchange.export_result import ExportResult
from crmdesk.ui.exchange.export_task import (
    ENDINGS,
    ExportScope,
    ExportTask,
    kind_hints,
    kind_texts,
)
from crmdesk.ui.exchange.export_template import TemplateField
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.progress import ProgressPanel

__all__ = ["ExportDialog", "ExportScope"]

_FORMAT = "export/format"
_WITH_COLUMNS = ("xlsx", "csv")


class ExportDialog(QDialog):
    """What was chosen last time is chosen again: Enter, and Enter where to."""

    def __init__(
        self, db: Database, jobs: JobRunner, scope: ExportScope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export customers"))
        self.setMinimumWidth(640)
        self._db, self._jobs, self._scope = db, jobs, scope
        self._job: Job | None = None
        self._path = Path()
        self.whom = {
            "selected": QRadioButton(_("The {n} selected").format(n=f"{len(scope.selected):,}")),
            "shown": QRadioButton(
                ngettext("The list as seen: {n} customer", "The list as seen: {n} customers",
                         len(scope.shown)).format(n=f"{len(scope.shown):,}")
            ),
            "all": QRadioButton(
                _("Everything: customers, log, complaints, orders, promises, follow-ups")
            ),
        }  # fmt: skip
        self.format = ChoiceRow(list(kind_texts().items()))
        self.columns = ColumnsField(db, jobs, scope.columns)
        self.template = TemplateField(db, jobs)
        self._columns_caption = label(pgettext("export", "Columns"), "secondary")
        self._template_caption = label(_("Template"), "secondary")
        self._hint = label("", "muted", wrap=True)
        self.progress = ProgressPanel()
        self.outcome = ExportResult()
        self._lay_out()
        self._choose_first()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(label(_("Export customers"), "page-title"))
        outer.addWidget(label(_("Which customers"), "secondary"))
        for name, button in self.whom.items():
            button.setObjectName(name)
            button.toggled.connect(lambda _on: self._on_chosen())
            outer.addWidget(button)
        outer.addWidget(label(_("As"), "secondary"))
        for part in (
            self.format, self._hint, self._columns_caption, self.columns, self._template_caption,
            self.template, self.progress, self.outcome,
        ):  # fmt: skip
            outer.addWidget(part)
        outer.addStretch(1)
        self.save_button = PrimaryButton(_("Export…"), "export")
        self.save_button.setObjectName("save")
        self.save_button.setDefault(True)
        self.close_button = PlainButton(_("Cancel"))
        self.close_button.setObjectName("close")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save_button)
        outer.addLayout(buttons)
        self.save_button.clicked.connect(lambda: self._ask_where())
        self.close_button.clicked.connect(lambda: self.reject())
        self.format.changed.connect(lambda _value: self._on_chosen())
        self.columns.changed.connect(lambda: self._on_chosen())
        self.template.changed.connect(lambda: self._on_chosen())

    def _choose_first(self) -> None:
        selected, shown = bool(self._scope.selected), bool(self._scope.shown)
        self.whom["selected"].setVisible(selected)
        self.whom["shown"].setEnabled(shown)
        self.format.set_value(QSettings().value(_FORMAT, "xlsx"))
        first = "selected" if selected else "shown" if shown else "all"
        self.whom[first].setChecked(True)
        self._refresh()
        self.save_button.setFocus()

    def kind(self) -> str:
        """What kind of export is chosen; one of them is always meant."""
        if self.format.value() is None:
            self.format.set_value("xlsx")
        return str(self.format.value())

    def _chosen_whom(self) -> str:
        return next((name for name, one in self.whom.items() if one.isChecked()), "all")

    def _ids(self) -> Sequence[int] | None:
        """The customers chosen; None stands for all."""
        scope = self._scope
        return {"selected": scope.selected, "shown": scope.shown, "all": None}[self._chosen_whom()]

    def _refresh(self) -> None:
        """Show what goes with the kind of export, and whether it can begin."""
        kind = self.kind()
        self._columns_caption.setVisible(kind in _WITH_COLUMNS)
        self.columns.setVisible(kind in _WITH_COLUMNS)
        self._template_caption.setVisible(kind == "template")
        self.template.setVisible(kind == "template")
        if kind == "template" and not self.template.was_asked:
            self.template.check()
        self.columns.offer(self._chosen_whom(), self._ids())
        self._hint.setText(kind_hints()[kind])
        ready = kind != "template" or self.template.template() is not None
        self.save_button.setEnabled(ready and self.progress.isHidden())

    def _on_chosen(self) -> None:
        """What was written before says nothing of what is chosen now."""
        if not self.outcome.isHidden():
            self.outcome.hide()
            self.close_button.setText(_("Cancel"))
            self.save_button.setDefault(True)
        self._refresh()

    def task(self) -> ExportTask:
        """What was chosen."""
        whom, kind = self._chosen_whom(), self.kind()
        targets = self.columns.chosen().targets or None
        search = "" if whom == "all" else self._scope.search
        request = ExportRequest(self._ids(), targets, logs=whom == "all", whom=whom, search=search)
        return ExportTask(kind, request, self.template.template())

    def _ask_where(self) -> None:
        kind = self.kind()
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        day = f"{local_day(self._db.now(), zone):%Y-%m-%d}"
        name = _("Customers {day}").format(day=day)
        if kind == "letters":
            name = _("Letters {day}").format(day=day)
        elif kind == "template" and (template := self.template.template()):
            name = f"{template.stem} {day}"
        filters = {
            "csv": _("CSV text (*.csv)"),
            "vcf": _("vCard (*.vcf)"),
            "xlsx": _("Excel workbook (*.xlsx)"),
        }
        ending = ENDINGS[kind]
        ask_save_file(self, _("Export customers"), f"{name}.{ending}", filters[ending], self.write)

    def write(self, path: Path) -> None:
        """Write the file chosen, with progress and cancel."""
        QSettings().setValue(_FORMAT, self.kind())
        self.columns.remember()
        task = self.task()
        db, self._path = self._db, path
        job = self._job = self._jobs.read(lambda job: task.carry_out(db, path, job))
        self.outcome.hide()
        self.progress.follow(job, _("Writing {file}…").format(file=path.name))
        self.save_button.setEnabled(False)
        job.succeeded.connect(self._on_written)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def reject(self) -> None:
        """Who leaves while it is being written wants no file."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _on_written(self, told: str) -> None:
        self.outcome.tell(self._path, told)
        self.template.remember()
        self.close_button.setText(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _on_finished(self) -> None:
        self._job = None
        self._refresh()
