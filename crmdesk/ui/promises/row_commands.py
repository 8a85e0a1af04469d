"""What can be done with the promises selected in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from crmdesk.models.core.i18n import _
from crmdesk.models.promises.queries import PromiseRow
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_phone
from crmdesk.ui.kit.promise_acts import PromiseActs

Rows = Sequence[PromiseRow]
RowRun = Callable[[Rows], None]


class RowCommands:
    """Every command takes the rows it is about; several are one write and one undo."""

    def __init__(
        self, acts: PromiseActs, navigator: Navigator, log_contact: LogContact, country: str
    ) -> None:
        self._acts, self._navigator = acts, navigator
        self._log, self._country = log_contact, country

    def keep(self, rows: Rows) -> None:
        if rows:
            self._acts.keep(_ids(rows), _names(rows))

    def move(self, rows: Rows) -> None:
        if rows:
            self._acts.move(_ids(rows), _names(rows))

    def give_up(self, rows: Rows) -> None:
        if rows:
            self._acts.give_up(_ids(rows), _names(rows))

    def log(self, rows: Rows) -> None:
        """Log a contact with the first of them."""
        for row in rows[:1]:
            self._log(row.customer_id, self._acts.parent, contact_id=row.contact_id)

    def edit(self, rows: Rows) -> None:
        for row in rows[:1]:
            self._navigator.open_promise(row.id)

    def delete(self, rows: Rows) -> None:
        if rows:
            self._acts.delete(_ids(rows), _names(rows))

    def open_customer(self, rows: Rows) -> None:
        for row in rows[:1]:
            self._navigator.open_customer(row.customer_id)

    def copy(self, rows: Rows) -> None:
        """The phone number of the first."""
        for row in rows[:1]:
            copy_phone(row.phone, self._country, self._navigator)

    def menu(self, rows: Rows) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self._acts.parent)
        menu.setObjectName("promise_menu")
        entries: tuple[tuple[str, str, str, RowRun], ...] = (
            ("check", _("Kept"), "D", self.keep),
            ("clock", _("Move…"), "L", self.move),
            ("close", _("Not kept…"), "N", self.give_up),
            ("call", _("Log a contact…"), "G", self.log),
            ("edit", _("Edit…"), "F2", self.edit),
            ("person", _("Open customer"), "Enter", self.open_customer),
            ("copy", _("Copy phone"), "Ctrl+C", self.copy),
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
