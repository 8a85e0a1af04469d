"""Return visits and the checklist of a sale in the window: from anywhere, by key or palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class RhythmFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator
        self._window: MainWindow | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Offer its commands."""
        self._window = window
        window.commands.add(
            Command("visits.show", _("Return visits"), self._show_visits, "Ctrl+Shift+R", "refresh",
                    "go"),
            Command("closing.open", _("After the sale…"), self._open_checklist, "", "check-circle",
                    "work", enabled=lambda: self._her() is not None),
        )  # fmt: skip

    def _show_visits(self) -> None:
        from crmdesk.ui.tasks.screen import FollowUpsScreen

        window = self._window
        if window is not None:
            screen = window.screen_widget("follow_ups")
            if isinstance(screen, FollowUpsScreen):
                screen.turn_to("visits")
            window.show_screen("follow_ups")

    def _open_checklist(self) -> None:
        """Hers whose row or page is in front; where she bought nothing lately it says so."""
        from crmdesk.models.core.clock import local_day, office_zone
        from crmdesk.models.office.settings import load_office
        from crmdesk.models.rhythms.closing import load_checklist
        from crmdesk.ui.kit.closing_dialog import ClosingDialog

        parts, her = self._parts, self._her()
        if her is None:
            return
        with parts.db.read() as session:
            zone = office_zone(load_office(session).zone)
            found = load_checklist(session, her, local_day(parts.db.now(), zone))
        if found is None:
            self._navigator.say(_("Nothing was sold to this customer in the last two weeks."))
            return
        ClosingDialog(parts.db, parts.jobs, self._navigator, her, self._window).open()

    def _her(self) -> int | None:
        """About whom the screen in front is."""
        screen = self._window.front() if self._window is not None else None
        return screen.current_customer() if isinstance(screen, ShowsCustomer) else None
