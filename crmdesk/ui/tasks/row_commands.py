"""What can be done with the follow-ups selected in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.tasks.queries import FollowUpRow
from crmdesk.ui.kit.follow_up_acts import FollowUpActs, LogContact
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.later_menu import later_menu
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_phone

Rows = Sequence[FollowUpRow]
RowRun = Callable[[Rows], None]


@dataclass(frozen=True, slots=True)
class Place:
    """The office's day and country, and where a menu about the current row stands."""

    today: Callable[[], date]
    country: str
    beside: Callable[[], QPoint]


class RowCommands:
    """Every command takes the rows it is about; several are one write and one undo."""

    def __init__(
        self,
        panel: QWidget,
        acts: FollowUpActs,
        navigator: Navigator,
        log_contact: LogContact,
        place: Place,
    ) -> None:
        self._panel, self._acts, self._place = panel, acts, place
        self._navigator, self._log = navigator, log_contact

    def done(self, rows: Rows) -> None:
        if rows:
            self._acts.done(_ids(rows), _names(rows))

    def later(self, rows: Rows) -> None:
        """Offer other days beside the current row."""
        if rows:
            ids, names = _ids(rows), _names(rows)
            menu = later_menu(
                self._panel, self._place.today(), lambda when: self._acts.later(ids, names, when)
            )
            menu.popup(self._place.beside())

    def log(self, rows: Rows) -> None:
        """Log a contact with the first of them; the follow-up may be done along with it."""
        for row in rows[:1]:
            self._log(
                row.customer_id,
                self._panel,
                contact_id=row.contact_id,
                follow_up=(row.id, row.text or _("Follow-up")),
            )

    def edit(self, rows: Rows) -> None:
        for row in rows[:1]:
            self._navigator.open_follow_up(row.id)

    def drop(self, rows: Rows) -> None:
        if rows:
            self._acts.drop(_ids(rows), _names(rows))

    def delete(self, rows: Rows) -> None:
        if rows:
            self._acts.delete(_ids(rows), _names(rows))

    def open_customer(self, rows: Rows) -> None:
        for row in rows[:1]:
            self._navigator.open_customer(row.customer_id)

    def copy(self, rows: Rows) -> None:
        """The phone number of the first."""
        for row in rows[:1]:
            copy_phone(row.phone, self._place.country, self._navigator)

    def menu(self, rows: Rows) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self._panel)
        menu.setObjectName("follow_up_menu")
        entries: tuple[tuple[str, str, str, RowRun], ...] = (
            ("check", _("Done"), "D", self.done),
            ("clock", _("Later…"), "L", self.later),
            ("call", _("Log a contact…"), "G", self.log),
            ("edit", _("Edit…"), "F2", self.edit),
            ("person", _("Open customer"), "Enter", self.open_customer),
            ("copy", _("Copy phone"), "Ctrl+C", self.copy),
            ("close", _("Drop"), "", self.drop),
            ("delete", _("Delete"), "Del", self.delete),
        )
        for role, text, key, run in entries:
            action = menu.addAction(icon(role), f"{text}\t{key}")
            action.triggered.connect(lambda _on=False, run=run: run(rows))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _ids(rows: Rows) -> list[int]:
    return [row.id for row in rows]


def _names(rows: Rows) -> str:
    """The customer, or the first and how many more."""
    if len(rows) == 1:
        return rows[0].customer
    return _("{name} and {n} more").format(name=rows[0].customer, n=len(rows) - 1)
