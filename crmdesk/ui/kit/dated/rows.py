"""What can be done with the rows selected in a list of dated things."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.follow_up_acts import LogContact
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_phone

Rows = Sequence[Any]
RowRun = Callable[[Rows], None]


class DatedRow(Protocol):
    """What every row has, whatever else it tells."""

    @property
    def id(self) -> int: ...
    @property
    def customer_id(self) -> int: ...
    @property
    def customer(self) -> str: ...
    @property
    def contact_id(self) -> int | None: ...
    @property
    def phone(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with rows: in the menu of a right click, by a key, and with a `button`
    (its object name) over the row as well; `tip` is what the button says.
    """

    role: str
    text: str
    key: str
    run: RowRun
    button: str = ""
    tip: str = ""


class RowCommands:
    """Each takes the rows it is about; several are one write and one undo."""

    def __init__(
        self, parent: QWidget, navigator: Navigator, log_contact: LogContact, country: str
    ) -> None:
        self.parent, self.navigator = parent, navigator
        self.log_contact, self._country = log_contact, country

    @abstractmethod
    def acts(self) -> tuple[Act, ...]:
        """In the order of the menu and of the buttons."""

    def usual_acts(self, *, log_button: str = "") -> tuple[Act, ...]:
        """Those of every list, to be put among its own."""
        return (
            Act("call", _("Log a contact…"), "G", self.log, log_button, _("Log a contact")),
            Act("person", _("Open customer"), "Enter", self.open_customer),
            Act("copy", _("Copy phone"), "Ctrl+C", self.copy),
        )

    def log(self, rows: Rows) -> None:
        """Log a contact with the first of them."""
        for row in rows[:1]:
            self.log_contact(row.customer_id, self.parent, contact_id=row.contact_id)

    def open_customer(self, rows: Rows) -> None:
        for row in rows[:1]:
            self.navigator.open_customer(row.customer_id)

    def copy(self, rows: Rows) -> None:
        """The phone number of the first."""
        for row in rows[:1]:
            copy_phone(row.phone, self._country, self.navigator, row.customer_id)

    def menu(self, rows: Rows, name: str = "row_menu") -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self.parent)
        menu.setObjectName(name)
        for act in self.acts():
            action = menu.addAction(icon(act.role), f"{act.text}\t{act.key}")
            action.triggered.connect(lambda _on=False, run=act.run: run(rows))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def ids_of(rows: Sequence[DatedRow]) -> list[int]:
    return [row.id for row in rows]


def names_of(rows: Sequence[DatedRow]) -> str:
    """The customer, or the first and how many more."""
    if len(rows) == 1:
        return rows[0].customer
    return _("{name} and {n} more").format(name=rows[0].customer, n=len(rows) - 1)
