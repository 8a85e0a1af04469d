"""What one customer answered, and what is done about it."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys.drafts import ClosingDraft
from crmdesk.models.surveys.fields import load_proposals
from crmdesk.models.surveys.queries import ResponsePage, load_response
from crmdesk.models.surveys.rules import channel_text, say_scores, say_value, status_text, tone_of
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.when import full_when
from crmdesk.ui.kit.widgets.buttons import GhostButton, PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import Pill
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.surveys.printing import answered_sheet
from crmdesk.ui.surveys.proposals import ProposalList
from crmdesk.ui.surveys.store import SurveyStore


class ResponseDialog(QDialog):
    """C records a complaint, F a follow-up of today, Ctrl+P prints, Del deletes."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        response_id: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("survey_response")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 720, 560)
        self._navigator, self._store = navigator, SurveyStore(db, jobs)
        with db.read() as session:
            office = load_office(session)
            self.page = load_response(session, response_id)
            found = load_proposals(session, response_id, office)
        self._zone = office_zone(office.zone)
        self.setWindowTitle(self.page.row.questionnaire)
        self.proposals = ProposalList()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(self._head())
        card = Card()
        card.add(scrolled(self._answers()), 1)
        card.add(self.proposals)
        self.proposals.show_proposals(found, self.page.row.customer_id)
        outer.addWidget(card, 1)
        outer.addLayout(self._buttons(takes=bool(found)))

    def _head(self) -> QVBoxLayout:
        row = self.page.row
        top, head = QHBoxLayout(), QVBoxLayout()
        top.addWidget(label(row.customer, "page-title"))
        said = say_scores(row.csat, row.nps) or status_text(row.status)
        top.addWidget(Pill(said, tone_of(row.csat, row.nps)))
        top.addStretch(1)
        opens = GhostButton(_("Open customer"), "person")
        opens.clicked.connect(lambda: self._open())
        top.addWidget(opens)
        head.addLayout(top)
        head.addWidget(label(about(self.page, self._zone), "muted", wrap=True))
        return head

    def _answers(self) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        row = self.page.row
        lines = [
            (one.question.text, say_value(one.question.kind, one.value) or "—")
            for one in self.page.answers
        ]
        lines += [(_("Gift"), row.gift)] if row.gift else []
        lines += [(_("Note"), row.note)] if row.note else []
        for at, (question, answer) in enumerate(lines):
            caption = label(question, "secondary", wrap=True)
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(answer, selectable=True, wrap=True), at, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines), 1)
        return content

    def _buttons(self, *, takes: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, text, role, key, run in (
            ("response_complaint", _("Complaint"), "complaint", "C", self._complain),
            ("response_follow_up", _("Follow up today"), "follow-up", "F", self._follow_up),
            ("response_print", _("Print…"), "print", "Ctrl+P", self.print_page),
            ("response_delete", _("Delete"), "delete", "Del", self._delete),
        ):
            button = PlainButton(text, role)
            button.setObjectName(name)
            button.setToolTip(f"{text} ({key})")
            button.clicked.connect(lambda _on=False, run=run: run())
            QShortcut(key, self).activated.connect(button.click)
            row.addWidget(button)
        row.addStretch(1)
        last = PrimaryButton(_("Into the record") if takes else _("Close"))
        last.setObjectName("response_take" if takes else "response_close")
        last.setDefault(True)
        last.clicked.connect(lambda: self._take() if takes else self.accept())
        row.addWidget(last)
        return row

    def print_page(self) -> None:
        """What was answered, on paper."""
        sheet, row = answered_sheet(self.page, about(self.page, self._zone)), self.page.row
        self._navigator.record(
            "record.sheet", [row.customer_id], lambda: sheet.preview(self),
            title=sheet.title, name=row.customer,
        )  # fmt: skip

    def _open(self) -> None:
        self._navigator.open_customer(self.page.row.customer_id)
        self.accept()

    def _take(self) -> None:
        taken, refused = self.proposals.decided()
        draft = ClosingDraft(taken=taken, refused=refused)
        job = self._store.take(self.page.row.id, self.page.row.customer, draft)
        told = _("{name}’s record is up to date").format(name=self.page.row.customer)
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
        job.succeeded.connect(lambda _done: self.accept())
        job.failed.connect(partial(show_failure, self))

    def _complain(self) -> None:
        row = self.page.row
        subject = _("Low score: {scores}") if row.csat or row.nps is not None else "{scores}"
        scores = say_scores(row.csat, row.nps) or row.questionnaire
        job = self._store.complain(self.page, subject.format(scores=scores))
        job.succeeded.connect(lambda key: self._navigator.open_complaint(key))
        job.succeeded.connect(lambda _key: self.accept())
        job.failed.connect(partial(show_failure, self))

    def _follow_up(self) -> None:
        scores = say_scores(self.page.row.csat, self.page.row.nps) or self.page.row.questionnaire
        text = _("Ask what went wrong: {scores}").format(scores=scores)
        job = self._store.follow_up(self.page, text)
        told = _("Follow-up noted for today")
        job.succeeded.connect(lambda _key: self._navigator.say(told, undoable=True))
        job.succeeded.connect(lambda _key: self.accept())
        job.failed.connect(partial(show_failure, self))

    def _delete(self) -> None:
        job = self._store.delete_response(self.page.row.id, self.page.row.customer)
        told = _("Answers deleted")
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
        job.succeeded.connect(lambda _done: self.accept())
        job.failed.connect(partial(show_failure, self))


def about(page: ResponsePage, zone: tzinfo) -> str:
    """By whom, when and how it was asked."""
    row = page.row
    when = full_when(row.finished_at or row.created_at, zone)
    parts = (row.company, row.contact, when, channel_text(row.channel), row.staff, row.product)
    return " · ".join(part for part in parts if part)
