"""The one list of screens, and who answers when one screen asks for another.

What a screen needs is imported when the screen is first shown: the window does not wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.shell.navigation import ShellNavigator
from crmdesk.ui.shell.screen import Screen

if TYPE_CHECKING:
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow

FIRST = "complaints"


class AllFeatures:
    """Builds every screen and connects the navigator to them."""

    def __init__(self, parts: Parts, navigator: ShellNavigator, zone: tzinfo) -> None:
        self._parts, self._navigator, self._zone = parts, navigator, zone
        self._window: MainWindow | None = None

    def screens(self) -> Sequence[Screen]:
        """The rail's entries, from the top."""
        return (
            Screen("complaints", _("Complaints"), "complaint", self._complaints),
            Screen("office", pgettext("screen", "Lists"), "lists", self._office, at_bottom=True),
        )

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator; show the first screen."""
        self._window = window
        self._navigator.complaint_asked.connect(self._open_complaint)
        window.show_screen(FIRST)

    def _complaints(self) -> QWidget:
        from crmdesk.ui.complaints.panel import ComplaintsPanel

        parts = self._parts
        return ComplaintsPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _office(self) -> QWidget:
        from crmdesk.ui.office.panel import OfficePanel

        parts = self._parts
        return OfficePanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _open_complaint(self, complaint_id: int | None, customer_id: int | None) -> None:
        from crmdesk.ui.complaints.dialog import ComplaintDialog

        parts = self._parts
        ComplaintDialog(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            complaint_id=complaint_id,
            customer_id=customer_id,
            parent=self._window,
        ).open()
