"""The answers of a web form, looked at before anything is written; doubtful rows are decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.survey_forms.apply import apply_form
from crmdesk.models.exchange.survey_forms.form import Form, read_form
from crmdesk.models.exchange.survey_forms.making import questionnaire_of
from crmdesk.models.exchange.survey_forms.matching import (
    Meant,
    fit,
    fits_well,
    match_columns,
    without_question,
)
from crmdesk.models.exchange.survey_forms.plan import FormPlan, Pick, plan_form
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys.actions import create_questionnaire
from crmdesk.models.surveys.drafts import QuestionnaireDraft
from crmdesk.models.surveys.queries import (
    QuestionnaireRow,
    QuestionRow,
    load_questionnaires,
    load_questions,
)
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.surveys.form_columns import FormColumns
from crmdesk.ui.surveys.form_rows import FormRows, problem_lines, tell_counts

NEW = 0
"""Stands for a questionnaire that is made of the file."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A form that was read, and the questionnaires it may answer, the best first; `found` says of
    each what its columns mean."""

    form: Form
    papers: tuple[tuple[QuestionnaireRow, tuple[QuestionRow, ...]], ...]
    wanted: int
    draft: QuestionnaireDraft
    found: Mapping[int, Mapping[int, Meant]]


class FormImport(QObject):
    """Asks for the file, reads it in a child, opens the dialog; `taken` says for which
    questionnaire."""

    taken = Signal(int)

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, parent

    def ask_file(self, questionnaire_id: int | None = None) -> None:
        """Which workbook."""
        filters = _("Answers of a web form (*.xlsx *.xls *.csv *.ods)")
        ask_open_file(
            self._window, _("Take over a web form"), filters,
            lambda path: self.open(path, questionnaire_id),
        )  # fmt: skip

    def open(self, path: Path, questionnaire_id: int | None = None) -> None:
        """Read it and show what it would do."""
        job = self._jobs.read(lambda job: self._read(path, questionnaire_id, job))
        job.succeeded.connect(self._show)
        job.failed.connect(partial(show_failure, self._window))

    def _read(self, path: Path, questionnaire_id: int | None, job: Job) -> _Opened:
        form = read_form(path, progress=job)
        with self._db.read() as session:
            papers = [
                (row, tuple(load_questions(session, row.id)))
                for row in load_questionnaires(session)
            ]
        papers.sort(key=lambda pair: -fit(form, pair[1]))
        draft = questionnaire_of(form)
        found = {row.id: match_columns(form, asked) for row, asked in papers}
        found[NEW] = match_columns(form, _questions_of(draft))
        wanted = NEW
        if papers and fits_well(form, found[papers[0][0].id], papers[0][1]):
            wanted = papers[0][0].id
        return _Opened(form, tuple(papers), questionnaire_id or wanted, draft, found)

    def _show(self, opened: _Opened) -> None:
        dialog = FormDialog(self._db, self._jobs, self._navigator, opened, self._window)
        dialog.taken_over.connect(self.taken)
        dialog.open()


class FormDialog(QDialog):
    """Which questionnaire, which column is which question, whose answers each row holds."""

    taken_over = Signal(int)  # the questionnaire's id

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        opened: _Opened,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form_import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Take over {file}").format(file=opened.form.file))
        open_at(self, 980, 620)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._opened = opened
        self._picks: dict[int, Pick] = {}
        self._to_take = False
        self.plan: FormPlan | None = None
        self.paper = QComboBox()
        self.columns = FormColumns()
        self.rows = FormRows(db, jobs)
        self._plans = Latest(jobs, self)
        self._lay_out()
        self._plans.ready.connect(self._on_plan)
        self._plans.failed.connect(partial(show_failure, self))
        self._on_paper()
        self.rows.table.setFocus()

    def _head(self) -> QHBoxLayout:
        """Which questionnaire the answers are of."""
        self.paper.setObjectName("form_paper")
        self.paper.setAccessibleName(_("Questionnaire"))
        self.paper.addItem(_("A new questionnaire from this file"), NEW)
        for row, _questions in self._opened.papers:
            self.paper.addItem(row.name, row.id)
        self.paper.setCurrentIndex(max(self.paper.findData(self._opened.wanted), 0))
        head = QHBoxLayout()
        caption = label(_("&Questionnaire"), "secondary")
        caption.setBuddy(self.paper)
        head.addWidget(caption)
        head.addWidget(self.paper, 1)
        return head

    def _lay_out(self) -> None:
        self.told = label("", "secondary", wrap=True)
        self.told.setObjectName("form_told")
        self.problems = label("", "muted", wrap=True)
        self.problems.setObjectName("form_problems")
        self.unmatched = PlainButton("", "warning")
        self.unmatched.setObjectName("form_unmatched")
        self.tabs = QTabWidget()
        self.tabs.addTab(self.rows, _("Rows"))
        self.tabs.addTab(self.columns, _("Columns"))
        self.take = PrimaryButton(_("Take over"), "check")
        self.take.setObjectName("form_take")
        self.take.setDefault(True)
        leave = PlainButton(_("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.take)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        outer.addLayout(self._head())
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.unmatched)
        outer.addLayout(told)
        outer.addWidget(self.tabs, 1)
        outer.addWidget(self.problems)
        outer.addLayout(buttons)
        self.paper.currentIndexChanged.connect(lambda _at: self._on_paper())
        self.columns.changed.connect(self._replan)
        self.rows.decided.connect(self._on_decided)
        self.rows.all_decided.connect(lambda: setattr(self, "_to_take", True))
        self.unmatched.clicked.connect(lambda: self._show_unmatched())
        self.take.clicked.connect(lambda: self._take())
        leave.clicked.connect(lambda: self.reject())

    def questions(self) -> tuple[QuestionRow, ...]:
        """Those of the questionnaire chosen; of one to be made, numbered below zero."""
        chosen = self.paper.currentData()
        for row, asked in self._opened.papers:
            if row.id == chosen:
                return asked
        return _questions_of(self._opened.draft)

    def _on_paper(self) -> None:
        opened = self._opened
        found = opened.found[self.paper.currentData()]
        self.columns.show_form(opened.form, self.questions(), found)
        self._replan()

    def _on_decided(self, picks: Mapping[int, Pick]) -> None:
        self._picks.update(picks)
        self._replan()

    def _tell_unmatched(self) -> None:
        """How many columns nobody would read, and the way to them."""
        count = len(without_question(self._opened.form, self.columns.meant()))
        told = ngettext("{n} column answers no question", "{n} columns answer no question", count)
        text = told.format(n=count)
        self.unmatched.setText(text)
        self.unmatched.setShortcut("Alt+O")
        self.unmatched.setToolTip(_("Show them (Alt+O)"))
        self.unmatched.setVisible(count > 0)

    def _show_unmatched(self) -> None:
        self.tabs.setCurrentWidget(self.columns)
        left = without_question(self._opened.form, self.columns.meant())
        if left:
            self.columns.focus_column(left[0])

    def _replan(self) -> None:
        self._tell_unmatched()
        self._plans.ask(self._planner(self.columns.meant(), self.questions()))

    def _planner(
        self, meant: dict[int, Meant], asked: Sequence[QuestionRow]
    ) -> Callable[[Job], FormPlan]:
        form, picks, paper = self._opened.form, dict(self._picks), int(self.paper.currentData())

        def ask(_job: Job) -> FormPlan:
            with self._db.read() as session:
                today = local_day(self._db.now(), office_zone(load_office(session).zone))
                return plan_form(session, form, paper, asked, meant, today=today, picks=picks)

        return ask

    def _on_plan(self, plan: FormPlan) -> None:
        self.plan = plan
        self.rows.show_plan(plan)
        self.told.setText(tell_counts(plan))
        lines = problem_lines(plan)
        self.problems.setText("\n".join(lines))
        self.problems.setVisible(bool(lines))
        count = len(plan.taken)
        told = ngettext("Take over {n} answer", "Take over {n} answers", count)
        self.take.setText(told.format(n=count))
        self.take.setEnabled(count > 0)
        if self._to_take and not self._plans.waiting():
            self._to_take = False
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self.plan is None or self._plans.waiting():
            return
        self.take.setEnabled(False)
        job = self._jobs.write(self._writer(self.plan))
        job.succeeded.connect(self._on_taken)
        job.failed.connect(partial(show_failure, self))
        job.failed.connect(lambda _error: self.take.setEnabled(True))

    def _writer(self, plan: FormPlan) -> Callable[[Job], tuple[int, int]]:
        """Answers how many were taken over, and for which questionnaire."""
        form, draft, meant, picks = (
            self._opened.form, self._opened.draft, self.columns.meant(), dict(self._picks),
        )  # fmt: skip

        def store(_job: Job) -> tuple[int, int]:
            now, count = self._db.now(), len(plan.taken)
            with self._db.write("survey.import", count=count, file=form.file) as session:
                wanted = plan
                if plan.questionnaire_id == NEW:
                    key = create_questionnaire(session, draft, now=now)
                    asked = load_questions(session, key)
                    places = {-number: one.id for number, one in enumerate(asked, start=1)}
                    renamed = {
                        at: Meant(places[one.question_id], one.choice)
                        for at, one in meant.items()
                        if one.question_id in places
                    }
                    today = local_day(now, office_zone(load_office(session).zone))
                    wanted = plan_form(session, form, key, asked, renamed, today=today, picks=picks)
                return apply_form(session, wanted, now=now), wanted.questionnaire_id

        return store

    def _on_taken(self, taken: tuple[int, int]) -> None:
        count, questionnaire = taken
        told = ngettext("{n} answer taken over", "{n} answers taken over", count)
        self._navigator.say(told.format(n=count), undoable=True)
        self.taken_over.emit(questionnaire)
        self.accept()


def _questions_of(draft: QuestionnaireDraft) -> tuple[QuestionRow, ...]:
    """Those of a questionnaire to be made, numbered below zero."""
    return tuple(
        QuestionRow(-number, one.kind, one.text, one.choices, one.required, one.field)
        for number, one in enumerate(draft.questions, start=1)
    )
