"""Erasing persons in the window: asked with what will happen in numbers, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from functools import partial

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.models.privacy.contact_erasure import erase_contact, foresee_contact_erasure
from crmdesk.models.privacy.erasure import Outlook, copies_aside, erase, foresee_erasure
from crmdesk.models.privacy.gone import GoneCustomer, load_gone
from crmdesk.models.privacy.settings import load_law
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.privacy.erase_dialog import EraseDialog, ErasureDraft, last_backup_gone
from crmdesk.ui.privacy.gone_dialog import GoneDialog

Foreseen = tuple[Outlook, date | None, int, Sequence[str]]
"""What it does, when the last backup expires, how long orders are kept, what copies lie beside."""


class Erasing:
    """`newest_backup` gives the day of the newest backup, None where there is none."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        newest_backup: Callable[[], date | None],
        window: QWidget,
    ) -> None:
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._newest_backup, self._window = newest_backup, window

    def customer(self, customer_id: int, others: Sequence[int] = ()) -> None:
        """Ask, with what will happen in numbers, and erase; then ask about the others."""
        job = self._jobs.read(lambda _job: self._foresee(customer_id))
        failing_to(self._window, job).succeeded.connect(
            lambda found: self._ask_erase([customer_id, *others], *found)
        )

    def contact(self, contact_id: int) -> None:
        """The same of one contact, whose company stays."""
        job = self._jobs.read(lambda _job: self._foresee_contact(contact_id))

        def ask(found: Foreseen) -> None:
            dialog = EraseDialog(*found, self._window)
            dialog.submitted.connect(lambda draft: self._erase_contact(dialog, contact_id, draft))
            dialog.open()

        failing_to(self._window, job).succeeded.connect(ask)

    def each(self, ids: Sequence[int]) -> None:
        """One after another, until she leaves the question."""
        if ids:
            self.customer(ids[0], ids[1:])

    def gone(self) -> None:
        """Whom of those deleted before: they still stand in the journal."""
        job = self._jobs.read(lambda _job: self._load_gone())
        failing_to(self._window, job).succeeded.connect(lambda found: self._choose_gone(*found))

    def _load_gone(self) -> tuple[Sequence[GoneCustomer], tzinfo]:
        with self._db.read() as session:
            return load_gone(session), office_zone(load_office(session).zone)

    def _choose_gone(self, gone: Sequence[GoneCustomer], zone: tzinfo) -> None:
        dialog = GoneDialog(gone, zone, self._window)
        dialog.chosen.connect(self.customer)
        dialog.open()

    def _foresee(self, customer_id: int) -> Foreseen:
        with self._db.read() as session:
            return self._foreseen(foresee_erasure(session, customer_id, today=self._today()))

    def _foresee_contact(self, contact_id: int) -> Foreseen:
        with self._db.read() as session:
            return self._foreseen(foresee_contact_erasure(session, contact_id))

    def _foreseen(self, outlook: Outlook) -> Foreseen:
        newest = self._newest_backup()
        until = last_backup_gone(newest) if newest is not None else None
        with self._db.read() as session:
            return outlook, until, load_law(session).keep_years, copies_aside(self._db)

    def _ask_erase(
        self,
        ids: Sequence[int],
        outlook: Outlook,
        until: date | None,
        years: int,
        beside: Sequence[str],
    ) -> None:
        dialog = EraseDialog(outlook, until, years, beside, self._window)
        dialog.submitted.connect(partial(self._erase, dialog, ids))
        dialog.open()

    def _erase(self, dialog: EraseDialog, ids: Sequence[int], draft: ErasureDraft) -> None:
        db, today, first = self._db, self._today(), ids[0]
        job = self._jobs.write(lambda _job: erase(db, first, today=today, remember=draft.remember))
        dialog.wait_for(job)
        job.succeeded.connect(partial(self._on_erased, ids[1:]))

    def _erase_contact(self, dialog: EraseDialog, contact_id: int, draft: ErasureDraft) -> None:
        db = self._db
        job = self._jobs.write(lambda _job: erase_contact(db, contact_id, remember=draft.remember))
        dialog.wait_for(job)
        job.succeeded.connect(partial(self._on_erased, ()))

    def _on_erased(self, others: Sequence[int], wiped: object) -> None:
        text = _("Erased. Nothing of it is left in this file.")
        if not wiped:
            text = _("Erased. The freed places of the file are overwritten with the next erasure.")
        self._navigator.say(text)
        self.each(others)

    def _today(self) -> date:
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        return local_day(self._db.now(), zone)
