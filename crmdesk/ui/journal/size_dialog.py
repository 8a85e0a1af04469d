"""How much the journal takes, how much of it is kept, and letting go of the rest after a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo
from typing import TYPE_CHECKING, NamedTuple, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.logbook.keeping import KeepRule, Kind, cut_of, load_rule, save_rule
from crmdesk.models.logbook.prune import LEAST_DAYS, Prospect, look, prune
from crmdesk.models.logbook.size import JournalSize, measure
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.number_box import NumberBox
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.room import KeepsWhole

if TYPE_CHECKING:
    Backup = Callable[[], object]

MB = 1 << 20


class Answer(NamedTuple):
    """What there is, and what the rule would let go of."""

    size: JournalSize
    prospect: Prospect | None


class JournalSizeDialog(QDialog):
    """The rule is stored when it is changed; nothing goes before the button is pressed."""

    def __init__(
        self, db: Database, jobs: JobRunner, zone: tzinfo, backup: Backup, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journal_size")
        self.setWindowTitle(_("Size of the journal"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self._db, self._jobs, self._zone, self._backup = db, jobs, zone, backup
        self._found: Prospect | None = None
        self.told = label(_("Counting…"), "heading", wrap=True)
        self.told.setObjectName("journal_told")
        self.choices: dict[Kind, QRadioButton] = {
            "all": QRadioButton(_("Keep everything")),
            "years": QRadioButton(_("Keep the last")),
            "megabytes": QRadioButton(_("Keep at most")),
        }
        self.years, self.megabytes = NumberBox(maximum=30), NumberBox(maximum=99_999, step=50)
        self.auto = QCheckBox(_("Drop what is older by itself, when nobody works"))
        self.going = label("", "secondary", wrap=True)
        self.going.setObjectName("journal_going")
        self.drop = PrimaryButton(pgettext("journal", "Drop it…"), "delete")
        self.drop.setObjectName("journal_drop")
        self.progress = ProgressPanel()
        self._answers = Latest(jobs, self)
        self._lay_out()
        KeepsWhole(self)
        with db.read() as session:
            self._show_rule(load_rule(session))
        self._connect()
        self._ask()

    def rule(self) -> KeepRule:
        """What is chosen."""
        kind = next(kind for kind in get_args(Kind) if self.choices[kind].isChecked())
        return KeepRule(kind, self.years.value(), self.megabytes.value(), self.auto.isChecked())

    def _show_rule(self, rule: KeepRule) -> None:
        self.choices[rule.kind].setChecked(True)
        self.years.setValue(rule.years)
        self.megabytes.setValue(rule.megabytes)
        self.auto.setChecked(rule.auto)
        self._enable()

    def _enable(self) -> None:
        rule = self.rule()
        self.years.setEnabled(rule.kind == "years")
        self.megabytes.setEnabled(rule.kind == "megabytes")
        self.auto.setEnabled(rule.kind != "all")

    def _on_rule(self, *_values: object) -> None:
        self._enable()
        rule = self.rule()

        def store(_job: object) -> None:
            with self._db.write("journal.keep") as session:
                save_rule(session, rule)

        job = self._jobs.write(store)
        job.failed.connect(self._on_failed)
        self._ask()

    def _ask(self) -> None:
        rule, zone = self.rule(), self._zone
        today = local_day(self._db.now(), zone)

        def count(_job: object) -> Answer:
            with self._db.read() as session:
                before = cut_of(session, rule, today, zone)
                found = None if before is None else look(session, before, today, zone)
                return Answer(measure(session), found)

        self._answers.ask(count)

    def _on_answer(self, answer: Answer) -> None:
        size, found = answer
        self._found = found
        self.told.setText(say_size(size, self._zone))
        self.going.setText(say_prospect(found))
        self.drop.setEnabled(found is not None and not found.is_empty)

    def _on_drop(self) -> None:
        found = self._found
        if found is None:
            return
        confirm(
            self,
            _("Drop what is older than {day}?").format(day=full_day(found.before)),
            _("What is dropped can be neither looked up nor undone any more. "
              "A backup is made before."),
            pgettext("journal", "Drop it"),
            lambda: self._start(found.before),
            danger=True,
        )  # fmt: skip

    def _start(self, before: date) -> None:
        def run(job: Job) -> Prospect:
            return prune(self._db, before, self._zone, self._backup, job)

        job = self._jobs.write(run, stoppable=True)  # what is left goes the next time
        self.drop.setEnabled(False)
        self.progress.follow(job, _("Dropping old changes…"), cancellable=False)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._ask)

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(self._on_failed)
        for button in (*self.choices.values(), self.auto):
            button.clicked.connect(self._on_rule)
        for box in (self.years, self.megabytes):
            box.editingFinished.connect(self._on_rule)
        self.drop.clicked.connect(self._on_drop)

    def _lay_out(self) -> None:
        self.years.setMinimum(1)
        self.megabytes.setMinimum(10)
        self.years.setSuffix(" " + pgettext("journal", "years"))
        self.megabytes.setSuffix(" MB")
        self.years.setAccessibleName(_("Keep the last"))
        self.megabytes.setAccessibleName(_("Keep at most"))
        self.drop.setEnabled(False)
        group, rows = QButtonGroup(self), QVBoxLayout()
        boxes = {"years": self.years, "megabytes": self.megabytes}
        for kind, choice in self.choices.items():
            choice.setObjectName(f"keep_{kind}")
            group.addButton(choice)
            row = QHBoxLayout()
            row.addWidget(choice)
            if kind in boxes:
                row.addWidget(boxes[kind])
            row.addStretch()
            rows.addLayout(row)
        close = PlainButton(_("Close"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.drop)
        buttons.addStretch()
        buttons.addWidget(close)
        always = _("The last {days} days always stay, and so do consents and refusals, erasures, "
                   "exports and prints.").format(days=LEAST_DAYS)  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.told)
        outer.addLayout(rows)
        outer.addWidget(self.auto)
        outer.addWidget(self.going)
        outer.addWidget(label(always, "muted", wrap=True))
        outer.addWidget(self.progress)
        outer.addLayout(buttons)


def say_size(size: JournalSize, zone: tzinfo) -> str:
    """12 MB, 3 456 changes since 1 Mar 2024."""
    if size.since is None:
        return _("The journal is empty.")
    told = ngettext("{size}: {n} change since {day}", "{size}: {n} changes since {day}", size.sets)
    return told.format(
        size=say_bytes(size.bytes), n=f"{size.sets:,}", day=full_day(local_day(size.since, zone))
    )


def say_prospect(found: Prospect | None) -> str:
    """What would go, and what of it stays by law."""
    if found is None:
        return _("Nothing goes.")
    if found.is_empty:
        return _("There is nothing before {day} that could go.").format(day=full_day(found.before))
    told = ngettext(
        "Before {day}: {n} change, about {size}.",
        "Before {day}: {n} changes, about {size}.",
        found.sets,
    )
    size = say_bytes(found.bytes)
    lines = [told.format(day=full_day(found.before), n=f"{found.sets:,}", size=size)]
    if found.kept:
        kept = ngettext("{n} more of that time stays.", "{n} more of that time stay.", found.kept)
        lines.append(kept.format(n=f"{found.kept:,}"))
    return "\n".join(lines)


def say_bytes(count: int) -> str:
    """850 KB, 12 MB: no more exact than it is known."""
    return f"{count / MB:,.0f} MB" if count >= MB else f"{max(1, count >> 10):,} KB"
