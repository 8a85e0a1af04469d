"""The card with the list in it: asks off the GUI thread, keeps its place, says why it is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.listing import Found, find_list
from crmdesk.models.customers.rows import CustomerRow, load_rows
from crmdesk.models.office.queries import load_fields
from crmdesk.models.office.settings import load_office
from crmdesk.ui.customers.listing.bulk_bar import BulkBar
from crmdesk.ui.customers.listing.columns import list_columns
from crmdesk.ui.customers.listing.table import CustomerTable
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

MOST_SEEN = 40
"""Rows read along with the ids: as many as a window shows."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the list shows: whom, in which order."""

    filter: CustomerFilter = field(default_factory=CustomerFilter)
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Who was found, and the rows seen first, read in the same breath."""

    question: Question
    found: Found
    rows: Mapping[int, CustomerRow]


class Results(Card):
    """`asked` and `ask()` are the question now; `answered(found)` follows each answer."""

    answered = Signal(object)  # Found
    sorted_by_hand = Signal()
    current_changed = Signal(object)  # id or None
    clear_asked = Signal()
    table_made = Signal()

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__(padding=8)
        self.setObjectName("results")
        self._db, self._navigator = db, navigator
        self.asked = Question()
        self._shown: Question | None = None
        self._wanted: int | None = None
        holder = QWidget()
        self._place = QVBoxLayout(holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self.bulk = BulkBar()
        self.empty = _empty_state(navigator)
        self.area = ListArea(holder, self.empty)
        self.add(self.area, 1)
        self.table: CustomerTable
        self.make_table()
        self._place.addWidget(self.bulk)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))

    def make_table(self) -> None:
        """The table with the office's fields as they are now; what was shown stays."""
        with self._db.read() as session:
            fields, zone = load_fields(session), office_zone(load_office(session).zone)
        columns = list_columns(
            fields, hovered=lambda: self.table.hovered_phone(), now=self._db.now, zone=zone
        )
        old = getattr(self, "table", None)
        self.model = PagedTableModel(columns, self.load, self)
        self.table = CustomerTable(self.model)
        if old is not None:
            self.model.set_ids(old.model().ids())
            self.table.select_ids(old.selected_ids(), old.current_id())
            self._place.removeWidget(old)
            old.deleteLater()
        self._place.insertWidget(0, self.table, 1)
        self.table.selection_changed.connect(self._on_selection)
        self.model.ids_changed.connect(self._on_selection)
        self.table.opened.connect(self._navigator.open_customer)
        self.table.current_changed.connect(self.current_changed)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self._show_sort()
        self.table_made.emit()

    def ask(self, question: Question) -> None:
        """Show what this asks for as soon as it is known."""
        self.asked = question
        self._show_sort()
        self.refresh()

    def refresh(self) -> None:
        """Ask the same again."""
        question, now = self.asked, self._db.now()
        seen = self.table.visible_ids()[:MOST_SEEN] if question == self._shown else []

        def find() -> Answer:
            with self._db.read() as session:
                found = find_list(
                    session, question.filter, question.sort,
                    descending=question.descending, now=now,
                )  # fmt: skip
                return Answer(question, found, load_rows(session, seen or found.ids[:MOST_SEEN]))

        self.area.show_loading()
        self._answers.ask(lambda _job: find())

    def want(self, customer_id: int) -> None:
        """Stand on this customer now, or once an answer has her."""
        if customer_id in self.model.ids():
            self.table.select_id(customer_id)
        else:
            self._wanted = customer_id

    def load(self, ids: Sequence[int]) -> Mapping[int, CustomerRow]:
        """The rows of these customers, as the table and print show them."""
        with self._db.read() as session:
            return load_rows(session, ids)

    def _on_answer(self, answer: Answer) -> None:
        question, found = answer.question, answer.found
        at, before = self.table.currentIndex().row(), self.table.current_id()
        last, self._shown = self._shown, question
        self.model.set_ids(found.ids, answer.rows)
        if found.ids:
            self.area.show_content()
        elif question.filter.is_empty():
            self.area.show_empty()
        else:
            self.area.show_no_match(question.filter.text, lambda: self.clear_asked.emit())
        self._stand(question, last, found.ids, at)
        if self.table.current_id() is None and before is not None:
            self.current_changed.emit(None)
        self.answered.emit(found)

    def _stand(
        self, question: Question, last: Question | None, ids: Sequence[int], at: int
    ) -> None:
        """Where the keyboard is after an answer; `at` is the row it was on.

        Whoever was wanted; the best hit of words just typed; the next one after a deletion.
        """
        text = question.filter.text.strip()
        if self._wanted is not None and self._wanted in ids:
            self.table.select_id(self._wanted)
            self._wanted = None
        elif not ids:
            return
        elif text and (last is None or text != last.filter.text.strip()):
            self.table.scrollToTop()
            self.table.select_id(ids[0])
        elif last is not None and _shows_other(question, last):
            self.table.scrollToTop()
        elif self.table.current_id() is None and at >= 0 and question == last:
            self.table.select_id(ids[min(at, len(ids) - 1)])

    def _on_selection(self) -> None:
        """The bar for many comes or goes; who is stood on stays in sight."""
        hidden = self.bulk.isHidden()
        self.bulk.show_count(self.table.selected_count())
        if hidden and not self.bulk.isHidden():
            QTimer.singleShot(0, self, lambda: self.table.scrollTo(self.table.currentIndex()))

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        """A header was clicked: up, down, then back to the list's own order."""
        sort = self.model.columns[column].sort if column >= 0 else ""
        if column >= 0 and not sort:
            self._show_sort()
            return
        descending = bool(sort) and order == Qt.SortOrder.DescendingOrder
        self.ask(Question(self.asked.filter, sort, descending))
        self.sorted_by_hand.emit()

    def _show_sort(self) -> None:
        header = self.table.horizontalHeader()
        keys = [column.sort for column in self.model.columns]
        sort = self.asked.sort
        order = (
            Qt.SortOrder.DescendingOrder if self.asked.descending else Qt.SortOrder.AscendingOrder
        )
        with QSignalBlocker(header):
            header.setSortIndicator(keys.index(sort) if sort and sort in keys else -1, order)
        header.viewport().update()


def _shows_other(question: Question, last: Question) -> bool:
    """Whether one will look at the top first: another order, or filters that let fewer through."""
    if (question.sort, question.descending) != (last.sort, last.descending):
        return True
    return question.filter != last.filter and not question.filter.is_empty()


def _empty_state(navigator: Navigator) -> EmptyState:
    return EmptyState(
        "customers",
        _("No customers yet"),
        _("Bring in the address book you have: Excel, Outlook, phone or CSV. It is checked first."),
        _("Import an address book"),
        lambda: navigator.open_import(),
        also=(_("New customer"), lambda: navigator.new_customer()),
    )
