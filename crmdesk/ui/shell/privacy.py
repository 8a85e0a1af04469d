"""Personal information in the window: ground and notice, copies, erasure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class PrivacyFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator
        self._window: MainWindow | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator."""
        self._window = window
        self._navigator.privacy_asked.connect(self._open)
        window.commands.add(
            Command("customer.privacy", _("Personal information…"), self._open_hers, "", "info",
                    "customer", enabled=lambda: self._her() is not None),
        )  # fmt: skip

    def _open(self, customer_ids: Sequence[int]) -> None:
        from crmdesk.ui.privacy.commands import PrivacyCommands

        if self._window is not None:
            parts = self._parts
            commands = PrivacyCommands(
                parts.db, parts.jobs, self._navigator, self._newest_backup, self._window
            )
            if customer_ids:
                commands.open(customer_ids)
            else:
                commands.erase_gone()

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
        """The day of the newest backup of this database, where it has some of its own."""
        from crmdesk.models.backups.folder import BackupFolder
        from crmdesk.models.core.clock import office_zone
        from crmdesk.models.office.settings import load_office
        from crmdesk.paths import backup_folder

        db, host = self._parts.db, self._parts.host
        if host.database_path is None:
            return None
        with db.read() as session:
            zone = office_zone(load_office(session).zone)
        chosen = host.settings.backup_folder
        place = Path(chosen) if chosen else backup_folder()
        newest = next(iter(BackupFolder(place, db, host.database_path, zone).list()), None)
        return newest.at.date() if newest is not None else None

    def _her(self) -> int | None:
        """Whose page is in front."""
        screen = self._window.front() if self._window is not None else None
        return screen.current_customer() if isinstance(screen, ShowsCustomer) else None
