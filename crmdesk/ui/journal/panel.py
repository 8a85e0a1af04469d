"""The journal as a screen: the changes, newest first, and the one stood on beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.logbook.browse import Entry, find_change_sets, load_entries
from crmdesk.models.logbook.details import Reader
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.journal.columns import columns
from crmdesk.ui.journal.details_pane import DetailsPane
from crmdesk.ui.journal.filter_bar import JournalFilterBar
from crmdesk.ui.journal.out import JournalOut
from crmdesk.ui.journal.row_menu import RowMenu
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.selection_bar import SelectionBar
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

PATIENCE = 60  # ms on a row before it is read: an arrow key held down passes by


class JournalPanel(Page):
    """Enter opens the customer, F5 reads anew; nothing is deleted here."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        backup: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(_("Journal"))
        self.setObjectName("journal_panel")
        self._db, self._navigator = db, navigator
        with db.read() as session:
            office, staff = load_office(session), load_staff(session, everyone=True)
        self._zone, self._old = office_zone(office.zone), False
        self.search = SearchField(_("Search the journal"), "Ctrl+F", delay=200)
        self.search.setObjectName("journal_search")
        self.filters = JournalFilterBar(db, jobs, staff, lambda: local_day(db.now(), self._zone))
        self.model = PagedTableModel(columns(db.now, self._zone), self._load, self)
        self.table = DataTable("journal_table", self.model)
        self.setFocusProxy(self.table)
        reader = Reader(db.staff_id, office.country, self._zone)
        self.pane = DetailsPane(db, jobs, reader, self._zone)
        self.out = JournalOut(db, jobs, navigator, reader, backup, self)
        self.menu = RowMenu(navigator, self._zone, self)
        self._lay_out()
        self._answers, self._soon = Latest(jobs, self), Soon(lambda: _look_again(self), self)
        self._pause = QTimer(self, interval=PATIENCE, singleShot=True)
        self._connect(hub)
        self.refresh()

    def filter(self) -> JournalFilter:
        """What is asked for now."""
        return self.filters.filter(self.search.text().strip())

    def refresh(self) -> None:
        """Ask for the ids anew."""
        chosen, today, zone = self.filter(), local_day(self._db.now(), self._zone), self._zone

        def find(_job: object) -> list[int]:
            with self._db.read() as session:
                return find_change_sets(session, chosen, today=today, zone=zone)

        self._old = False
        self.area.show_loading()
        self._answers.ask(find)

    def show_customer(self, customer_id: int) -> None:
        """Only what concerns this customer."""
        self.search.clear()
        self.show_filter(JournalFilter(customer=customer_id))

    def show_filter(self, chosen: JournalFilter) -> None:
        """Look at this."""
        self.filters.set_filter(chosen)
        self.refresh()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def current_customer(self) -> int | None:
        """About whom the row is the keyboard stands on."""
        entry = self.current()
        return entry.customer_id if entry is not None else None

    def current(self) -> Entry | None:
        """The line the keyboard stands on."""
        index = self.table.currentIndex()
        entry: Entry | None = self.model.row_at(index) if index.isValid() else None
        return entry

    def selected(self) -> list[Entry]:
        """The lines selected, newest first."""
        ids = self.table.selected_ids()
        found = self._load(ids)
        return [found[key] for key in ids if key in found]

    def showEvent(self, event: QShowEvent) -> None:
        """What was done while another screen was in front is read now."""
        super().showEvent(event)
        if self._old:
            self.refresh()

    def _load(self, ids: Sequence[int]) -> Mapping[int, Entry]:
        with self._db.read() as session:
            return load_entries(session, ids)

    def _on_ids(self, ids: Sequence[int]) -> None:
        self.model.set_ids(ids)
        count = len(ids)
        told = ngettext("{n} change", "{n} changes", count).format(n=f"{count:,}")
        self.subtitle.setText(told if count else "")
        if count:
            self.area.show_content()
            if not self.table.selected_ids():
                self.table.select_id(ids[0])
        elif self.filter().is_empty():
            self.area.show_empty()
        else:
            self.area.show_no_match(self.search.text().strip(), self._clear)
        self._show_current()

    def _clear(self) -> None:
        self.search.clear()
        self.filters.clear_button.click()

    def _show_current(self) -> None:
        self.pane.show_entry(self.current())

    def _on_selection(self) -> None:
        count = self.table.selected_count()
        self.bar.setVisible(count > 1)
        told = ngettext("{n} change selected", "{n} changes selected", count)
        self.bar.count.setText(told.format(n=f"{count:,}"))

    def _open_current(self, _row: object = None) -> None:
        if (customer := self.current_customer()) is not None:
            self._navigator.open_customer(customer)
        elif self.current() is not None:
            self._navigator.say(_("This concerns no customer there is now."))

    def _on_changed(self, _changes: Changes) -> None:
        """Every commit may be a line of its own, or take one back."""
        self._old = True
        self._soon.ask()

    def _on_menu(self, at: QPoint) -> None:
        if entries := self.selected():
            self.menu.show_for(entries, at)

    def _connect(self, hub: DataHub) -> None:
        self._answers.ready.connect(self._on_ids)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.search.asked.connect(lambda _text: self.refresh())
        self.search.left_down.connect(lambda: self.table.setFocus())
        self.filters.changed.connect(self.refresh)
        self.table.opened.connect(self._open_current)
        self.table.menu_asked.connect(self._on_menu)
        self.table.selection_changed.connect(self._on_selection)
        self.table.current_changed.connect(lambda _id: self._pause.start())
        self._pause.timeout.connect(self._show_current)
        self.menu.customer_filter_asked.connect(self.show_customer)
        self.pane.undo_asked.connect(self.menu.undo)
        self.pane.customer_asked.connect(self._navigator.open_customer)
        hub.changed.connect(self._on_changed)
        again = QShortcut(QKeySequence("F5"), self, context=_HERE)
        again.activated.connect(self.refresh)

    def _lay_out(self) -> None:
        for widget in (self.search, *self.out.buttons(self.model.ids)):
            self.tools.addWidget(widget)
        self.fill(self.out.progress, 0)
        self.fill(self.filters, 0)
        self.area = ListArea(
            self.table,
            EmptyState(
                "history",
                _("Nothing has been done yet."),
                _("Every change is written down here: who, when, before and after. "
                  "Each can be undone."),
            ),
        )  # fmt: skip
        self.bar = SelectionBar("journal_bar")
        undo = GhostButton(pgettext("journal", "Undo these"), "undo")
        undo.clicked.connect(lambda: self.menu.undo_all(self.selected()))
        self.bar.add("undo_selected", undo)
        left = Card(padding=8)
        self.fill(Splitter("journal", (left, self.pane), (760, 460)))
        left.add(self.area, 1)
        left.add(self.bar)
        self.bar.hide()


_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _look_again(page: JournalPanel) -> None:
    """Something was done a moment ago; a page hidden meanwhile is read when it is seen."""
    if page.isVisible():
        page.refresh()
