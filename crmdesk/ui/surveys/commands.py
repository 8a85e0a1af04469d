"""Putting a questionnaire to customers, from wherever they are looked at; making questionnaires."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.surveys.drafts import QuestionnaireDraft
from crmdesk.models.surveys.fields import field_texts
from crmdesk.models.surveys.queries import (
    QuestionnaireRow,
    ResponseFilter,
    find_ids,
    load_draft,
    load_questionnaires,
    load_rows,
)
from crmdesk.models.surveys.responses import WAITING
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.surveys.call_dialog import CallDialog
from crmdesk.ui.surveys.choose_dialog import ChooseDialog
from crmdesk.ui.surveys.edit_dialog import QuestionnaireDialog
from crmdesk.ui.surveys.printing import blank_sheet
from crmdesk.ui.surveys.response_dialog import ResponseDialog
from crmdesk.ui.surveys.store import SurveyStore


class SurveyCommands:
    """Answers `navigator.open_survey`."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._store = SurveyStore(db, jobs)

    def open(self, response_id: int | None, customers: Sequence[int], parent: QWidget) -> None:
        """The answers there are, or a questionnaire for these customers."""
        if response_id is not None:
            self.open_response(response_id, parent)
        elif customers:
            self._choose(parent, partial(self.ask, customers=customers, parent=parent))

    def open_response(self, response_id: int, parent: QWidget) -> None:
        """What was answered; one that waits is gone on with."""
        with self._db.read() as session:
            row = load_rows(session, [response_id]).get(response_id)
        if row is None:
            show_failure(parent, CrmError("survey.response.gone"))
        elif row.status in WAITING:
            self._call(row.questionnaire_id, [row.customer_id], parent)
        else:
            ResponseDialog(self._db, self._jobs, self._navigator, response_id, parent).open()

    def ask(
        self, questionnaire: QuestionnaireRow, *, customers: Sequence[int], parent: QWidget
    ) -> None:
        """Put it to these customers one after the other; several wait on the list till then."""
        if len(customers) == 1:
            self._call(questionnaire.id, customers, parent)
            return
        job = self._store.plan(questionnaire.id, questionnaire.name, customers)
        job.succeeded.connect(lambda _ids: self._call(questionnaire.id, customers, parent))
        job.failed.connect(partial(show_failure, parent))

    def call_waiting(self, questionnaire_id: int, parent: QWidget) -> None:
        """Those who wait to be asked this, in the order they were planned."""
        with self._db.read() as session:
            ids = find_ids(session, ResponseFilter("waiting", questionnaire_id))
            rows = load_rows(session, ids)
        customers = [rows[key].customer_id for key in ids if key in rows]
        if customers:
            self._call(questionnaire_id, customers, parent)
        else:
            self._navigator.say(_("Nobody waits to be asked: select customers in the list."))

    def new(self, parent: QWidget, draft: QuestionnaireDraft | None = None) -> QuestionnaireDialog:
        """The form, blank or filled with one that is ready."""
        return self._form(None, draft or QuestionnaireDraft(), parent)

    def edit(self, questionnaire_id: int, parent: QWidget) -> None:
        """The form of one there is."""
        try:
            with self._db.read() as session:
                draft = load_draft(session, questionnaire_id)
        except CrmError as error:
            show_failure(parent, error)
            return
        self._form(questionnaire_id, draft, parent)

    def print_blank(self, questionnaire_id: int, parent: QWidget) -> None:
        """To be filled in by hand."""
        blank_sheet(self._db, questionnaire_id).preview(parent)

    def import_answers(
        self,
        questionnaire_id: int | None,
        parent: QWidget,
        on_taken: Callable[[int], None] = lambda _questionnaire: None,
    ) -> None:
        """Ask for the workbook of a web form, and show what taking it over would do."""
        from crmdesk.ui.surveys.import_dialog import FormImport

        taking = FormImport(self._db, self._jobs, self._navigator, parent)
        taking.taken.connect(on_taken)
        taking.ask_file(questionnaire_id)

    def open_form(self, path: Path, parent: QWidget) -> None:
        """The same with a workbook at hand."""
        from crmdesk.ui.surveys.import_dialog import FormImport

        FormImport(self._db, self._jobs, self._navigator, parent).open(path)

    def archive(self, row: QuestionnaireRow, parent: QWidget) -> None:
        """Put it aside, or take it up again."""
        job = self._store.archive(row.id, row.name, archived=not row.archived)
        told = _("“{name}” is asked again") if row.archived else _("“{name}” was put aside")
        said = told.format(name=row.name)
        job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))
        job.failed.connect(partial(show_failure, parent))

    def delete(self, row: QuestionnaireRow, parent: QWidget) -> None:
        """Ask where answers would go with it."""
        if not row.answered and not row.waiting:
            self._delete(row, parent)
            return
        count = row.answered + row.waiting
        told = ngettext(
            "{n} answer goes with it. Undo brings everything back.",
            "{n} answers go with it. Undo brings everything back.",
            count,
        )
        confirm(
            parent,
            _("Delete “{name}”?").format(name=row.name),
            told.format(n=count),
            _("Delete"),
            lambda: self._delete(row, parent),
            danger=True,
        )

    def _delete(self, row: QuestionnaireRow, parent: QWidget) -> None:
        job = self._store.delete(row.id, row.name)
        told = _("“{name}” was deleted.").format(name=row.name)
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
        job.failed.connect(partial(show_failure, parent))

    def _choose(self, parent: QWidget, then: Callable[[QuestionnaireRow], None]) -> None:
        with self._db.read() as session:
            rows = load_questionnaires(session)
        if not rows:
            self._navigator.show_screen("surveys")
            self._navigator.say(_("Make a questionnaire first, or take a ready one."))
        elif len(rows) == 1:
            then(rows[0])
        else:
            dialog = ChooseDialog(rows, _("Questionnaire"), parent)
            dialog.chosen.connect(then)
            dialog.open()

    def _call(self, questionnaire_id: int, customers: Sequence[int], parent: QWidget) -> None:
        for shown in parent.window().findChildren(CallDialog):
            if shown.isVisible():  # one telephone, one questionnaire at a time
                shown.raise_()
                shown.activateWindow()
                return
        CallDialog(
            self._db, self._jobs, self._navigator, questionnaire_id, customers, parent.window()
        ).show()  # not open(): the window stays free to look things up in during the call

    def _form(
        self, questionnaire_id: int | None, draft: QuestionnaireDraft, parent: QWidget
    ) -> QuestionnaireDialog:
        with self._db.read() as session:
            fields = field_texts(session)
        dialog = QuestionnaireDialog(fields, parent)
        dialog.show_draft(draft)
        dialog.submitted.connect(partial(self._save, questionnaire_id, dialog))
        dialog.open()
        return dialog

    def _save(
        self, questionnaire_id: int | None, dialog: QuestionnaireDialog, draft: QuestionnaireDraft
    ) -> None:
        job = self._store.save(questionnaire_id, draft)
        told = _("Questionnaire saved")
        job.succeeded.connect(lambda _id: self._navigator.say(told, undoable=True))
        dialog.wait_for(job)
