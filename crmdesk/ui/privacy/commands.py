"""What the law lets a customer ask for, opened from wherever she is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.file_names import safe_name
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.choices import load_choices
from crmdesk.models.office.settings import load_office
from crmdesk.models.personal_copy.pack import load_copy, write_copy
from crmdesk.models.privacy.basis import BasisDraft, load_basis, set_basis
from crmdesk.models.privacy.notice import load_notice
from crmdesk.models.privacy.settings import load_law
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.privacy.basis_dialog import BasisDialog
from crmdesk.ui.privacy.erasing import Erasing
from crmdesk.ui.privacy.printing import copy_sheet


class PrivacyCommands:
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
        self._window = window
        self.erasing = Erasing(db, jobs, navigator, newest_backup, window)

    def open(self, ids: Sequence[int]) -> BasisDialog | None:
        """Ground and notice of these customers; of one also what she may ask for."""
        if not ids:
            return None
        one = ids[0] if len(ids) == 1 else None
        with self._db.read() as session:
            choice = next(iter(load_choices(session, ids)), None) if one is not None else None
            office, law = load_office(session), load_law(session)
            row = load_basis(session, one) if one is not None else None
            notice = load_notice(session)
        if one is not None and choice is None:
            return None
        name = choice.name if choice else ""
        dialog = BasisDialog(
            [name], len(ids), row, law.basis, office.country, notice, self._today, self._window
        )
        dialog.submitted.connect(partial(self._save, dialog, list(ids), name))
        if one is not None:
            dialog.copy_asked.connect(lambda: self.copy(one, name))
            dialog.print_asked.connect(lambda: self.print(one, name))
            dialog.erase_asked.connect(lambda: self._erase_instead(dialog, one))
        dialog.open()
        return dialog

    def copy(self, customer_id: int, name: str) -> None:
        """Everything about her as one file."""
        title = _("Copy of all data")
        kind = _("Archive") + " (*.zip)"
        suggested = safe_name(_("Personal data of {name}").format(name=name)) + ".zip"
        ask_save_file(
            self._window, title, suggested, kind, lambda path: self._write(customer_id, path)
        )

    def print(self, customer_id: int, name: str) -> None:
        """The same on paper."""
        job = self._jobs.read(lambda _job: load_copy(self._db, customer_id))
        failing_to(self._window, job).succeeded.connect(
            lambda copy: self._navigator.record(
                "record.print", [customer_id],
                lambda: copy_sheet(copy).preview(self._window),
                title=_("Personal data of {name}").format(name=name), name=name, count=1,
            )
        )  # fmt: skip

    def _erase_instead(self, dialog: BasisDialog, customer_id: int) -> None:
        dialog.done(0)
        self.erasing.customer(customer_id)

    def _save(self, dialog: BasisDialog, ids: Sequence[int], name: str, draft: BasisDraft) -> None:
        db = self._db
        action = "customer.basis" if len(ids) == 1 else "customers.basis"
        params: dict[str, object] = {"name": name} if len(ids) == 1 else {"count": len(ids)}

        def store(_job: Job) -> int:
            with db.write(action, bulk=False, **params) as session:
                return set_basis(session, ids, draft, now=db.now())

        job = self._jobs.write(store)
        dialog.wait_for(job)
        job.succeeded.connect(self._on_saved)

    def _on_saved(self, count: object) -> None:
        told = ngettext("Noted for {n} customer", "Noted for {n} customers", int(str(count)))
        self._navigator.say(told.format(n=count), undoable=True)

    def _write(self, customer_id: int, path: Path) -> None:
        job = self._jobs.write(lambda _job: write_copy(self._db, customer_id, path))
        failing_to(self._window, job).succeeded.connect(
            lambda _done: self._navigator.say(_("Written to {file}").format(file=path.name))
        )

    def _today(self) -> date:
        with self._db.read() as session:
            zone = office_zone(load_office(session).zone)
        return local_day(self._db.now(), zone)
