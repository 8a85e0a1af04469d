"""What is done with a row of Today, in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import ROLLED, TodayRow
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.phones import copy_phone, dial
from crmdesk.ui.today.greet import Greet
from crmdesk.ui.today.hands import Hands
from crmdesk.ui.today.kinds.table import kind_of

if TYPE_CHECKING:
    from crmdesk.models.today.left_over import LeftOver


class TodayCommands:
    """The same keys for every row; what they mean stands in its kind (kinds/table.py)."""

    def __init__(self, hands: Hands) -> None:
        self.greet = Greet(hands)
        self.hands = hands

    def done(self, row: TodayRow) -> None:
        """What is done in place is done; the rest goes on in its own dialog."""
        kind_of(row).done(row, self.hands)

    def later(self, row: TodayRow, at: QPoint) -> None:
        """Another day; `at` is where a menu may open."""
        kind_of(row).later(row, self.hands, at)

    def log(self, row: TodayRow) -> None:
        """Write what was said."""
        kind_of(row).log(row, self.hands)

    def edit(self, row: TodayRow) -> None:
        """The follow-up, promise or complaint itself."""
        kind_of(row).edit(row, self.hands)

    def dismiss(self, row: TodayRow) -> None:
        """Nothing is to be done about it."""
        if (act := kind_of(row).dismiss) is not None:
            act(row, self.hands)

    def open(self, row: TodayRow) -> None:
        """The customer's page."""
        self.hands.navigator.open_customer(row.customer_id)

    def ask(self, row: TodayRow) -> None:
        """A questionnaire, by telephone."""
        self.hands.navigator.open_survey(customer_ids=[row.customer_id])

    def call(self, row: TodayRow) -> None:
        """By the telephone of this computer."""
        dial(row.phone, self.hands.office.country, self.hands.navigator, row.customer_id)

    def roll(self, row: TodayRow) -> None:
        """A promise or follow-up to another day, with the reason; the rest has none."""
        if row.source in ROLLED:
            from crmdesk.models.today.left_over import LeftOver

            self.roll_all(
                [LeftOver(row.source, row.id, row.name, row.text, row.due_on or date.max)]
            )

    def roll_all(self, items: Sequence[LeftOver]) -> None:
        """All of these, or some, to another day; nothing where somebody else was faster."""
        if items:
            from crmdesk.ui.today.left_over_dialog import LeftOverDialog

            LeftOverDialog(self.hands, items).open()

    def copy_phone(self, row: TodayRow) -> None:
        copy_phone(row.phone, self.hands.office.country, self.hands.navigator, row.customer_id)

    def menu(self, row: TodayRow, at: QPoint) -> QMenu:
        """The menu of a right click."""
        menu = QMenu(self.hands.panel)
        menu.setObjectName("today_menu")
        self.greet.add_to(menu, row)
        for role, text, key, run in (
            ("check", _(kind_of(row).done_words), "D", self.done),
            ("clock", _("Later…"), "L", lambda row: self.later(row, at)),
            ("history", _("Move with a reason…"), "R", self.roll),
            ("note", _("Log a contact…"), "G", self.log),
            ("call", _("Call"), "T", self.call),
            ("person", _("Open customer"), "Enter", self.open),
            ("edit", _("Edit…"), "F2", self.edit),
            ("survey", _("Ask a questionnaire…"), "Ctrl+Shift+Q", self.ask),
            ("copy", _("Copy phone"), "Ctrl+C", self.copy_phone),
        ):
            if (key == "R" and row.source not in ROLLED) or (key == "T" and not row.phone):
                continue
            action = menu.addAction(icon(role), f"{text}\t{key}")
            action.triggered.connect(lambda _on=False, run=run: run(row))
        if kind_of(row).dismiss is not None:
            away = menu.addAction(icon("close"), f"{_(kind_of(row).dismiss_words)}\tN")
            away.triggered.connect(lambda _on=False: self.dismiss(row))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
