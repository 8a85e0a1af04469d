"""The service plans of one customer: a part of her page."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _
from crmdesk.models.plans.queries import PlanRow, load_plans
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.plans.acts import PlanActs
from crmdesk.ui.plans.view import PlanView
from crmdesk.ui.plans.words import short_period

_TABLES = frozenset({"service_plan", "plan_service", "plan_member", "interaction"})


class PlansPanel(QWidget):
    """`show_customer` turns it to another one; it follows every commit by itself."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__()
        self.setObjectName("plans_panel")
        self._db = db
        self._customer = 0
        self._plans: dict[int, PlanRow] = {}
        self._wanted: int | None = None
        self.acts = PlanActs(db, jobs, navigator, self)
        self.which = QComboBox()
        self.which.setObjectName("which_plan")
        self.which.setAccessibleName(_("Service plan"))
        self.view = PlanView(self.acts, self._turn_to)
        self.view.title.hide()  # her name stands above
        self._latest = Latest(jobs, self)
        self._latest.ready.connect(self._on_plans)
        self._soon = Soon(self.refresh, self)
        self._lay_out()
        self._latest.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self.which.activated.connect(lambda _at: self._show_chosen())
        hub.changed.connect(self._on_changed)

    def show_customer(self, customer_id: int) -> None:
        """The plans of this customer."""
        self._customer, self._wanted = customer_id, None
        self.which.clear()
        self.area.show_loading()
        self.refresh()

    def refresh(self) -> None:
        """Read them again."""
        customer, today = self._customer, self.acts.today()

        def ask(_job: Job) -> list[PlanRow]:
            with self._db.read() as session:
                return load_plans(session, today, self.acts.zone, customer_id=customer)

        if customer:
            self._latest.ask(ask)

    def new(self) -> None:
        """The form of a plan for this customer."""
        self.acts.new(self._customer, self._turn_to)

    def _turn_to(self, plan_id: int) -> None:
        self._wanted = plan_id
        self.refresh()

    def _on_plans(self, plans: list[PlanRow]) -> None:
        chosen = self._wanted or self.which.currentData()
        self._plans, self._wanted = {plan.id: plan for plan in plans}, None
        if chosen not in self._plans:
            chosen = next((plan.id for plan in plans if plan.state == "current"), None)
        self.which.clear()
        for plan in plans:
            self.which.addItem(short_period(plan), plan.id)
        self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
        if plans:
            self._show_chosen()
            self.area.show_content()
        else:
            self.area.show_empty()

    def _show_chosen(self) -> None:
        self.view.show_plan(self._plans.get(self.which.currentData() or 0))

    def _on_changed(self, changes: Changes) -> None:
        if self._customer and any(table in _TABLES for table, _row in changes):
            self._soon.ask()

    def _lay_out(self) -> None:
        new = PlainButton(_("New service plan"), "add")
        new.setObjectName("new_plan")
        new.clicked.connect(lambda: self.new())
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.which, 1)
        head.addWidget(new)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        empty = EmptyState(
            "flag", _("No service plan"),
            _("For a customer that matters: its goals, what you do for it from when to when, who "
              "does it, how often you go there and what it may cost. What is done counts itself."),
            _("New service plan"), self.new, primary=False,
        )  # fmt: skip
        self.area = ListArea(shown, empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        outer.addWidget(self.area)
