"""The list of complaints: what is open, at which step, which clock runs out first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.models.complaints.cards import Card as ComplaintCard
from crmdesk.models.complaints.cards import find_in_order, load_cards
from crmdesk.models.complaints.rules import clock_title, severity_text
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.ui.complaints.dialog_head import SEVERITY_TONES, state_of
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.clocks import explain_clock, icon_of, say_clock, tone_of
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import WINDOW, Column, PagedTableModel
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

Found = tuple[list[int], dict[int, ComplaintCard]]


class ListTab(QWidget):
    """Enter opens one, Delete deletes it; `counted(number)` after each answer."""

    counted = Signal(int)
    cleared = Signal()  # no filter is wanted any more

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator,
        wanted: Callable[[], tuple[str, int | None]],
    ) -> None:  # fmt: skip
        super().__init__()
        self._db, self._navigator, self._wanted = db, navigator, wanted
        self._store = ComplaintStore(db, jobs)
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
        self.model = PagedTableModel(self._columns(), self._load, self)
        self.table = DataTable("complaints", self.model, two_lines=True)
        self.status = FilterChip(
            _("Status"),
            [("open", pgettext("complaint", "Open")), ("closed", pgettext("complaint", "Closed"))],
            many=False,
        )
        self.status.set_values(["open"])
        self.order = FilterChip(
            _("Order"),
            [
                ("clock", pgettext("order of complaints", "By clock")),
                ("step", pgettext("order of complaints", "By step")),
                ("newest", pgettext("order of complaints", "Newest first")),
            ],
            many=False,
        )
        self.order.set_values(["clock"])
        self._lay_out()
        self._ids = Latest(jobs, self)
        self._ids.ready.connect(self._on_ids)
        self._ids.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        for chip in (self.status, self.order):
            chip.changed.connect(lambda _values: self.refresh())
        self.table.opened.connect(lambda row_id: navigator.open_complaint(row_id))
        self.table.menu_asked.connect(self._show_menu)
        remove = QShortcut(Qt.Key.Key_Delete, self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._delete)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        for chip in (self.status, self.order):
            chips.addWidget(chip)
        chips.addStretch(1)
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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(chips)
        outer.addWidget(card, 1)

    def refresh(self) -> None:
        """Ask for the ids anew, in their order."""
        status = next((str(value) for value in self.status.values()), None)
        order = next((str(value) for value in self.order.values()), "newest")
        text, handler = self._wanted()
        self.area.show_loading()

        def find(_job: object) -> Found:
            with self._db.read() as session:
                now = self._db.now()
                ids = find_in_order(
                    session, now, order=order, status=status, text=text, handler_id=handler
                )
                return ids, load_cards(session, ids[:WINDOW], now)  # the first page with them

        self._ids.ask(find)

    def current_customer(self) -> int | None:
        """Whose complaint the keyboard stands on."""
        card = self._current()
        return card.row.customer_id if card is not None else None

    def _load(self, ids: Sequence[int]) -> dict[int, ComplaintCard]:
        with self._db.read() as session:
            return load_cards(session, ids, self._db.now())

    def _on_ids(self, found: Found) -> None:
        ids, cards = found
        self.model.set_ids(ids, cards)
        self.counted.emit(len(ids))
        text, handler = self._wanted()
        if ids:
            self.area.show_content()
        elif text or handler is not None or self.status.values() == ["closed"]:
            self.area.show_no_match(text, self._clear_all)
        else:
            self.area.show_empty()

    def _clear_all(self) -> None:
        self.status.set_values([])
        self.cleared.emit()

    def _show_menu(self, at: QPoint) -> None:
        card = self._current()
        if card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Go on")).triggered.connect(
            partial(self._navigator.open_complaint, card.row.id, None)
        )
        menu.addAction(_("Open customer")).triggered.connect(
            partial(self._navigator.open_customer, card.row.customer_id)
        )
        menu.addSeparator()
        menu.addAction(_("Delete complaint")).triggered.connect(self._delete)
        menu.popup(at)

    def _delete(self) -> None:
        card = self._current()
        if card is None:
            return
        job = self._store.delete(card.row.id, card.row.customer)
        job.succeeded.connect(
            lambda _result: self._navigator.say(_("Complaint deleted"), undoable=True)
        )
        job.failed.connect(partial(show_failure, self))

    def _current(self) -> ComplaintCard | None:
        row_id = self.table.current_id()
        return self._load([row_id]).get(row_id) if row_id is not None else None

    def _clock(self, card: ComplaintCard) -> str:
        current = card.clocks.current if card.clocks is not None else None
        if current is None:
            return ""
        return say_clock(clock_title(current[0]), current[1], self._db.now(), self._zone)

    def _columns(self) -> list[Column]:
        now = self._db.now
        return [
            Column("customer", _("Customer"), lambda card: card.row.customer, width=240,
                   fixed=True,
                   cell=PersonCell(lambda card: card.row.customer, lambda card: card.row.subject,
                                   lambda card: card.row.kind)),
            Column("state", _("Step"), lambda card: state_of(card.row)[0], width=140,
                   cell=PillCell(lambda card: state_of(card.row)[0],
                                 lambda card: state_of(card.row)[1])),
            Column("clock", _("Clock"), self._clock, width=230, tip=self._explain,
                   cell=TextCell(self._clock, tone=_tone, icon=_icon)),
            Column("severity", _("Severity"), lambda card: severity_text(card.row.severity),
                   width=80,
                   cell=PillCell(lambda card: severity_text(card.row.severity),
                                 lambda card: SEVERITY_TONES[card.row.severity])),
            Column("handler", _("Handled by"), _people, width=130),
            Column("opened", _("Received"),
                   lambda card: say_when(card.row.opened_at, now(), self._zone), width=120,
                   tip=lambda card: full_when(card.row.opened_at, self._zone)),
            Column("number", _("Number"), lambda card: card.row.number, width=90,
                   cell=TextCell(lambda card: card.row.number, muted=True)),
        ]  # fmt: skip

    def _explain(self, card: ComplaintCard) -> str:
        current = card.clocks.current if card.clocks is not None else None
        if current is None:
            return ""
        return explain_clock(clock_title(current[0]), current[1], self._zone)


def _people(card: ComplaintCard) -> str:
    """Who handles it, and who was asked to step in."""
    if not card.escalated_to:
        return card.row.handler
    return _("{handler} → {escalated}").format(
        handler=card.row.handler, escalated=card.escalated_to
    )


def _tone(card: ComplaintCard) -> str:
    current = card.clocks.current if card.clocks is not None else None
    return tone_of(current[1]) if current is not None else ""


def _icon(card: ComplaintCard) -> str:
    current = card.clocks.current if card.clocks is not None else None
    return icon_of(current[1]) if current is not None else ""
