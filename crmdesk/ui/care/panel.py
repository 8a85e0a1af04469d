"""Care: what one gives, and what one means to do for the customers that matter most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.care.gift_tab import GiftTab
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PrimaryButton
from crmdesk.ui.kit.widgets.tabbed_page import TabbedPage

_TABLES = frozenset({"gift", "gift_list", "service_plan", "plan_service", "plan_member",
                     "interaction", "customer", "contact", "staff", "setting"})  # fmt: skip


class CarePanel(TabbedPage):
    """`make_plans` makes the tab of the service plans, which belongs to another feature."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        navigator: Navigator,
        make_plans: Callable[[], QWidget],
    ) -> None:
        super().__init__(pgettext("screen", "Care"), "care", hub, _TABLES)
        self.gifts = GiftTab(db, jobs, navigator)
        self.new = PrimaryButton(_("New gift list"), "add")
        self.new.setObjectName("new_gift_list")
        self.new.clicked.connect(lambda: self.gifts.new_list())
        self.tools.addWidget(self.new)
        self.add_tabs(
            "care_tabs",
            (
                ("gifts", pgettext("care", "Gift lists"), lambda: self.gifts),
                ("plans", pgettext("care", "Service plans"), make_plans),
            ),
        )

    def show_list(self, list_id: int) -> None:
        """Turn to this gift list."""
        self.turn_to("gifts")
        self.old.discard("gifts")
        self.gifts.show_list(list_id)

    def print_page(self) -> None:
        """The list or the plan in front."""
        self.in_front().print_page()

    def on_tab(self) -> None:
        self.new.setVisible(self.name_in_front() == "gifts")
        super().on_tab()
