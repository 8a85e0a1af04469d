"""What can be done with the customers selected, wherever it is asked: key, menu, bar, palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.rows import CustomerRow, RowPhone
from crmdesk.models.customers.rules import stage_texts
from crmdesk.models.office.queries import load_staff
from crmdesk.ui.customers.listing.bulk_bar import BulkBar
from crmdesk.ui.customers.listing.store import Chosen, ListStore
from crmdesk.ui.customers.listing.table import CustomerTable
from crmdesk.ui.customers.listing.tag_picker import TagPicker
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator

ASK_ABOVE = 10
"""So many customers are deleted without a question: undo is one key away."""


class ListActions(QObject):
    """Acts on what is selected in `table()`; the table may be made anew, so it is asked for."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        store: ListStore,
        table: Callable[[], CustomerTable],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._db, self._navigator, self._store = db, navigator, store
        self._table, self._window = table, window
        self.tags = TagPicker(db, jobs, store, window)

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

    def can_merge(self) -> bool:
        """Whether several are selected in a list that is seen."""
        table = self._table()
        return table.isVisible() and table.selected_count() > 1

    def merge(self) -> None:
        """Look at who is selected side by side, to make one of them."""
        if len(ids := self._table().selected_ids()) > 1:
            self._navigator.merge_customers(ids)

    def delete(self) -> None:
        """Delete who is selected; of many one is asked first."""
        chosen = self.chosen()
        if not chosen.ids:
            return
        if len(chosen.ids) <= ASK_ABOVE:
            self._store.delete(chosen)
            return
        count = len(chosen.ids)
        confirm(
            self._window,
            ngettext("Delete {n} customer?", "Delete {n} customers?", count).format(n=f"{count:,}"),
            _("Their log, complaints and files go too. One undo brings everything back."),
            _("Delete"),
            lambda: self._delete(chosen),
            danger=True,
        )

    def copy_phone(self, row: CustomerRow | None = None) -> None:
        """The first number of a row (the one stood on), without blanks."""
        row = row or self._table().current_row()
        if row is not None and row.phones:
            self._copy(row.phones[0])

    def pick_tags(self, anchor: QWidget | None = None) -> None:
        """Open the list of tags under a button, or where the mouse is."""
        self.tags.open_for(self.chosen(), self._place(anchor))

    def pick_owner(self, anchor: QWidget | None = None) -> None:
        menu = self._menu("owner_menu")
        self._fill_owners(menu)
        menu.popup(self._place(anchor))

    def pick_stage(self, anchor: QWidget | None = None) -> None:
        menu = self._menu("stage_menu")
        self._fill_stages(menu)
        menu.popup(self._place(anchor))

    def show_menu(self, place: QPoint) -> None:
        """The menu of a right click."""
        chosen = self.chosen()
        if not chosen.ids:
            return
        menu = self._menu("customer_menu")
        row = self._table().current_row() if len(chosen.ids) == 1 else None
        if row is not None:
            self._fill_for_one(menu, row)
        _add(menu, _("Tags…"), "tag", self.pick_tags)
        owners = menu.addMenu(icon("assign"), _("Owner"))
        self._fill_owners(owners)
        stages = menu.addMenu(icon("stage"), _("Stage"))
        self._fill_stages(stages)
        menu.addSeparator()
        if len(chosen.ids) > 1:
            _add(menu, _("Merge…") + "\tCtrl+M", "merge", self.merge)
        _add(menu, _("Export…"), "export", self._navigator.open_export)
        _add(menu, _("Delete") + "\tDel", "delete", self.delete)
        menu.popup(place)

    def _delete(self, chosen: Chosen) -> None:
        self._store.delete(chosen)

    def _fill_for_one(self, menu: QMenu, row: CustomerRow) -> None:
        go = self._navigator
        _add(menu, _("Open") + "\tEnter", "open", partial(go.open_customer, row.id))
        _add(menu, _("Log a contact"), "call", partial(go.log_interaction, row.id))
        _add(menu, _("New follow-up"), "follow-up", partial(go.open_follow_up, None, row.id))
        _add(menu, _("New complaint"), "complaint", partial(go.open_complaint, None, row.id))
        menu.addSeparator()
        for phone in row.phones:
            text = _("Copy {number}").format(number=_with_whose(phone))
            _add(menu, text, "copy", partial(self._copy, phone))
        if row.phones:
            menu.addSeparator()

    def _fill_owners(self, menu: QMenu) -> None:
        with self._db.read() as session:
            staff = load_staff(session)
        for one in staff:
            _add(menu, one.name, "", partial(self._store.assign, self.chosen(), one))
        menu.addSeparator()
        _add(menu, _("No owner"), "", partial(self._store.assign, self.chosen(), None))

    def _fill_stages(self, menu: QMenu) -> None:
        for stage, text in stage_texts().items():
            _add(menu, text, "", partial(self._store.set_stage, self.chosen(), stage))

    def _place(self, anchor: QWidget | None) -> QPoint:
        """Under the button asked; else at the mouse over the list, or the row stood on."""
        if anchor is not None:
            return anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        table = self._table()
        if table.underMouse():
            return QCursor.pos()
        row = table.visualRect(table.currentIndex())
        return table.viewport().mapToGlobal(row.bottomLeft() + QPoint(60, 0))

    def _copy(self, phone: RowPhone) -> None:
        QGuiApplication.clipboard().setText(phone.digits)
        self._navigator.say(_("Copied: {number}").format(number=phone.digits))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _add(menu: QMenu, text: str, role: str, run: Callable[[], object]) -> None:
    action = QAction(text, menu)
    if role:
        action.setIcon(icon(role))
    action.triggered.connect(lambda _on: run())
    menu.addAction(action)


def _with_whose(phone: RowPhone) -> str:
    return " ".join(part for part in (phone.of, phone.label, phone.text) if part)
