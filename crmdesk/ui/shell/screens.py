"""The one list of screens, and who answers when one screen asks for another.

What a screen needs is imported when the screen is first shown: the window does not wait for it.
What is shown most is made ready soon after the start.
"""

from __future__ import annotations

import gc
import linecache
from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.ui.interactions.commands import InteractionCommands
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.shell.ahead import SOON, THEN, Ahead
from crmdesk.ui.shell.care import CareFeature
from crmdesk.ui.shell.customers import CustomerFeature
from crmdesk.ui.shell.daybook import DaybookFeature
from crmdesk.ui.shell.dialogs import FeatureDialogs
from crmdesk.ui.shell.journal import JournalFeature
from crmdesk.ui.shell.navigation import ShellNavigator
from crmdesk.ui.shell.orders import OrderFeature
from crmdesk.ui.shell.privacy import PrivacyFeature
from crmdesk.ui.shell.rhythms import RhythmFeature
from crmdesk.ui.shell.screen import Screen
from crmdesk.ui.shell.service import ServiceFeature
from crmdesk.ui.shell.surveys import SurveyFeature

if TYPE_CHECKING:
    from crmdesk.ui.exchange.commands import ExchangeCommands
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow

FIRST = "today"


class AllFeatures:
    """Builds every screen and answers the navigator."""

    def __init__(
        self, parts: Parts, navigator: ShellNavigator, office: OfficeSettings, zone: tzinfo
    ) -> None:
        self._parts, self._navigator, self._office, self._zone = parts, navigator, office, zone
        self._interactions = InteractionCommands(parts.db, parts.jobs, navigator)
        self._orders = OrderFeature(parts, navigator)
        self._service = ServiceFeature(parts, navigator)
        self._care = CareFeature(parts, navigator)
        self._privacy = PrivacyFeature(parts, navigator)
        self._surveys = SurveyFeature(parts, navigator)
        self._journal = JournalFeature(parts, navigator, zone)
        self._rhythms = RhythmFeature(parts, navigator)
        self._interactions.answers = self._surveys.insert_answer
        self._daybook = DaybookFeature(parts, navigator, zone, office.country)
        self._customers = CustomerFeature(
            parts,
            navigator,
            self._interactions,
            office,
            zone,
            orders=self._orders.panel,
            plans=self._care.plans,
            service=self._service.of_customer,
        )
        self._window: MainWindow | None = None
        self._exchanged: ExchangeCommands | None = None
        self._dialogs: FeatureDialogs | None = None

    def screens(self) -> Sequence[Screen]:
        """The rail's entries, from the top."""
        return (
            Screen("today", pgettext("screen", "Today"), "today", self._today),
            Screen("customers", _("Customers"), "customers", self._customers.screen),
            Screen("follow_ups", _("Follow-ups"), "follow-up", self._follow_ups),
            Screen("promises", _("Promises"), "promise", self._promises),
            Screen("complaints", _("Complaints"), "complaint", self._complaints),
            Screen("service", _("Service"), "service", self._service.screen),
            Screen("care", pgettext("screen", "Care"), "heart", self._care.screen),
            Screen("surveys", pgettext("screen", "Surveys"), "survey", self._surveys.screen),
            Screen(
                "duplicates",
                pgettext("screen", "Clean up"),
                "merge",
                self._duplicates,
                at_bottom=True,
            ),
            Screen("office", pgettext("screen", "Lists"), "lists", self._lists, at_bottom=True),
            Screen("journal", _("Journal"), "history", self._journal.screen, in_rail=False),
        )

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator; show the first screen."""
        self._window = window
        go = self._navigator
        self._customers.connect_to(window)
        self._orders.connect_to(window)
        self._service.connect_to(window)
        self._care.connect_to(window)
        self._privacy.connect_to(window)
        self._surveys.connect_to(window)
        self._journal.connect_to(window)
        self._rhythms.connect_to(window)
        self._daybook.connect_to(window)
        self._dialogs = FeatureDialogs(self._parts, go, self._office, self._zone, window)
        go.import_asked.connect(lambda path: self._exchange().open_import(path))
        go.export_asked.connect(lambda: self._exchange().open_export())

        def catch_up() -> None:
            self._interactions.catch_up(window)

        window.commands.add(
            Command("customer.paste", _("Smart paste…"), lambda: self._exchange().paste(),
                    "Ctrl+V", "paste", "customer"),
            Command("interaction.catch_up", _("Write up talks…"),
                    catch_up, "Ctrl+Shift+L", "note", "work"),
        )  # fmt: skip
        window.show_screen(FIRST)
        self._daybook.keep_room()
        self._prepare(window)

    def _prepare(self, window: MainWindow) -> None:
        """Once all stands, no collection of garbage walks through it any more: that took 70 ms.
        Source that was read on the way, by PySide above all, is let go of: 0.6 MB."""
        jobs = self._parts.jobs
        last = (
            self._daybook.start_notices,
            self._journal.keep,
            linecache.clearcache,
            gc.freeze,
        )
        pieces = (
            self._daybook.dress_today,
            *self._customers.pieces(window),
            lambda: Ahead(jobs, THEN, last, window),
        )
        Ahead(jobs, SOON, pieces, window)

    def _today(self) -> QWidget:
        from crmdesk.ui.today.panel import TodayPanel

        parts = self._parts
        return TodayPanel(
            parts.db,
            parts.jobs,
            parts.hub,
            self._navigator,
            self._interactions.log,
            parts.first,
        )

    def _follow_ups(self) -> QWidget:
        from crmdesk.ui.tasks.screen import FollowUpsScreen

        parts = self._parts
        return FollowUpsScreen(
            parts.db, parts.jobs, parts.hub, self._navigator, self._interactions.log
        )

    def _promises(self) -> QWidget:
        from crmdesk.ui.promises.panel import PromisesPanel

        parts = self._parts
        return PromisesPanel(
            parts.db, parts.jobs, parts.hub, self._navigator, self._interactions.log
        )

    def _complaints(self) -> QWidget:
        from crmdesk.ui.complaints.panel import ComplaintsPanel

        parts = self._parts
        return ComplaintsPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _duplicates(self) -> QWidget:
        from crmdesk.ui.duplicates.panel import CleaningPanel

        parts = self._parts
        return CleaningPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _lists(self) -> QWidget:
        from crmdesk.ui.office.panel import OfficePanel

        parts = self._parts
        return OfficePanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def _exchange(self) -> ExchangeCommands:
        from crmdesk.ui.exchange.commands import ExchangeCommands

        if self._exchanged is None:
            parts, window = self._parts, self._window
            if window is None:
                raise RuntimeError("asked before there was a window")
            self._exchanged = ExchangeCommands(
                parts.db, parts.jobs, self._navigator, self._customers.export_scope, window
            )
        return self._exchanged
