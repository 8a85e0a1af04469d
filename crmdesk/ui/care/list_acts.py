"""What can be done with gift lists: made, changed, deleted, filled with whom one proposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from crmdesk.models.care.gift_actions import NewGift
from crmdesk.models.care.gift_drafts import GiftListDraft, ManyGiftsDraft
from crmdesk.models.care.gift_queries import GiftListRow, load_list_draft, load_lists
from crmdesk.models.care.gift_rules import load_gift_settings
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.care.gift_dialogs import GiftListDialog, LimitDialog, ManyGiftsDialog
from crmdesk.ui.care.gift_store import GiftStore
from crmdesk.ui.care.occasions import coming_occasions
from crmdesk.ui.care.proposals import ProposalDialog
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator

MOST = 500
Then = Callable[[int], None]


class ListActs:
    """Each opens a form over the window of `parent`."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._today, self._parent = today, parent
        self.store = GiftStore(db, jobs)

    def new(self, then: Then) -> None:
        """The form of a new list; `then` gets its id."""
        dialog = self._dialog(None)

        def make(draft: GiftListDraft) -> None:
            job = self.store.make_list(draft)
            job.succeeded.connect(lambda made: then(int(str(made))))
            told = _("Gift list made: {name}").format(name=draft.name.strip())
            job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
            dialog.wait_for(job)

        def submit(draft: GiftListDraft) -> None:
            if (existing := dialog.existing()) is None:
                make(draft)
            else:
                self._ask_which(dialog, existing, then, partial(make, draft))

        dialog.submitted.connect(submit)
        dialog.open()

    def edit(self, row: GiftListRow) -> None:
        """The form of a list there is."""
        with self._db.read() as session:
            draft = load_list_draft(session, row.id)
        dialog = self._dialog(draft)

        def submit(told: GiftListDraft) -> None:
            job = self.store.edit_list(row.id, told)
            self._follow(job, _("Gift list saved: {name}").format(name=told.name.strip()), dialog)

        dialog.submitted.connect(submit)
        dialog.open()

    def delete(self, row: GiftListRow) -> None:
        """Take the list away; the toast has the way back."""
        told = _("“{name}” deleted").format(name=row.name)
        self._follow(self.store.delete_list(row.id, row.name), told)

    def propose(self, row: GiftListRow) -> None:
        """Whom one might give something, to be ticked."""
        dialog = ProposalDialog(self._db, self._jobs, row, self._today, self._parent.window())

        def submit(gifts: Sequence[NewGift]) -> None:
            self._add(self.store.add_many(row.id, gifts, row.name), row.name, dialog)

        dialog.submitted.connect(submit)
        dialog.open()

    def add_customers(self, customers: Sequence[int], then: Then) -> None:
        """Ask onto which list these come, and what they get; the whole book is no gift list."""
        if len(customers) > MOST:
            told = _("At most {n} customers at once: choose fewer in the list first.")
            self._navigator.say(told.format(n=MOST))
            return
        with self._db.read() as session:
            staff = load_staff(session)
            lists = {row.id: row.name for row in load_lists(session)}
        dialog = ManyGiftsDialog(staff, len(customers), self._parent.window(), lists=lists)

        def put(draft: ManyGiftsDraft, list_id: int) -> None:
            with self._db.read() as session:
                title = load_list_draft(session, list_id).name
            job = self.store.add_customers(list_id, customers, draft, title)
            job.succeeded.connect(lambda _count: then(list_id))
            self._add(job, title, None)

        def submit(draft: ManyGiftsDraft) -> None:
            chosen = dialog.list_id()
            dialog.accept()
            if chosen is None:
                self.new(partial(put, draft))
            else:
                put(draft, chosen)

        dialog.submitted.connect(submit)
        dialog.open()

    def limit(self) -> None:
        """What gifts to one person may come to in a year."""
        with self._db.read() as session:
            settings = load_gift_settings(session)
        dialog = LimitDialog(settings, self._parent.window())
        dialog.submitted.connect(lambda told: dialog.wait_for(self.store.limit(told.yearly)))
        dialog.open()

    def _dialog(self, draft: GiftListDraft | None) -> GiftListDialog:
        with self._db.read() as session:
            before = load_lists(session)
        occasions = coming_occasions(self._db, self._today())
        return GiftListDialog(occasions, before, self._today, self._parent.window(), draft=draft)

    def _add(self, job: Job, title: str, dialog: ProposalDialog | None) -> None:
        def say(count: object) -> None:
            told = ngettext(
                "{n} person put on “{name}”", "{n} persons put on “{name}”", int(str(count))
            )
            self._navigator.say(told.format(n=count, name=title), undoable=bool(count))

        job.succeeded.connect(say)
        job.failed.connect(partial(show_failure, self._parent.window()))
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.failed.connect(lambda _error: dialog.retry())

    def _ask_which(
        self, dialog: GiftListDialog, row: GiftListRow, then: Then, make: Callable[[], None]
    ) -> None:
        """The list there is already, or a second one after all."""

        def open_it() -> None:
            dialog.done(0)
            then(row.id)

        question = _("There is a list for this already: “{name}”. Open it?").format(name=row.name)
        detail = _("A second list for the same feast counts everybody's gifts twice.")
        box = confirm(dialog, question, detail, _("Open it"), open_it)
        another = box.addButton(_("Make a second one"), QMessageBox.ButtonRole.ActionRole)
        another.setObjectName("another")
        another.clicked.connect(lambda: make())

    def _follow(self, job: Job, told: str, dialog: FormDialog | None = None) -> None:
        if dialog is not None:
            dialog.wait_for(job)
        else:
            job.failed.connect(partial(show_failure, self._parent.window()))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
