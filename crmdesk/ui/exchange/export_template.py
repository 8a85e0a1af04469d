"""The templates of the office: used before, chosen now, or begun from a sample."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.core.messages import explain
from crmdesk.ui.kit.ask import ask_open_file, ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton

_KNOWN = "export/templates"
_MOST = 8
_TIP = Qt.ItemDataRole.ToolTipRole


class TemplateField(QWidget):
    """A menu of templates; each is looked at when it is chosen, and what is wrong is said."""

    changed = Signal()

    def __init__(self, db: Database, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db, self._jobs = db, jobs
        self.was_asked = False  # whether anybody wanted to know what the template does
        self._checked: Path | None = None
        self.menu = QComboBox()
        self.menu.setObjectName("templates")
        self.menu.setAccessibleName(_("Template"))
        self.menu.setMinimumWidth(220)
        self.choose_button = PlainButton(_("Choose a file…"), "folder")
        self.choose_button.setObjectName("choose_template")
        self.sample_button = PlainButton(_("Save a sample…"), kind="link")
        self.sample_button.setObjectName("sample")
        self.found = label("", "muted", wrap=True)
        self.found.setObjectName("template_found")
        self.problem = label("", "problem", selectable=True, wrap=True)
        self.problem.setObjectName("template_problem")
        row = QHBoxLayout()
        for widget in (self.menu, self.choose_button, self.sample_button):
            row.addWidget(widget, int(widget is self.menu))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        for part in (self.found, self.problem):
            part.hide()
        outer.addLayout(row)
        outer.addWidget(self.found)
        outer.addWidget(self.problem)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_checked)
        self._answers.failed.connect(self._on_refused)
        self.choose_button.clicked.connect(lambda: self.choose())
        self.sample_button.clicked.connect(lambda: self.ask_sample())
        self.menu.activated.connect(lambda _at: self.check())
        self._offer(None)

    def template(self) -> Path | None:
        """The template to fill; None where there is none, or none that can be."""
        chosen = self._current()
        return chosen if chosen is not None and chosen == self._checked else None

    def check(self) -> None:
        """Look at the template chosen; `changed` says when that is done."""
        self.was_asked, self._checked = True, None
        path = self._current()
        self.found.setText(_("Looking at the template…"))
        self.found.setVisible(path is not None)
        self.problem.hide()
        self.changed.emit()
        if path is not None:
            self._answers.ask(lambda _job: (path, _look(self._db, path)))

    def choose(self) -> None:
        """Ask for a file."""
        filters = _("Templates (*.xlsx *.xltx)")
        ask_open_file(self, _("Choose a template"), filters, self.use)

    def use(self, path: Path) -> None:
        """Take this template, and offer it again another time."""
        self._offer(path)
        self.check()

    def remember(self) -> None:
        """What was filled stands first next time."""
        if (path := self.template()) is not None:
            self._offer(path)

    def ask_sample(self) -> None:
        """Save a template to begin with."""
        name = _("Template") + ".xlsx"
        ask_save_file(
            self, _("Save a sample"), name, _("Excel workbook (*.xlsx)"), self.save_sample
        )

    def save_sample(self, path: Path) -> None:
        """Write it, and take it at once."""
        from crmdesk.models.exchange.export.template.sample import write_sample

        def write(_job: object) -> Path:
            write_sample(db, path)
            return path

        db = self._db
        job = self._jobs.read(write)
        job.succeeded.connect(self.use)
        job.failed.connect(self._on_refused)

    def _current(self) -> Path | None:
        data = self.menu.currentData()
        return Path(data) if data else None

    def _offer(self, first: Path | None) -> None:
        """Those whose file is still there; the newest first."""
        known = [str(first)] if first else []
        known += [path for path in _known() if path not in known and Path(path).is_file()]
        if first:
            QSettings().setValue(_KNOWN, json.dumps(known[:_MOST]))
        self.menu.clear()
        for path in known[:_MOST]:
            self.menu.addItem(Path(path).stem, path)
            self.menu.setItemData(self.menu.count() - 1, path, _TIP)
        if not known:
            self.menu.addItem(pgettext("template", "None chosen yet"), "")
        self.menu.setEnabled(bool(known))

    def _on_checked(self, answer: tuple[Path, tuple[str, str]]) -> None:
        path, (wrong, told) = answer
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        self.found.setText(told)
        self.found.setVisible(bool(told) and not wrong)
        self._checked = None if wrong else path
        self.changed.emit()

    def _on_refused(self, error: BaseException) -> None:
        self.found.hide()
        if isinstance(error, CrmError):
            self.problem.setText(explain(error))
            self.problem.show()
        else:
            show_failure(self, error)


def _look(db: Database, path: Path) -> tuple[str, str]:
    """What is wrong with the template, and what it will do."""
    from crmdesk.models.exchange.export.template.fill import check_template
    from crmdesk.models.exchange.export.template.losses import loss_text
    from crmdesk.models.exchange.export.template.say import complaint

    check = check_template(db, path)
    does = {
        "list": _("One row is repeated for each customer."),
        "form": _("Every customer gets a sheet of her own."),
        "once": _("No word in it tells of a customer."),
    }[check.kind]
    if check.losses:
        lost = pgettext("list", ", ").join(map(loss_text, check.losses))
        does += " " + _("Left out, because only Excel can write them: {what}.").format(what=lost)
    return complaint(check.wrong), does


def _known() -> list[str]:
    try:
        found = json.loads(str(QSettings().value(_KNOWN, "[]")))
    except ValueError:
        return []
    return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []
