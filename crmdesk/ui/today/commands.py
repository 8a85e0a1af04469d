"""What is done with a row of Today, in place."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.phones import copy_phone
from crmdesk.ui.today.greet import Greet
from crmdesk.ui.today.hands import Hands
from crmdesk.ui.today.kinds.table import kind_of


class TodayCommands:
    """The same keys for every row; what they mean stands in its kind (kinds/table.py)."""

    def __init__(self, hands: Hands) -> None:
        self.greet = Greet(hands)
        self._hands = hands

    def done(self, row: TodayRow) -> None:
        """What is done in place is done; the rest goes on in its own dialog."""
        kind_of(row).done(row, self._hands)

    def later(self, row: TodayRow, at: QPoint) -> None:
        """Another day; `at` is where a menu may open."""
        kind_of(row).later(row, self._hands, at)

    def log(self, row: TodayRow) -> None:
        """Write what was said."""
        kind_of(row).log(row, self._hands)

    def edit(self, row: TodayRow) -> None:
        """The follow-up, promise or complaint itself."""
        kind_of(row).edit(row, self._hands)

    def dismiss(self, row: TodayRow) -> None:
        """Nothing is to be done about it."""
        if (act := kind_of(row).dismiss) is not None:
            act(row, self._hands)

    def open(self, row: TodayRow) -> None:
        """The customer's page."""
        self._hands.navigator.open_customer(row.customer_id)

    def copy_phone(self, row: TodayRow) -> None:
        copy_phone(row.phone, self._hands.office.country, self._hands.navigator)

    def menu(self, row: TodayRow, at: QPoint) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self._hands.panel)
        menu.setObjectName("today_menu")
        self.greet.add_to(menu, row)
        for role, text, key, run in (
            ("check", _(kind_of(row).done_words), "D", self.done),
            ("clock", _("Later…"), "L", lambda row: self.later(row, at)),
            ("call", _("Log a contact…"), "G", self.log),
            ("person", _("Open customer"), "Enter", self.open),
            ("edit", _("Edit…"), "F2", self.edit),
            ("copy", _("Copy phone"), "Ctrl+C", self.copy_phone),
        ):
            action = menu.addAction(icon(role), f"{text}\t{key}")
            action.triggered.connect(lambda _on=False, run=run: run(row))
        if kind_of(row).dismiss is not None:
            away = menu.addAction(icon("close"), f"{_(kind_of(row).dismiss_words)}\tN")
            away.triggered.connect(lambda _on=False: self.dismiss(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
