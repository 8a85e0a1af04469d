"""All service plans with how far they are; the one chosen beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.queries import load_staff
from crmdesk.models.plans.queries import PlanRow, count_scopes, load_plans
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import add_row_keys
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import IconButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import FilterChip
from crmdesk.ui.kit.widgets.scope_chips import ScopeChips
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.plans.acts import PlanActs
from crmdesk.ui.plans.columns import columns
from crmdesk.ui.plans.view import PlanView
from crmdesk.ui.plans.words import scope_texts


@dataclass(frozen=True, slots=True)
class _Answer:
    plans: list[PlanRow]
    counts: dict[str, int]


class PlansTab(QWidget):
    """Enter opens the customer, F2 changes the plan, Delete deletes it."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plans_tab")
        self._db, self._navigator = db, navigator
        self._plans: dict[int, PlanRow] = {}
        self._wanted: int | None = None
        self.acts = PlanActs(db, jobs, navigator, self)
        with db.read() as session:
            staff = load_staff(session)
        self.staff = FilterChip(
            pgettext("plan", "In charge"), [(person.id, person.name) for person in staff]
        )
        if len(staff) < 2:
            self.staff.hide()
        self.scopes = ScopeChips(scope_texts())
        self.model = PagedTableModel(columns(), self._load, self)
        self.table = DataTable("plans", self.model, two_lines=True)
        self.view = PlanView(self.acts, self.show_plan)
        self._answers = Latest(jobs, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def current(self) -> PlanRow | None:
        """The plan the keyboard stands on."""
        return self._plans.get(self.table.current_id() or 0)

    def current_customer(self) -> int | None:
        """Whose plan it is."""
        plan = self.current()
        return plan.customer_id if plan is not None else None

    def show_plan(self, plan_id: int) -> None:
        """Turn to this one, wherever in time it lies."""
        self._wanted = plan_id
        if plan_id not in self._plans:
            self.scopes.choose("all")
        self.refresh()

    def new(self) -> None:
        """The form of a new plan."""
        self.acts.new(None, self.show_plan)

    def print_page(self) -> None:
        """The plan shown."""
        self.view.print_page()

    def refresh(self) -> None:
        """Ask for the plans anew."""
        scope, today = self.scopes.scope(), self.acts.today()
        staff = [int(str(value)) for value in self.staff.values()]

        def ask(_job: Job) -> _Answer:
            with self._db.read() as session:
                plans = load_plans(session, today, self.acts.zone, scope=scope, staff=staff)
                return _Answer(plans, count_scopes(session, today, staff))

        self.area.show_loading()
        self._answers.ask(ask)

    def _load(self, ids: Sequence[int]) -> dict[int, PlanRow]:
        return {key: self._plans[key] for key in ids if key in self._plans}

    def _on_answer(self, answer: _Answer) -> None:
        self._plans = {plan.id: plan for plan in answer.plans}
        self.scopes.show_counts(answer.counts)
        self.model.set_ids(list(self._plans))
        if self._wanted in self._plans:
            self.table.select_id(self._wanted or 0)
            self._wanted = None
        elif self._plans and self.current() is None:
            self.table.select_id(next(iter(self._plans)))
        self._show_current()
        if self._plans:
            self.area.show_content()
        elif answer.counts["all"]:
            self.area.show_no_match("", self._clear)
        else:
            self.area.show_empty()

    def _show_current(self) -> None:
        self.view.show_plan(self.current())

    def _clear(self) -> None:
        self.staff.set_values([])
        self.scopes.choose("all")

    def _edit(self) -> None:
        self.view.edit()

    def _delete(self) -> None:
        if (plan := self.current()) is not None:
            self.acts.delete(plan)

    def _connect(self) -> None:
        self._answers.ready.connect(self._on_answer)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.scopes.changed.connect(lambda _scope: self.refresh())
        self.staff.changed.connect(lambda _values: self.refresh())
        self.table.current_changed.connect(lambda _id: self._show_current())
        self.table.opened.connect(lambda _id: self._open_customer())
        keys: dict[str, Callable[[], None]] = {
            "F2": self._edit, "Del": self._delete, "+": self.new,
            " ": self.view.services.setFocus,
        }  # fmt: skip
        add_row_keys(self.table, {key: partial(_drop_index, run) for key, run in keys.items()})

    def _open_customer(self) -> None:
        if (customer := self.current_customer()) is not None:
            self._navigator.open_customer(customer)

    def _lay_out(self) -> None:
        new = PrimaryButton(_("New service plan"), "add")
        new.setObjectName("new_plan")
        new.clicked.connect(lambda: self.new())
        head = QHBoxLayout()
        head.addWidget(self.scopes, 1)
        head.addWidget(self.staff)
        export = IconButton("export", _("Export…"))
        export.setObjectName("export_plans")
        export.clicked.connect(lambda: self.acts.export(list(self._plans.values())))
        head.addWidget(export)
        head.addWidget(new)
        empty = EmptyState(
            "flag", _("No service plans yet"),
            _("For a customer that matters: its goals, what you do for it from when to when, who "
              "does it, how often you go there and what it may cost. What is done counts itself."),
            _("New service plan"), self.new, primary=False,
        )  # fmt: skip
        left, right = Card(padding=8), Card(padding=16)
        self.area = ListArea(Splitter("plans", (left, right), (760, 440)), empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(head)
        outer.addWidget(self.area, 1)
        left.add(self.table, 1)
        right.add(self.view, 1)


def _drop_index(run: Callable[[], None], _index: QModelIndex) -> None:
    run()
