"""The answers, newest first: who waits to be called, who is not content, what waits for a look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.surveys import queries
from crmdesk.models.surveys.queries import ResponseFilter, ResponseRow
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import RowBar, add_row_keys
from crmdesk.ui.kit.table import PagedTableModel, RowRole
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.surveys.commands import SurveyCommands
from crmdesk.ui.surveys.response_columns import columns, scope_texts
from crmdesk.ui.surveys.store import SurveyStore

RowRun = Callable[[ResponseRow], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: list[int]
    counts: dict[str, int]


class ResponsesTab(QWidget):
    """Enter opens one (or goes on with the call), O the customer, Del deletes."""

    def __init__(
        self, db: Database, jobs: JobRunner, navigator: Navigator, commands: SurveyCommands
    ) -> None:
        super().__init__()
        self.setObjectName("survey_responses")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._commands, self._store = commands, SurveyStore(db, jobs)
        with db.read() as session:
            self._zone = office_zone(load_office(session).zone)
            staff, papers = load_staff(session), queries.load_questionnaires(session, archived=True)
        self._sort, self._descending = "", False
        self.model = PagedTableModel(columns(db.now, self._zone), self._load, self)
        self.table = DataTable("survey_responses", self.model, two_lines=True)
        self.scopes = ScopeChips(scope_texts())
        self.paper = FilterChip(
            _("Questionnaire"), [(one.id, one.name) for one in papers], many=False
        )
        self.staff = FilterChip(_("Who"), [(person.id, person.name) for person in staff])
        self.search = SearchField(_("Customer…"))
        self._lay_out()
        self._answers = Latest(jobs, self)
        self._connect()

    def refresh(self) -> None:
        """Ask for the ids and numbers anew."""
        wanted, sort, descending = self.wanted(), self._sort, self._descending
        self.area.show_loading()

        def ask(_job: Job) -> _Answer:
            with self._db.read() as session:
                found = queries.find_ids(session, wanted, sort=sort, descending=descending)
                return _Answer(found, queries.count_scopes(session, wanted))

        self._answers.ask(ask)

    def wanted(self) -> ResponseFilter:
        """What is looked for now."""
        paper = next((int(str(value)) for value in self.paper.values()), None)
        people = tuple(int(str(value)) for value in self.staff.values())
        return ResponseFilter(self.scopes.scope(), paper, people, self.search.text())

    def current_customer(self) -> int | None:
        row = self._current()
        return row.customer_id if row is not None else None

    def write(self, path: Path) -> Job:
        """The answers of the questionnaires chosen as a workbook."""
        from crmdesk.models.exchange.survey_forms.export import write_answers

        paper = self.wanted().questionnaire_id
        job = self._jobs.read(lambda _job: write_answers(self._db, path, paper))
        told = _("Saved as {file}").format(file=path.name)
        job.succeeded.connect(lambda _done: self._navigator.say(told))
        job.failed.connect(partial(show_failure, self.window()))
        return job

    def _lay_out(self) -> None:
        self.excel = PlainButton(_("Excel…"), "export")
        self.excel.setObjectName("responses_excel")
        tools = QHBoxLayout()
        tools.addWidget(self.scopes, 1)
        for widget in (self.paper, self.staff, self.search, self.excel):
            tools.addWidget(widget)
        self.staff.hide()
        empty = EmptyState(
            "survey",
            _("No answers yet"),
            _("Open a customer or select some in the list and ask them: Ctrl+Shift+Q."),
            _("Look through the customers"),
            lambda: self._navigator.show_screen("customers"),
            primary=False,
        )
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        card.add(self.area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(tools)
        outer.addWidget(card, 1)
        bar = RowBar(self.table, lambda _index: True)
        for name, role, tip, key, run in (
            ("row_open", "open", _("Open"), "Enter", self._open),
            ("row_customer", "person", _("Open customer"), "O", self._customer),
        ):
            bar.add(name, role, tip, key, partial(self._from_bar, run))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: bar.place())
        self.model.modelReset.connect(bar.place)
        self.scopes.choose("done")
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.scopes.changed.connect(lambda _scope: self.refresh())
        for chip in (self.paper, self.staff):
            chip.changed.connect(lambda _values: self.refresh())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.model.sort_asked.connect(self._on_sort)
        self.table.opened.connect(lambda _id: self._on_row(self._open))
        self.excel.clicked.connect(lambda: self._ask_path())
        add_row_keys(
            self.table,
            {"O": lambda _i: self._on_row(self._customer),
             "Del": lambda _i: self._on_row(self._delete)},
        )  # fmt: skip

    def _on_answer(self, answer: _Answer) -> None:
        self.model.set_ids(answer.ids)
        self.scopes.show_counts(answer.counts)
        if answer.ids:
            self.area.show_content()
            if self.table.current_id() is None:
                self.table.select_id(answer.ids[0])
        elif any(answer.counts.values()) or self.search.text() or self.paper.values():
            self.area.show_no_match(self.search.text(), self._clear)
        else:
            self.area.show_empty()

    def _clear(self) -> None:
        self.paper.set_values([])
        self.staff.set_values([])
        self.search.clear()
        self.scopes.choose("done")

    def _on_sort(self, sort: str, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._sort, self._descending = sort, descending
        self.refresh()

    def _ask_path(self) -> None:
        day = local_day(self._db.now(), self._zone)
        name = _("Answers") + f" {day:%Y-%m-%d}.xlsx"
        filters = _("Excel workbook (*.xlsx)")
        ask_save_file(self.window(), _("Save the answers"), name, filters, self._on_path)

    def _on_path(self, path: Path) -> None:
        self.write(path)

    def _load(self, ids: Sequence[int]) -> dict[int, ResponseRow]:
        with self._db.read() as session:
            return queries.load_rows(session, ids)

    def _current(self) -> ResponseRow | None:
        """As shown: asked at every key pressed, so the database is not."""
        index = self.table.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def _on_row(self, run: RowRun) -> None:
        if (row := self._current()) is not None:
            run(row)

    def _from_bar(self, run: RowRun, index: QModelIndex) -> None:
        self.table.select_id(self.model.id_at(index))
        self._on_row(run)

    def _open(self, row: ResponseRow) -> None:
        self._commands.open_response(row.id, self.window())

    def _customer(self, row: ResponseRow) -> None:
        self._navigator.open_customer(row.customer_id)

    def _delete(self, row: ResponseRow) -> None:
        job = self._store.delete_response(row.id, row.customer)
        told = _("Answers deleted")
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))
        job.failed.connect(partial(show_failure, self))
