"""What importing a file would do: rows created, changed, merged, left out, and problems."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.plan import Plan
from crmdesk.ui.exchange.plan_tables import (
    ListModel,
    changed_columns,
    created_columns,
    problem_columns,
    skipped_columns,
)
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea


class PlanPage(QWidget):
    """`picks_changed(Picks)` asks for the plan anew; `show_plan` answers."""

    picks_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("plan_tabs")
        self._models: dict[str, ListModel] = {}
        self._areas: dict[str, ListArea] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.tabs, 1)
        self._add_tab("create", created_columns(), _("No new customers in this file."))
        self._add_tab("update", changed_columns(), _("Nobody’s facts change."))
        self._add_tab("merge", changed_columns(), _("No rows of the file belong together."))
        self._add_tab("skip", skipped_columns(), _("No row is left out."))
        self._add_tab("problem", problem_columns(), _("Everything could be read."))

    def _add_tab(self, code: str, columns: list[Column], empty: str) -> None:
        model = self._models[code] = ListModel(columns, self)
        table = DataTable(f"plan_{code}", model, two_lines=code == "create")
        area = self._areas[code] = ListArea(table, EmptyState("check-circle", empty))
        self.tabs.addTab(area, "")

    def model(self, code: str) -> ListModel:
        """The rows of a tab: create, update, merge, skip or problem."""
        return self._models[code]

    def show_plan(self, plan: Plan, *, first: bool) -> None:
        """Fill everything from a plan; the `first` one of a file opens at what matters in it."""
        rows = list(plan.all_rows())
        for code in ("create", "update", "merge", "skip"):
            self._fill(code, [row for row in rows if row.action == code])
        self._fill("problem", plan.problems)
        counts = {code: model.rowCount() for code, model in self._models.items()}
        titles = (
            _("New {n}"), _("Changed {n}"), _("Merged {n}"), _("Skipped {n}"), _("Problems {n}"),
        )  # fmt: skip
        for at, (count, title) in enumerate(zip(counts.values(), titles, strict=True)):
            self.tabs.setTabText(at, title.format(n=f"{count:,}"))
        if first:
            self.tabs.setCurrentIndex(0 if counts["create"] else 1 if counts["update"] else 3)

    def clear(self) -> None:
        """Show no rows, and keep none."""
        for model in self._models.values():
            model.set_rows(())

    def _fill(self, code: str, rows: Sequence[object]) -> None:
        self._models[code].set_rows(rows)
        if rows:
            self._areas[code].show_content()
        else:
            self._areas[code].show_empty()
