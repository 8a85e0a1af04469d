"""The export: whom, as what kind of file, with how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.fields import Target
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.progress import ProgressPanel

_FORMAT = "export/format"


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What can be exported now: the list as seen with its columns, and the rows selected."""

    shown: Sequence[int]
    columns: Sequence[Target]
    selected: Sequence[int]


class ExportDialog(QDialog):
    """Whom (selected, as seen, everybody), which file; then where, then done."""

    def __init__(
        self, db: Database, jobs: JobRunner, scope: ExportScope, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Export customers"))
        self.setMinimumWidth(560)
        self._db, self._jobs, self._scope = db, jobs, scope
        self.whom = {
            "selected": QRadioButton(
                _("The {n} selected").format(n=f"{len(scope.selected):,}")
            ),
            "shown": QRadioButton(
                ngettext("The list as seen: {n} customer with these columns",
                         "The list as seen: {n} customers with these columns",
                         len(scope.shown)).format(n=f"{len(scope.shown):,}")
            ),
            "all": QRadioButton(_("Everything: all customers, log, complaints and orders")),
        }  # fmt: skip
        self.format = ChoiceRow(
            [("xlsx", _("Excel workbook")), ("csv", _("CSV text")), ("vcf", _("vCard"))]
        )
        self._hint = label("", "muted", wrap=True)
        self.progress = ProgressPanel()
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
            outer.addWidget(button)
        outer.addWidget(label(_("As"), "secondary"))
        outer.addWidget(self.format)
        outer.addWidget(self._hint)
        outer.addWidget(self.progress)
        outer.addStretch(1)
        self.save_button = PrimaryButton(_("Export…"), "export")
        self.save_button.setObjectName("save")
        self.close_button = PlainButton(_("Cancel"))
        self.close_button.setObjectName("close")
        self.open_button = PlainButton(_("Open the folder"), "folder")
        self.open_button.setObjectName("open_folder")
        self.open_button.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save_button)
        outer.addLayout(buttons)
        self.save_button.clicked.connect(lambda: self._ask_where())
        self.close_button.clicked.connect(lambda: self.reject())
        self.format.changed.connect(lambda _value: self._say_hint())

    def _choose_first(self) -> None:
        selected, shown = bool(self._scope.selected), bool(self._scope.shown)
        self.whom["selected"].setVisible(selected)
        self.whom["shown"].setEnabled(shown)
        first = "selected" if selected else "shown" if shown else "all"
        self.whom[first].setChecked(True)
        self.format.set_value(QSettings().value(_FORMAT, "xlsx"))
        self._say_hint()

    def _say_hint(self) -> None:
        hints = {
            "xlsx": _(
                "For Excel and WPS; what was exported as everything comes back without loss."
            ),
            "csv": _("Plain text for other programs; log, complaints and orders are left out."),
            "vcf": _("For phones and mail programs; log, complaints and orders are left out."),
        }
        if self.format.value() is None:  # one of them is always meant
            self.format.set_value("xlsx")
        self._hint.setText(hints[str(self.format.value())])

    def request(self) -> ExportRequest:
        """What was chosen."""
        if self.whom["all"].isChecked():
            return ExportRequest(logs=True)
        if self.whom["selected"].isChecked():
            return ExportRequest(self._scope.selected)
        return ExportRequest(self._scope.shown, self._scope.columns)

    def _ask_where(self) -> None:
        kind = str(self.format.value())
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        day = local_day(self._db.now(), zone)
        name = _("Customers {day}").format(day=f"{day:%Y-%m-%d}") + f".{kind}"
        filters = {
            "xlsx": _("Excel workbook (*.xlsx)"),
            "csv": _("CSV text (*.csv)"),
            "vcf": _("vCard (*.vcf)"),
        }
        ask_save_file(self, _("Export customers"), name, filters[kind], self.write)

    def write(self, path: Path) -> None:
        """Write the file chosen, with progress and cancel."""
        QSettings().setValue(_FORMAT, self.format.value())
        request = self.request()
        job = self._jobs.read(lambda job: export(self._db, path, request, job))
        self.progress.follow(job, _("Writing {file}…").format(file=path.name))
        self.save_button.setEnabled(False)
        job.succeeded.connect(lambda count: self._on_written(path, count))
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def _on_written(self, path: Path, count: int) -> None:
        text = ngettext("{n} customer written to {file}.", "{n} customers written to {file}.",
                        count)  # fmt: skip
        self._hint.setText(text.format(n=f"{count:,}", file=path.name))
        self.close_button.setText(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self.open_button.show()
        folder = QUrl.fromLocalFile(str(path.parent))
        self.open_button.clicked.connect(lambda: QDesktopServices.openUrl(folder))

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _on_finished(self) -> None:
        self.save_button.setEnabled(True)
