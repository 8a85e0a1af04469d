"""Erasing persons in the window: asked with what will happen in numbers, one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
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

Then = Callable[[], None]
Foreseen = tuple[Outlook, date | None, int, Sequence[str], str]
"""What it does, when the last backup expires, how long orders are kept, what copies lie beside, in
which folder nobody can look for backups now."""


class Erasing:
    """`newest_backup` gives the day of the newest backup, None where there is none; it raises
    CrmError "backup.folder" where their drive is gone."""

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

    def customer(self, customer_id: int, then: Then = lambda: None) -> None:
        """Ask, with what will happen in numbers, and erase."""

        def do(draft: ErasureDraft) -> bool:
            return erase(self._db, customer_id, today=self._today(), remember=draft.remember)

        self._ask(lambda: self._foresee(customer_id), do, then)

    def contact(self, contact_id: int, then: Then = lambda: None) -> None:
        """The same of one contact, whose company stays."""

        def do(draft: ErasureDraft) -> bool:
            return erase_contact(self._db, contact_id, remember=draft.remember)

        self._ask(lambda: self._foresee_contact(contact_id), do, then)

    def each(self, customers: Sequence[int], contacts: Sequence[int] = ()) -> None:
        """One after another, until she leaves the question."""
        if customers:
            self.customer(customers[0], lambda: self.each(customers[1:], contacts))
        elif contacts:
            self.contact(contacts[0], lambda: self.each((), contacts[1:]))

    def gone(self) -> None:
        """Whom of those deleted before: they still stand in the journal."""
        job = self._jobs.read(lambda _job: self._load_gone())
        failing_to(self._window, job).succeeded.connect(lambda found: self._choose_gone(*found))

    def _load_gone(self) -> tuple[Sequence[GoneCustomer], tzinfo]:
        with self._db.read() as session:
            return load_gone(session), office_zone(load_office(session).zone)

    def _choose_gone(self, gone: Sequence[GoneCustomer], zone: tzinfo) -> None:
        dialog = GoneDialog(gone, zone, self._window)
        dialog.chosen.connect(lambda customer_id: self.customer(customer_id))
        dialog.open()

    def _foresee(self, customer_id: int) -> Foreseen:
        with self._db.read() as session:
            return self._foreseen(foresee_erasure(session, customer_id, today=self._today()))

    def _foresee_contact(self, contact_id: int) -> Foreseen:
        with self._db.read() as session:
            return self._foreseen(foresee_contact_erasure(session, contact_id))

    def _foreseen(self, outlook: Outlook) -> Foreseen:
        newest, away = None, ""
        try:
            newest = self._newest_backup()
        except CrmError as error:
            if error.code != "backup.folder":
                raise
            away = str(error.params["path"])
        until = last_backup_gone(newest) if newest is not None else None
        with self._db.read() as session:
            return outlook, until, load_law(session).keep_years, copies_aside(self._db), away

    def _ask(
        self, foresee: Callable[[], Foreseen], do: Callable[[ErasureDraft], bool], then: Then
    ) -> None:
        def ask(found: Foreseen) -> None:
            dialog = EraseDialog(*found, self._window)
            dialog.submitted.connect(lambda draft: self._do(dialog, lambda: do(draft), then))
            dialog.open()

        job = self._jobs.read(lambda _job: foresee())
        failing_to(self._window, job).succeeded.connect(ask)

    def _do(self, dialog: EraseDialog, do: Callable[[], bool], then: Then) -> None:
        job = self._jobs.write(lambda _job: do())
        dialog.wait_for(job)
        job.succeeded.connect(lambda wiped: self._on_erased(then, wiped))

    def _on_erased(self, then: Then, wiped: object) -> None:
        text = _("Erased. Nothing of it is left in this file.")
        if not wiped:
            text = _("Erased. The freed places of the file are overwritten with the next erasure.")
        self._navigator.say(text)
        then()

    def _today(self) -> date:
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        return local_day(self._db.now(), zone)
