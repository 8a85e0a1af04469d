"""A questionnaire put to one customer after the other, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys.calls import Call, load_call
from crmdesk.models.surveys.fields import load_proposals
from crmdesk.models.surveys.queries import load_response
from crmdesk.models.surveys.rules import is_low
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.surveys.after_page import AfterPage
from crmdesk.ui.surveys.call_buttons import CallButtons
from crmdesk.ui.surveys.call_head import CallHead
from crmdesk.ui.surveys.closing_page import ClosingPage
from crmdesk.ui.surveys.interview import Interview
from crmdesk.ui.surveys.printing import sheet_for
from crmdesk.ui.surveys.question_page import QuestionPage
from crmdesk.ui.surveys.store import SurveyStore


class CallDialog(QDialog):
    """Digits choose, Enter goes on, Alt+Left back, Esc leaves; every answer is kept at once.

    Not modal: the clerk may look things up while she speaks.
    """

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        questionnaire_id: int,
        customers: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("survey_call")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 860, 620)
        self._db, self._navigator = db, navigator
        self._questionnaire, self._customers = questionnaire_id, list(customers)
        self._store = SurveyStore(db, jobs)
        with db.read() as session:
            self._office = load_office(session)
        self._at = 0
        country = self._office.country
        self.head = CallHead(navigator, country)
        self.asking, self.closing = QuestionPage(self._today), ClosingPage(country)
        self.after = AfterPage(self._store, navigator)
        self.buttons = CallButtons()
        self._pages = QStackedWidget()
        self._lay_out()
        self._words = DraftSaver(db, jobs, "", self._collect, self._restore, self)
        self._show_customer()

    def _lay_out(self) -> None:
        for page in (self.asking, self.closing, self.after):
            self._pages.addWidget(page)
        card = Card(padding=20)
        card.add(self._pages, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.head)
        outer.addWidget(card, 1)
        outer.addWidget(self.buttons)
        self.asking.entered.connect(self._go_on)
        for field in (self.closing.gift, self.closing.note):
            field.returnPressed.connect(self._go_on)
        self.after.left.connect(self._next_customer)
        self.buttons.next_asked.connect(self._go_on)
        self.buttons.back_asked.connect(self._go_back)
        self.buttons.unreached_asked.connect(lambda: self._leave_her(declined=False))
        self.buttons.decline_asked.connect(lambda: self._leave_her(declined=True))
        self.head.print_asked.connect(
            lambda: _print(self._db, self._navigator, self._her.call, self)
        )

    def reject(self) -> None:
        """Esc leaves without asking: every answer is kept, what is half typed too."""
        self._words.flush()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._words.flush()
        super().closeEvent(event)

    def _show_customer(self) -> None:
        """Begin with the customer at hand; who was deleted meanwhile is passed over."""
        self._words.leave()
        while self._at < len(self._customers):
            try:
                with self._db.read() as session:
                    call = load_call(session, self._questionnaire, self._customers[self._at],
                                     staff_id=self._db.staff_id, today=self._today())  # fmt: skip
            except CrmError as error:
                if error.code != "customer.gone":
                    raise
                self._at += 1
                continue
            self._take_up(call)
            return
        self.done(1)

    def _take_up(self, call: Call) -> None:
        self._her = Interview(call)
        self.setWindowTitle(call.questionnaire)
        self.head.show_call(call, self._at + 1, len(self._customers))
        self._turn_to(self._her.step)
        self._words.move_to(f"survey:{call.questionnaire_id}:{call.customer_id}")

    def _turn_to(self, step: int) -> None:
        her = self._her
        her.step, question = step, None
        question = her.question
        self.buttons.show_for(asking=question is not None, first=step == 0)
        if question is not None:
            self._pages.setCurrentWidget(self.asking)
            place = (step + 1, len(her.call.questions))
            opening = her.call.opening if step == 0 else ""
            self.asking.show_question(question, her.given(), place, opening)
        else:
            self._pages.setCurrentWidget(self.closing)
            self.closing.begin(her.call.thanks, ())
            self._propose()

    def _go_on(self) -> None:
        """Enter: keep the answer and ask the next question, or finish."""
        page, question = self._pages.currentWidget(), self._her.question
        if page is self.closing:
            self._finish()
        elif question is not None and question.required and not self.asking.value():
            self.asking.show_problem(message("survey.answer.required"))
        elif page is self.asking and self._keep_typed():
            self._turn_to(self._her.step + 1)

    def _go_back(self) -> None:
        if self._her.step > 0 and self._keep_typed():
            self._turn_to(self._her.step - 1)

    def _keep_typed(self) -> bool:
        """Keep what stands in the field; whether it fits the question."""
        her, question = self._her, self._her.question
        if question is None:
            return True
        try:
            value = her.take(self.asking.value())
        except CrmError as error:
            self.asking.show_problem(message(error.code))
            return False
        if value is not None:
            job = self._store.answer(
                her.whom, question.id, value, channel=self.head.channel(),
                product=her.call.product, contact_id=self.head.contact_id(),
            )  # fmt: skip
            job.succeeded.connect(partial(self._on_answered, her))
            job.failed.connect(partial(show_failure, self))
        return True

    def _on_answered(self, her: Interview, response_id: int) -> None:
        her.response = response_id
        if her is self._her and her.ending:
            self._finish()
        elif her is self._her and her.question is None:
            self._propose()

    def _propose(self) -> None:
        """What of the answers would go into the record."""
        if self._her.response is not None:
            with self._db.read() as session:
                found = load_proposals(session, self._her.response, self._office)
            self.closing.proposals.show_proposals(found, self._her.call.customer_id)

    def _finish(self) -> None:
        her = self._her
        her.ending = her.response is None and not her.nothing_said
        if her.nothing_said:
            self._turn_to(0)
            self.asking.show_problem(_("Nothing was answered yet."))
        if her.response is None or her.nothing_said:
            return
        job = self._store.finish(her.response, her.call.name, self.closing.draft())
        job.succeeded.connect(self._on_finished)
        job.failed.connect(self._on_refused)

    def _on_finished(self, response_id: int) -> None:
        self._words.stop()
        name = self._her.call.name
        self._navigator.say(_("Answers of {name} noted").format(name=name), undoable=True)
        with self._db.read() as session:
            page = load_response(session, response_id)
        if is_low(page.row.csat, page.row.nps):
            self.buttons.hide()
            self._pages.setCurrentWidget(self.after)
            self.after.show_page(page, more=self._at + 1 < len(self._customers))
        else:
            self._next_customer()

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid) and "question" in error.fields:
            self._turn_to(self._her.step_of(int(error.fields["question"])))
            self.asking.show_problem(message(error.fields["answer"]))
        else:
            show_failure(self, error)

    def _leave_her(self, *, declined: bool) -> None:
        """Note that she was not reached, or would not answer, and go on to the next one."""
        whom, name = self._her.whom, self._her.call.name
        job = self._store.decline(whom) if declined else self._store.unreached(whom)
        told = (
            _("Noted: {name} would not answer") if declined else _("Noted: {name} was not reached")
        )
        said = told.format(name=name)
        job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))
        job.succeeded.connect(lambda _done: self._next_customer())
        job.failed.connect(partial(show_failure, self))

    def _next_customer(self) -> None:
        self._at += 1
        self._show_customer()

    def _collect(self) -> dict[str, Any]:
        """What is half typed."""
        if self._pages.currentWidget() is self.closing:
            return {"closing": state} if (state := self.closing.state()) else {}
        question, value = self.asking.question, self.asking.value()
        if question is None or value == self._her.given():
            return {}
        return {"question": question.id, "value": value}

    def _restore(self, words: dict[str, Any]) -> None:
        asked, editor = self.asking.question, self.asking.editor
        if "closing" in words:
            self.closing.restore(words["closing"])
        elif asked is not None and editor is not None and asked.id == words.get("question"):
            editor.set_value(words["value"])

    def _today(self) -> date:
        return local_day(self._db.now(), office_zone(self._office.zone))


def _print(db: Database, navigator: Navigator, call: Call, parent: QWidget) -> None:
    """Her sheet, to be filled in by hand."""
    sheet = sheet_for(db, call)
    navigator.record(
        "record.sheet", [call.customer_id], lambda: sheet.preview(parent),
        title=sheet.title, name=call.name,
    )  # fmt: skip
