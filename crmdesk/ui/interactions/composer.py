"""Writes down a contact in a few keys: kind by one, words, Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.queries import Partner, load_partner
from crmdesk.models.office.settings import load_office
from crmdesk.models.promises.actions import make_promise
from crmdesk.models.tasks.actions import finish_follow_up
from crmdesk.ui.interactions.at_field import Office
from crmdesk.ui.interactions.details import Details
from crmdesk.ui.interactions.gift_note import GiftNote
from crmdesk.ui.interactions.kind_bar import KindBar
from crmdesk.ui.interactions.low_scroll import LowScroll
from crmdesk.ui.interactions.offers import Offers
from crmdesk.ui.interactions.outcome_row import OutcomeRow
from crmdesk.ui.interactions.slash import apply_slash_word
from crmdesk.ui.interactions.words_edit import WordsEdit
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import GhostButton, PrimaryButton

Words = dict[str, Any]


class Composer(QWidget):
    """`show_customer` first. What is typed survives a crash, and waits for its customer.

    Enter clears the field at once; the words are given back when they cannot be stored.
    """

    saved = Signal(int)  # the id of the interaction

    def __init__(self, db: Database, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._db, self._jobs = db, jobs
        self._partner: Partner | None = None
        self._follow_up: int | None = None
        self._given: Words = {}
        self._on_the_way: list[tuple[int, Words]] = []  # customer, what was entered, not stored yet
        self._left: dict[int, Words] = {}  # what stood here when one went to another customer
        with db.read() as session:
            zone = office_zone(load_office(session).zone)
        self.kinds = KindBar()
        self.words = WordsEdit(_("What was said? Enter saves, Shift+Enter is a new line"))
        self.words.setObjectName("log_words")
        self.outcome = OutcomeRow(self)
        self.details = Details(Office(lambda: local_day(db.now(), zone), zone))
        self.offers = Offers(self.words, self.details, lambda: local_day(db.now(), zone))
        self.promise, self.next_step = self.offers.promise, self.offers.next_step
        self.gift = GiftNote(db, self.kinds, self.words, lambda: local_day(db.now(), zone), zone)
        self._lay_out()
        self._connect()
        self._saver = DraftSaver(db, jobs, "", self._collect, self._show, self)

    @property
    def widget(self) -> QWidget:
        return self

    def show_customer(self, customer_id: int) -> None:
        """Write about this customer from now on; words begun about her before are back."""
        try:
            with self._db.read() as session:
                partner = load_partner(session, customer_id)
        except CrmError:  # deleted while the list still shows her
            return
        self._saver.leave()
        if self._partner is not None:
            self._left[self._partner.id] = self._told()
        self._partner, self._given = partner, {}
        self.details.show_contacts(partner.contacts)
        self.gift.show_customer(customer_id)
        self._notice.setVisible(self._saver.move_to(f"composer:{customer_id}"))

    def on_unfold(self, tell: Callable[[bool], None]) -> None:
        """Tell when the details are shown (True) and folded again."""
        self._more.toggled.connect(tell)

    def set_low(self, *, low: bool) -> None:
        """Whether the window is low: then it says less while nobody writes."""
        self.outcome.set_low(low=low)
        self.words.set_low(low=low)

    def focus_text(self) -> None:
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def preset(
        self,
        *,
        contact_id: int | None = None,
        purpose: str = "",
        text: str = "",
        kind: str = "",
        direction: str = "",
        follow_up: tuple[int, str] | None = None,
    ) -> None:
        """Fill in what is known already, unless something was begun; `follow_up` (id, what) can
        be done along with it.
        """
        if not self._collect():
            known = {"kind": kind, "direction": direction} if kind else {}
            details = {"purpose": purpose, "contact": contact_id}
            self._show({"text": text, "details": details, **known})
            self._given = self._told()
        if follow_up is not None:
            self._follow_up = follow_up[0]
            self._finish.setText(_("Follow-up done: {what}").format(what=follow_up[1]))
            self._finish.setChecked(True)
            self._finish.show()

    def draft(self) -> InteractionDraft:
        """What stands in the fields now."""
        details, told, offer = self.details, self.details.next.when(), self.next_step
        when = told or offer.when()
        return InteractionDraft(
            customer_id=self._partner.id if self._partner else 0,
            kind=self.kinds.kind(),
            text=self.words.toPlainText(),
            direction=self.kinds.direction(),
            purpose=str(details.purpose.value() or ""),
            outcome=str(self.outcome.value() or ""),
            minutes=details.minutes.minutes(),
            cost=details.cost.amount(),
            at=details.at.at(),
            contact_id=details.contact.currentData(),
            next_on=when.day if when else None,
            next_time=when.time if when else "",
            next_text=details.next.words() if told else offer.what() if when else "",
        )

    def submit(self) -> None:
        """Store it, or say what is wrong."""
        draft, partner = self.draft(), self._partner
        problems = self.details.problems() | draft.problems()
        self._show_problems(problems)
        if problems or partner is None:
            return
        promise = self.promise.draft(partner.id, draft.contact_id)
        entered = (partner.id, self._told())
        self._on_the_way.append(entered)
        self._show({})
        self._notice.hide()
        finished = self._follow_up if self._finish.isChecked() else None

        def store(_job: Job) -> int:
            now = self._db.now()
            with self._db.write("interaction.log", name=partner.name) as session:
                new_id = log_interaction(session, draft, now=now)
                if finished is not None:
                    finish_follow_up(session, finished, now=now, interaction_id=new_id)
                if promise is not None:
                    make_promise(session, promise, now=now, interaction_id=new_id)
                return new_id

        job = self._jobs.write(store)
        job.succeeded.connect(lambda new_id: self._on_stored(entered, new_id))
        job.failed.connect(lambda error: self._on_refused(entered, error))

    def hideEvent(self, event: QHideEvent) -> None:
        self._saver.flush()
        super().hideEvent(event)

    def _on_stored(self, entered: tuple[int, Words], new_id: int) -> None:
        self._on_the_way.remove(entered)
        customer_id, _words = entered
        if self._partner is not None and self._partner.id == customer_id:
            self._saver.flush()
            self.gift.show_customer(customer_id)
        else:
            left = self._left.get(customer_id, {})
            self._saver.keep(f"composer:{customer_id}", self._with_waiting(customer_id, left))
        self.saved.emit(new_id)

    def _on_refused(self, entered: tuple[int, Words], error: Exception) -> None:
        """Give the words back, before those typed since; elsewhere the draft still holds them."""
        self._on_the_way.remove(entered)
        customer_id, words = entered
        if self._partner is not None and self._partner.id == customer_id:
            text = (words.get("text", ""), self.words.toPlainText())
            self._show(words | {"text": "\n".join(filter(None, text))})
        if isinstance(error, Invalid):
            self._show_problems(error.fields)
        else:
            show_failure(self, error)

    def _collect(self) -> Words:
        """Everything to be kept; what was filled in for her is nothing typed."""
        told = self._told()
        customer_id = self._partner.id if self._partner else 0
        return self._with_waiting(customer_id, {} if told == self._given else told)

    def _with_waiting(self, customer_id: int, words: Words) -> Words:
        """`words`, with those entered for this customer that are not stored yet before them."""
        waiting = [told.get("text", "") for whose, told in self._on_the_way if whose == customer_id]
        text = "\n".join(part for part in (*waiting, words.get("text", "")) if part)
        return words | {"text": text} if text else words

    def _told(self) -> Words:
        """Everything that stands here; a kind and direction alone are nothing."""
        told = {
            "text": self.words.toPlainText(),
            "outcome": self.outcome.value(),
            "details": self.details.state(),
        }
        typed = {name: value for name, value in told.items() if value}
        kind = {"kind": self.kinds.kind(), "direction": self.kinds.direction()}
        return typed | kind if typed else {}

    def _show(self, words: Words) -> None:
        if "kind" in words:
            self.kinds.set(words["kind"], words.get("direction") or None)
        self.words.setPlainText(words.get("text", ""))
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.outcome.set_value(words.get("outcome"))
        self.details.restore(words.get("details", {}))
        self._show_problems({})

    def _show_problems(self, problems: dict[str, str]) -> None:
        self._problem.setText("\n".join(message(code) for code in problems.values()))
        self._problem.setVisible(bool(problems))
        if problems.keys() - {"text"}:
            self._more.setChecked(True)

    def _connect(self) -> None:
        self.words.submitted.connect(self.submit)
        self.words.digit_pressed.connect(self.kinds.choose)
        self.words.function_pressed.connect(self.outcome.toggle)
        self.words.understand = lambda word: apply_slash_word(
            word, self.kinds, self.outcome, self.details
        )
        self.kinds.changed.connect(self.focus_text)
        self.outcome.changed.connect(lambda _code: self.focus_text())
        self._log.clicked.connect(lambda: self.submit())
        self._more.toggled.connect(self._fold)
        self.details.changed.connect(lambda: self._fold(self._more.isChecked()))

    def _fold(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._room.setVisible(shown)
        summary = "" if shown else self.details.summary()
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._more.setText(_("Less") if shown else _("More"))
        self._more.setIcon(icon("chevron-up" if shown else "chevron-down", "muted"))

    def _lay_out(self) -> None:
        self._more = GhostButton(_("More"), "chevron-down")
        self._more.setObjectName("log_more")
        self._more.setCheckable(True)
        self._more.setToolTip(_("Purpose, duration, cost, time, contact, next follow-up"))
        self._log = PrimaryButton(_("Log"), "check")
        self._log.setObjectName("log")
        self._log.setToolTip(_("Log it (Enter)"))
        self._log.setAutoDefault(False)
        self._more.setAutoDefault(False)
        self._notice = label(_("These words were typed before and not saved yet."), "hint")
        self._problem = label("", "problem", wrap=True)
        self._problem.setObjectName("log_problem")
        self._summary = label("", "hint", wrap=True)
        self._summary.setObjectName("log_summary")
        self._finish = QCheckBox()
        self._finish.setObjectName("finish_follow_up")
        self._room = LowScroll(self.details)
        head, middle = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.kinds, 1)
        head.addWidget(self._more)
        middle.setSpacing(8)
        middle.addWidget(self.words, 1)
        middle.addWidget(self._log, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(middle)
        column.addWidget(self._problem)
        column.addWidget(self._notice)
        column.addWidget(self.offers)
        column.addWidget(self.gift)
        column.addWidget(self.outcome)
        column.addWidget(self._summary)
        column.addWidget(self._room)
        column.addWidget(self._finish)
        for widget in (self._problem, self._notice, self._summary, self._room, self._finish):
            widget.hide()
