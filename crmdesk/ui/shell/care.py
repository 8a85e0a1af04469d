"""Care in the window: gift lists and service plans, on their screen and on the customer's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.care.panel import CarePanel
    from crmdesk.ui.plans.panel import PlansPanel
    from crmdesk.ui.plans.tab import PlansTab
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class CareFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator
        self._window: MainWindow | None = None

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator."""
        self._window = window
        go = self._navigator
        go.gifts_asked.connect(self._add_to_list)
        go.gift_list_asked.connect(self._show_list)
        go.plan_asked.connect(self._open_plan)
        window.commands.add(
            Command("plan.new", _("New service plan…"), lambda: go.open_plan(None, self._her()),
                    "", "flag", "work"),
            Command("gift_list.new", _("New gift list…"), self._new_list, "", "gift", "work"),
        )  # fmt: skip

    def screen(self) -> CarePanel:
        """Gift lists, and service plans in the tab beside them."""
        from crmdesk.ui.care.panel import CarePanel

        parts = self._parts
        return CarePanel(parts.db, parts.jobs, parts.hub, self._navigator, self._plans_tab)

    def plans(self) -> PlansPanel:
        """The plans of the customer whose page is shown."""
        from crmdesk.ui.plans.panel import PlansPanel

        parts = self._parts
        return PlansPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _plans_tab(self) -> PlansTab:
        from crmdesk.ui.plans.tab import PlansTab

        parts = self._parts
        return PlansTab(parts.db, parts.jobs, self._navigator)

    def _add_to_list(self, customer_ids: Sequence[int]) -> None:
        """Onto which list, and what they get; then that list is shown."""
        panel = self._panel()
        if panel is not None:
            panel.gifts.list_acts.add_customers(customer_ids, self._show_list)

    def _show_list(self, list_id: int) -> None:
        if (panel := self._in_front()) is not None:
            panel.show_list(list_id)

    def _new_list(self) -> None:
        if (panel := self._in_front()) is not None:
            panel.gifts.new_list()

    def _open_plan(self, plan_id: int | None, customer_id: int | None) -> None:
        """The plan in its tab; the form of a new one over whatever is in front."""
        if plan_id is not None:
            self._show_plan(plan_id)
        elif (window := self._window) is not None:
            from crmdesk.ui.plans.acts import PlanActs

            parts = self._parts
            acts = PlanActs(parts.db, parts.jobs, self._navigator, window)
            acts.new(customer_id, self._show_plan)

    def _show_plan(self, plan_id: int) -> None:
        from crmdesk.ui.plans.tab import PlansTab

        if (panel := self._in_front()) is not None:
            tab = panel.turn_to("plans")
            if isinstance(tab, PlansTab):
                tab.show_plan(plan_id)

    def _her(self) -> int | None:
        """Whose page is in front."""
        screen = self._window.front() if self._window is not None else None
        return screen.current_customer() if isinstance(screen, ShowsCustomer) else None

    def _in_front(self) -> CarePanel | None:
        if self._window is not None:
            self._window.show_screen("care")
        return self._panel()

    def _panel(self) -> CarePanel | None:
        from crmdesk.ui.care.panel import CarePanel

        made = self._window.screen_widget("care") if self._window is not None else None
        return made if isinstance(made, CarePanel) else None
