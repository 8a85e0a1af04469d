"""Personal information in the window: ground and notice, copies, erasure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.privacy.commands import PrivacyCommands
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


LATER = 3000  # ms, when the window is painted


class PrivacyFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator
        self._window: MainWindow | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator."""
        self._window = window
        self._navigator.privacy_asked.connect(self._open)
        self._navigator.contact_erasure_asked.connect(self._erase_contact)
        QTimer.singleShot(LATER, window, self.look_for_returned)
        window.commands.add(
            Command("customer.privacy", _("Personal information…"), self._open_hers, "", "info",
                    "customer", enabled=lambda: self._her() is not None),
        )  # fmt: skip

    def look_for_returned(self) -> None:
        """After a restore: whether it brought back who was erased since."""
        if self._window is not None and self._parts.jobs.resting():  # locked: later
            QTimer.singleShot(LATER, self._window, self.look_for_returned)
            return
        job = self._parts.jobs.read(lambda _job: self._has_news())
        job.succeeded.connect(lambda news: self._ask_returned() if news else None)

    def _has_news(self) -> bool:
        from crmdesk.models.office.settings import SINCE, load_value

        with self._parts.db.read() as session:
            return bool(load_value(session, SINCE))

    def _ask_returned(self) -> None:
        from crmdesk.ui.privacy.returned import Returned

        if self._window is not None:
            erasing = self._commands(self._window).erasing
            Returned(
                self._parts.db,
                self._parts.jobs,
                lambda people: erasing.each(people.customers, people.contacts),
                self._window,
            ).look()

    def _open(self, customer_ids: Sequence[int]) -> None:
        if self._window is not None:
            commands = self._commands(self._window)
            if customer_ids:
                commands.open(customer_ids)
            else:
                commands.erasing.gone()

    def _erase_contact(self, contact_id: int) -> None:
        if self._window is not None:
            self._commands(self._window).erasing.contact(contact_id)

    def _commands(self, window: MainWindow) -> PrivacyCommands:
        from crmdesk.ui.privacy.commands import PrivacyCommands

        db, jobs = self._parts.db, self._parts.jobs
        return PrivacyCommands(db, jobs, self._navigator, self._newest_backup, window)

    def _open_hers(self) -> None:
        """Of all who are selected in the list, else of whose page is in front."""
        from crmdesk.ui.customers.panel import CustomersPanel

        screen = self._window.front() if self._window is not None else None
        chosen = screen.deeds.chosen().ids if isinstance(screen, CustomersPanel) else ()
        if len(chosen) > 1:
            self._open(chosen)
        elif (her := self._her()) is not None:
            self._open([her])

    def _newest_backup(self) -> date | None:
        """The day of the newest backup of this database, where it has some of its own; raises
        CrmError "backup.folder" where their drive is gone."""
        from crmdesk.models.backups.folder import BackupFolder
        from crmdesk.models.core.clock import office_zone
        from crmdesk.models.office.settings import load_office
        from crmdesk.paths import backup_folder

        db, host = self._parts.db, self._parts.host
        if host.database_path is None:
            return None
        with db.read() as session:
            zone = office_zone(load_office(session).zone)
        place = backup_folder(host.settings.backup_folder)
        folder = BackupFolder(place, db, host.database_path, zone)
        folder.must_be_within_reach()
        newest = next(iter(folder.list()), None)
        return newest.at.date() if newest is not None else None

    def _her(self) -> int | None:
        """Whose page is in front."""
        screen = self._window.front() if self._window is not None else None
        return screen.current_customer() if isinstance(screen, ShowsCustomer) else None
