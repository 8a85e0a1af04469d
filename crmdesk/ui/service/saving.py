"""What the buttons of the service order dialog write, and what came of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from crmdesk.models.service.queries import ServicePage
from crmdesk.models.service.rules import ASSIGN, FEEDBACK, RECEIVE
from crmdesk.ui.kit.cases.saving import CaseSaving
from crmdesk.ui.service.step_pages import ServicePages
from crmdesk.ui.service.store import ServiceStore


class Saving(CaseSaving):
    """`order` is None while it is new; `complained(id)` when its complaint is there."""

    complained = Signal(object)

    def __init__(self, store: ServiceStore, pages: ServicePages, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._pages = store, pages

    @property
    def order(self) -> ServicePage | None:
        """As it is stored."""
        stored: ServicePage | None = self.case
        return stored

    def save(self, step: int, *, finish: bool) -> None:
        order = self.order
        if order is None:
            self._receive()
        elif step == RECEIVE:
            draft = self._pages.receive.draft()
            self.follow(self._store.edit(order.row.id, draft, order.row.customer), RECEIVE)
        elif step == FEEDBACK:
            self._feed_back(order, finish=finish)
        else:
            self._save_middle(order, step, finish=finish)

    def reopen(self) -> None:
        """Take a finished one up again."""
        if self.order is not None:
            row = self.order.row
            self.follow(self._store.reopen(row.id, row.customer), FEEDBACK)

    def pay(self) -> None:
        """The fee came in."""
        if self.order is not None:
            row = self.order.row
            self._store.pay(row.id, row.customer).failed.connect(self.failed)

    def complain(self) -> None:
        """Make a complaint of it, or go to the one it has."""
        if self.order is not None:
            row = self.order.row
            job = self._store.complain(row.id, row.customer)
            job.succeeded.connect(self.complained)
            job.failed.connect(self.failed)

    def delete(self) -> None:
        """Delete it; the toast has the way back."""
        if self.order is not None:
            row = self.order.row
            self.follow_deleted(self._store.delete(row.id, row.customer))

    def _receive(self) -> None:
        draft = self._pages.receive.draft()
        if problems := draft.problems():
            self.refused.emit(problems)
            return
        choice = self._pages.receive.picker.choice()
        self.follow_opened(self._store.receive(draft, choice.text if choice else ""))

    def _save_middle(self, order: ServicePage, step: int, *, finish: bool) -> None:
        page = self._pages.assign if step == ASSIGN else self._pages.work
        draft = page.draft()
        finish = finish and order.row.step == step
        if finish and (problems := draft.problems()):
            self.refused.emit(problems)
            return
        save = partial(self._store.save_step, order.row.id, step, draft, order.row.customer)
        self.follow(save(finish=finish), step if finish else 0)

    def _feed_back(self, order: ServicePage, *, finish: bool) -> None:
        draft = self._pages.feedback.draft()
        if finish and (problems := draft.problems()):
            self.refused.emit(problems)
            return
        job = self._store.feed_back(order.row.id, draft, order.row.customer, finish=finish)
        self.follow(job, FEEDBACK if finish else 0)
