"""日报, the pocket sheet and the five numbers in the window: their commands, and who makes them."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.models.daybook.numbers import Day
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class DaybookFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator, zone: tzinfo) -> None:
        self._parts, self._navigator, self._zone = parts, navigator, zone
        self._window: MainWindow | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Add the commands."""
        self._window = window
        window.commands.add(
            Command("day.report", _("Daily report…"), self.open_report, "Ctrl+D", "note",
                    "customer"),
        )  # fmt: skip

    def open_report(self) -> None:
        """What was done today, to be copied."""
        from crmdesk.ui.daybook.report_dialog import ReportDialog

        parts = self._parts
        ReportDialog(parts.db, parts.jobs, self._navigator, self._window).open()

    def strip(self, parent: QWidget | None = None) -> QWidget:
        """The owner's five numbers."""
        from crmdesk.ui.daybook.numbers_strip import NumbersStrip

        parts = self._parts
        return NumbersStrip(parts.db, parts.jobs, parts.hub, self._zone, self._open_behind, parent)

    def _open_behind(self, number: str, day: Day) -> None:
        from crmdesk.ui.daybook.behind_dialog import BehindDialog

        parts = self._parts
        BehindDialog(parts.db, parts.jobs, self._navigator, number, day, self._window).open()
