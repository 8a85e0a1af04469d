"""The list of complaints: what is open, at which step, since when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu

from crmdesk.models.complaints import queries
from crmdesk.models.complaints.queries import ComplaintRow
from crmdesk.models.complaints.rules import severity_text
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints.dialog_head import SEVERITY_TONES, state_of
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea


class ComplaintsPanel(Page):
    """Open complaints first; Enter opens one, the button records a new one."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Complaints"))
        self.setObjectName("complaints_panel")
        self._db, self._navigator = db, navigator
        self._store = ComplaintStore(db, jobs)
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            staff = load_staff(session)
        self.model = PagedTableModel(self._columns(), self._load, self)
        self.table = DataTable("complaints", self.model, two_lines=True)
        self.search = SearchField(_("Customer, words, number…"))
        self.status = FilterChip(
            _("Status"),
            [("open", pgettext("complaint", "Open")), ("closed", pgettext("complaint", "Closed"))],
            many=False,
        )
        self.status.set_values(["open"])
        self.handler = FilterChip(
            _("Handled by"), [(person.id, person.name) for person in staff], many=False
        )
        self._lay_out()
        self._ids = Latest(jobs, self)
        self._ids.ready.connect(self._on_ids)
        self._ids.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.search.textChanged.connect(lambda _text: self.refresh())
        for chip in (self.status, self.handler):
            chip.changed.connect(lambda _values: self.refresh())
        self.table.opened.connect(lambda row_id: navigator.open_complaint(row_id))
        self.table.menu_asked.connect(self._show_menu)
        remove = QShortcut(Qt.Key.Key_Delete, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._delete)
        hub.changed.connect(self._on_changed)
        self.refresh()

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New complaint"), "add")
        new.setObjectName("new_complaint")
        new.setToolTip(_("New complaint") + " (Ctrl+J)")
        new.clicked.connect(lambda: self._navigator.open_complaint())
        self.tools.addWidget(self.search)
        self.tools.addWidget(new)
        chips = QHBoxLayout()
        for chip in (self.status, self.handler):
            chips.addWidget(chip)
        chips.addStretch(1)
        self.fill(chips, 0)
        empty = EmptyState(
            "complaint",
            _("No complaints yet"),
            _("A complaint recorded, solved and called back keeps a customer for life."),
            _("Record a complaint"),
            lambda: self._navigator.open_complaint(),
        )
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        self.fill(card)

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self) -> None:
        """Ask for the ids anew."""
        status = next((str(value) for value in self.status.values()), None)
        handler = next((int(str(value)) for value in self.handler.values()), None)
        text = self.search.text()
        self.area.show_loading()
        self._ids.ask(lambda _job: self._find(status, text, handler))

    def _find(self, status: str | None, text: str, handler: int | None) -> list[int]:
        with self._db.read() as session:
            return queries.find_ids(session, status=status, text=text, handler_id=handler)

    def _load(self, ids: Sequence[int]) -> dict[int, ComplaintRow]:
        with self._db.read() as session:
            return queries.load_rows(session, ids)

    def _on_ids(self, ids: list[int]) -> None:
        self.model.set_ids(ids)
        count = len(ids)
        self.subtitle.setText(ngettext("{n} complaint", "{n} complaints", count).format(n=count))
        if ids:
            self.area.show_content()
        elif self.search.text() or self.handler.values() or self.status.values() == ["closed"]:
            self.area.show_no_match(self.search.text(), self._clear)
        else:
            self.area.show_empty()

    def _clear(self) -> None:
        self.handler.set_values([])
        self.status.set_values([])
        self.search.clear()
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if touches(changes, "complaint") or touches(changes, "customer"):
            self.refresh()

    def _show_menu(self, at: QPoint) -> None:
        row_id = self.table.current_id()
        row = self._load([row_id]).get(row_id) if row_id is not None else None
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Go on")).triggered.connect(
            partial(self._navigator.open_complaint, row.id, None)
        )
        menu.addAction(_("Open customer")).triggered.connect(
            partial(self._navigator.open_customer, row.customer_id)
        )
        menu.addSeparator()
        menu.addAction(_("Delete complaint")).triggered.connect(self._delete)
        menu.popup(at)

    def _delete(self) -> None:
        row_id = self.table.current_id()
        row = self._load([row_id]).get(row_id) if row_id is not None else None
        if row is None:
            return
        job = self._store.delete(row.id, row.customer)
        job.succeeded.connect(
            lambda _result: self._navigator.say(_("Complaint deleted"), undoable=True)
        )
        job.failed.connect(partial(show_failure, self))

    def _columns(self) -> list[Column]:
        now = self._db.now
        return [
            Column("customer", _("Customer"), lambda row: row.customer, width=260, fixed=True,
                   cell=PersonCell(lambda row: row.customer, lambda row: row.subject,
                                   lambda row: row.kind)),
            Column("state", _("Step"), lambda row: state_of(row)[0], width=150,
                   cell=PillCell(lambda row: state_of(row)[0], lambda row: state_of(row)[1])),
            Column("severity", _("Severity"), lambda row: severity_text(row.severity), width=90,
                   cell=PillCell(lambda row: severity_text(row.severity),
                                 lambda row: SEVERITY_TONES[row.severity])),
            Column("opened", _("Received"), lambda row: say_when(row.opened_at, now(), self._zone),
                   width=130, tip=lambda row: full_when(row.opened_at, self._zone)),
            Column("handler", _("Handled by"), lambda row: row.handler, width=110),
            Column("number", _("Number"), lambda row: row.number, width=100,
                   cell=TextCell(lambda row: row.number, muted=True)),
        ]  # fmt: skip
