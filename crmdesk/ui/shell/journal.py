"""The journal among the other screens: a backup before it is pruned; pruning when nobody works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import ngettext
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.models.logbook.prune import Prospect
    from crmdesk.ui.shell.assembly import Parts

QUIET = 30 * 60_000  # ms after the start, and from then on as often
Backup = Callable[[], object]


def backup_maker(parts: Parts, zone: tzinfo) -> Backup:
    """Makes a backup of the open file; a server has its own."""

    def make() -> None:
        from crmdesk.models.backups.folder import BackupFolder
        from crmdesk.paths import backup_folder

        host = parts.host
        if host.database_path is None:
            return
        place = backup_folder(host.settings.backup_folder)
        folder = BackupFolder(place, parts.db, host.database_path, zone)
        folder.back_up("bulk", parts.db.now())

    return make


class JournalFeature:
    """The screen, and what keeps the journal short."""

    def __init__(self, parts: Parts, navigator: ShellNavigator, zone: tzinfo) -> None:
        self._parts, self._navigator, self._zone = parts, navigator, zone
        self._window: QWidget | None = None

    def connect_to(self, window: QWidget) -> None:
        self._window = window

    def screen(self) -> QWidget:
        from crmdesk.ui.journal.panel import JournalPanel

        parts = self._parts
        backup = backup_maker(parts, self._zone)
        return JournalPanel(parts.db, parts.jobs, parts.hub, self._navigator, backup)

    def keep(self) -> None:
        """From now on look now and then whether something may go."""
        if self._window is not None:
            JournalKeeper(self._parts, self._navigator, self._zone, self._window)


class JournalKeeper(QObject):
    """Lets go of what the office's rule keeps no longer, where she asked for that."""

    def __init__(
        self, parts: Parts, navigator: ShellNavigator, zone: tzinfo, window: QWidget
    ) -> None:
        super().__init__(window)
        self._parts, self._navigator, self._zone = parts, navigator, zone
        self._window = window
        self._timer = QTimer(self, interval=QUIET)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Now, unless something is being read or written."""
        if self._parts.jobs.running():
            return
        job = self._parts.jobs.write(self._run, stoppable=True)
        job.succeeded.connect(self._on_done)
        failing_to(self._window, job)

    def _run(self, _job: object) -> Prospect | None:
        """None where there is nothing to do, or no room or backup for it: the next time, then."""
        from crmdesk.models.logbook.keeping import cut_of, load_rule
        from crmdesk.models.logbook.prune import look, prune

        parts, zone = self._parts, self._zone
        today = local_day(parts.db.now(), zone)
        with parts.db.read() as session:
            rule = load_rule(session)
            before = cut_of(session, rule, today, zone) if rule.auto else None
            if before is None or look(session, before, today, zone).is_empty:
                return None
        try:
            return prune(parts.db, before, zone, backup_maker(parts, zone))
        except CrmError:
            return None

    def _on_done(self, found: Prospect | None) -> None:
        if found is not None:
            told = ngettext(
                "{n} old change dropped from the journal",
                "{n} old changes dropped from the journal",
                found.sets,
            )
            self._navigator.say(told.format(n=f"{found.sets:,}"))
