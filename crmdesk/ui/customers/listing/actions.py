"""What can be done with the customers selected, wherever it is asked: key, menu, bar, palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.rows import CustomerRow, RowPhone
from crmdesk.ui.customers.listing.bulk_bar import BulkBar
from crmdesk.ui.customers.listing.table import CustomerTable
from crmdesk.ui.customers.listing.tag_picker import TagPicker
from crmdesk.ui.kit.customer_acts import Chosen, CustomerActs
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.menus import add_entry, below, passing_menu
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.phones import copy_number, is_masked, key_of, show_number


class ListActions(QObject):
    """Acts on what is selected in `table()`; the table may be made anew, so it is asked for."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        acts: CustomerActs,
        table: Callable[[], CustomerTable],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._navigator, self._acts = navigator, acts
        self._table, self._window = table, window
        self.tags = TagPicker(db, jobs, acts, window)

    def equip(self, table: CustomerTable) -> None:
        """Give a table its keys and its menu."""
        table.copy_asked.connect(self.copy_phone)
        table.delete_asked.connect(self.delete)
        table.menu_asked.connect(self.show_menu)

    def equip_bar(self, bar: BulkBar) -> None:
        """Let the buttons of the bar do what they say."""
        bar.tag_asked.connect(self.pick_tags)
        bar.owner_asked.connect(self.pick_owner)
        bar.stage_asked.connect(self.pick_stage)
        bar.merge_asked.connect(self.merge)
        bar.gift_asked.connect(self.put_on_gift_list)
        bar.export_asked.connect(self._navigator.open_export)
        bar.delete_asked.connect(self.delete)
        bar.done.connect(lambda: self._table().stand_alone())

    def chosen(self) -> Chosen:
        """The customers selected; the name where it is one alone."""
        ids = self._table().selected_ids()
        row = self._table().current_row() if len(ids) == 1 else None
        return Chosen(ids, row.name if row is not None and row.id == ids[0] else "")

    def can_act(self) -> bool:
        """Whether anybody is selected in a list that is seen."""
        table = self._table()
        return table.isVisible() and table.selected_count() > 0

    def can_show_phone(self) -> bool:
        """Whether the number of the row stood on is masked."""
        row = self._table().current_row() if self.can_act() else None
        return row is not None and bool(row.phones) and is_masked(row.id, key_of(row.phones[0]))

    def can_merge(self) -> bool:
        """Whether several are selected in a list that is seen."""
        table = self._table()
        return table.isVisible() and table.selected_count() > 1

    def merge(self) -> None:
        """Look at who is selected side by side, to make one of them."""
        if len(ids := self._table().selected_ids()) > 1:
            self._navigator.merge_customers(ids)

    def put_on_gift_list(self) -> None:
        """Who is selected gets something."""
        if ids := self._table().selected_ids():
            self._navigator.put_on_gift_list(ids)

    def ask(self) -> None:
        """Put a questionnaire to who is selected, one after the other."""
        if ids := self._table().selected_ids():
            self._navigator.open_survey(customer_ids=ids)

    def delete(self) -> None:
        """Delete who is selected."""
        self._acts.delete(self.chosen())

    def copy_phone(self, row: CustomerRow | None = None) -> None:
        """The first number of a row (the one stood on), without blanks."""
        row = row or self._table().current_row()
        if row is not None and row.phones:
            self._copy(row.phones[0])

    def show_phone(self) -> None:
        """Let the first number of the row stood on be seen, where it is masked."""
        row = self._table().current_row()
        if row is not None and row.phones:
            number = row.phones[0]
            show_number(
                row.id,
                key_of(number),
                number.text,
                self._navigator,
                self._table().viewport().update,
            )

    def pick_tags(self, anchor: QWidget | None = None) -> None:
        """Open the list of tags under a button, or where the mouse is."""
        self.tags.open_for(self.chosen(), self._place(anchor))

    def pick_owner(self, anchor: QWidget | None = None) -> None:
        menu = passing_menu(self._window, "owner_menu")
        self._acts.fill_owners(menu, self.chosen())
        menu.popup(self._place(anchor))

    def pick_stage(self, anchor: QWidget | None = None) -> None:
        menu = passing_menu(self._window, "stage_menu")
        self._acts.fill_stages(menu, self.chosen())
        menu.popup(self._place(anchor))

    def show_menu(self, place: QPoint) -> None:
        """The menu of a right click."""
        chosen = self.chosen()
        if not chosen.ids:
            return
        menu = passing_menu(self._window, "customer_menu")
        row = self._table().current_row() if len(chosen.ids) == 1 else None
        if row is not None:
            self._fill_for_one(menu, row)
        add_entry(menu, _("Tags…"), "tag", self.pick_tags)
        self._acts.fill_owners(menu.addMenu(icon("assign"), _("Owner")), chosen)
        self._acts.fill_stages(menu.addMenu(icon("stage"), _("Stage")), chosen)
        menu.addSeparator()
        if len(chosen.ids) > 1:
            add_entry(menu, _("Merge…") + "\tCtrl+M", "merge", self.merge)
        add_entry(menu, _("Put on a gift list…"), "gift", self.put_on_gift_list)
        add_entry(menu, _("Ask a questionnaire…"), "survey", self.ask)
        add_entry(menu, _("Personal information…"), "info",
                  partial(self._navigator.open_privacy, chosen.ids))  # fmt: skip
        add_entry(menu, _("Export…"), "export", self._navigator.open_export)
        add_entry(menu, _("Delete") + "\tDel", "delete", self.delete)
        menu.popup(place)

    def _fill_for_one(self, menu: QMenu, row: CustomerRow) -> None:
        go = self._navigator
        add_entry(menu, _("Open") + "\tEnter", "open", partial(go.open_customer, row.id))
        add_entry(menu, _("Log a contact"), "call", partial(go.log_interaction, row.id))
        add_entry(menu, _("New follow-up"), "follow-up", partial(go.open_follow_up, None, row.id))
        add_entry(menu, _("New complaint"), "complaint", partial(go.open_complaint, None, row.id))
        add_entry(menu, _("New service order"), "service", partial(go.open_service, None, row.id))
        menu.addSeparator()
        for phone in row.phones:
            text = _("Copy {number}").format(number=_with_whose(phone))
            add_entry(menu, text, "copy", partial(self._copy, phone))
        if row.phones:
            menu.addSeparator()

    def _place(self, anchor: QWidget | None) -> QPoint:
        """Under the button asked; else at the mouse over the list, or the row stood on."""
        if anchor is not None:
            return below(anchor)
        table = self._table()
        if table.underMouse():
            return QCursor.pos()
        row = table.visualRect(table.currentIndex())
        return table.viewport().mapToGlobal(row.bottomLeft() + QPoint(60, 0))

    def _copy(self, phone: RowPhone) -> None:
        copy_number(phone, phone.country, self._navigator, phone.customer_id)


def _with_whose(phone: RowPhone) -> str:
    return " ".join(part for part in (phone.of, phone.label, phone.text) if part)
