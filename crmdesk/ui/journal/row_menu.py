"""What can be done with the lines of the journal that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.journal.columns import undo_text
from crmdesk.ui.kit.menus import add_entry, passing_menu
from crmdesk.ui.kit.navigation import Navigator

if TYPE_CHECKING:
    from crmdesk.models.logbook.browse import Entry


class RowMenu(QObject):
    """Undo, open, show more of the same, copy; `customer_filter_asked(id)`."""

    customer_filter_asked = Signal(int)

    def __init__(self, navigator: Navigator, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._navigator, self._zone, self._page = navigator, zone, parent

    def undo(self, entry: Entry) -> None:
        """Take back (or, where it is an undo, do again) this one."""
        self._navigator.undo_change(entry.id, entry.text)

    def undo_all(self, entries: Sequence[Entry]) -> None:
        """Those of them that can be taken back, as one action."""
        going = [entry for entry in entries if entry.undoable]
        if len(going) == 1:
            self.undo(going[0])
        elif going:
            self._navigator.undo_changes([entry.id for entry in going])
        else:
            self._navigator.say(_("Nothing of this can be undone."))

    def show_for(self, entries: Sequence[Entry], at: QPoint) -> None:
        """The menu of a right click."""
        menu = passing_menu(self._page, "journal_menu")
        if any(entry.undoable for entry in entries):
            one = len(entries) == 1
            text = undo_text(entries[0]) if one else pgettext("journal", "Undo these")
            add_entry(menu, text, "undo",
                      lambda: self.undo_all(entries))  # fmt: skip
        customers = {entry.customer_id for entry in entries if entry.customer_id is not None}
        if len(customers) == 1:
            [customer] = customers
            add_entry(menu, _("Open the customer") + "\tEnter", "person",
                      lambda: self._navigator.open_customer(customer))  # fmt: skip
            add_entry(menu, _("Only what concerns this customer"), "filter",
                      lambda: self.customer_filter_asked.emit(customer))  # fmt: skip
        add_entry(menu, _("Copy"), "copy", lambda: self._copy(entries))
        menu.popup(at)

    def _copy(self, entries: Sequence[Entry]) -> None:
        """As lines of cells: a chat shows them as text, a workbook as rows."""
        lines = (
            "\t".join((f"{one.at.astimezone(self._zone):%Y-%m-%d %H:%M}", one.staff, one.text))
            for one in entries
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
