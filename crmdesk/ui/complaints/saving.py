"""What the buttons of the complaint dialog write, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import CONFIRM, LISTEN
from crmdesk.ui.complaints.step_pages import ComplaintPages
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cases.saving import CaseSaving


class Saving(CaseSaving):
    """`complaint` is None while it is new; `served(id)` when its service order is there."""

    served = Signal(object)

    def __init__(self, store: ComplaintStore, pages: ComplaintPages, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._pages = store, pages

    @property
    def complaint(self) -> ComplaintPage | None:
        """As it is stored."""
        stored: ComplaintPage | None = self.case
        return stored

    def save(self, step: int, *, finish: bool) -> None:
        """Write the page of `step`; with `finish` the step is done."""
        if self.complaint is None:
            self._open()
        elif step == LISTEN:
            job = self._store.edit(self.complaint.row.id, self._pages.listen.draft(), self._name())
            self.follow(job, LISTEN)
        elif step == CONFIRM:
            self._save_confirm(self.complaint, finish=finish)
        else:
            self._save_middle(self.complaint, step, finish=finish)

    def close_unreachable(self) -> None:
        """Close after attempts on several days."""
        if self.complaint is not None:
            job = self._store.close_unreachable(self.complaint.row.id, self._name())
            self.follow(job, CONFIRM)

    def reopen(self) -> None:
        """Take a closed complaint up again."""
        if self.complaint is not None:
            self.follow(self._store.reopen(self.complaint.row.id, self._name()), CONFIRM)

    def serve(self) -> None:
        """Make a service order of it, or go to the one it has."""
        if self.complaint is not None:
            job = self._store.serve(self.complaint.row.id, self._name())
            job.succeeded.connect(self.served)
            job.failed.connect(self.failed)

    def delete(self) -> None:
        """Delete it; the toast has the way back."""
        if self.complaint is not None:
            self.follow_deleted(self._store.delete(self.complaint.row.id, self._name()))

    def _open(self) -> None:
        draft = self._pages.listen.draft()
        if problems := draft.problems():
            self.refused.emit(problems)
            return
        self.follow_opened(self._store.open(draft, self._name()))

    def _save_confirm(self, complaint: ComplaintPage, *, finish: bool) -> None:
        call = self._pages.confirm.call() if finish else None
        if finish and call is None and complaint.row.status == "open":
            self.refused.emit({"reached": "complaint.reached.empty"})
            return
        lesson = self._pages.confirm.lesson()
        self.follow(self._store.confirm(complaint.row.id, call, lesson, self._name()), CONFIRM)

    def _save_middle(self, complaint: ComplaintPage, step: int, *, finish: bool) -> None:
        draft = self._pages.middle(step).draft()
        finish = finish and complaint.row.step == step
        if finish and (problems := draft.problems()):
            self.refused.emit(problems)
            return
        job = self._store.save_step(complaint.row.id, step, draft, self._name(), finish=finish)
        self.follow(job, step if finish else 0)

    def _name(self) -> str:
        choice = self._pages.listen.picker.choice()
        return choice.text if choice is not None else ""
