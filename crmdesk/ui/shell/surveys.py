"""Questionnaires and standard answers in the window: their screen, their keys, who answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command
from crmdesk.ui.kit.navigation import ShowsCustomer
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.ui.customers.panel import CustomersPanel
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


class SurveyFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator) -> None:
        self._parts, self._navigator = parts, navigator
        self._window: MainWindow | None = None

    def screen(self) -> QWidget:
        """Questionnaires, their answers and report."""
        from crmdesk.ui.surveys.panel import SurveysPanel

        parts = self._parts
        return SurveysPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def connect_to(self, window: MainWindow) -> None:
        """Answer the navigator, add the commands."""
        self._window = window
        self._navigator.survey_asked.connect(self._open)
        window.commands.add(
            Command("survey.ask", _("Ask a questionnaire…"), self._ask, "Ctrl+Shift+Q", "survey",
                    "work", enabled=self._somebody),
            Command("answers.open", _("Standard answers…"), self._answers, "Ctrl+Shift+A",
                    "answers", "work"),
        )  # fmt: skip

    def _panel(self) -> QWidget:
        from crmdesk.ui.surveys.panel import SurveysPanel

        parts = self._parts
        return SurveysPanel(parts.db, parts.jobs, parts.hub, self._navigator)

    def insert_answer(
        self, customer_id: int | None, parent: QWidget, insert: Callable[[str], None]
    ) -> None:
        """A standard answer for the words of a log entry."""
        from crmdesk.ui.answers.commands import AnswerCommands

        parts = self._parts
        AnswerCommands(parts.db, parts.jobs, self._navigator).open(customer_id, parent, insert)

    def _answers(self) -> None:
        """To be copied, for the customer in front."""
        from crmdesk.ui.answers.commands import AnswerCommands

        if self._window is not None:
            parts, whom = self._parts, self._whom()
            commands = AnswerCommands(parts.db, parts.jobs, self._navigator)
            commands.open(whom[0] if len(whom) == 1 else None, self._window)

    def _open(self, response_id: int | None, customers: Sequence[int]) -> None:
        from crmdesk.ui.surveys.commands import SurveyCommands

        if self._window is not None:
            parts = self._parts
            commands = SurveyCommands(parts.db, parts.jobs, self._navigator)
            commands.open(response_id, customers, self._window)

    def _ask(self) -> None:
        self._open(None, self._whom())

    def _somebody(self) -> bool:
        """Whether `_whom` finds anybody; asked at every key, so nobody is gathered."""
        front = self._window.front() if self._window is not None else None
        if isinstance(front, ShowsCustomer) and front.current_customer() is not None:
            return True
        panel = _list(front)
        return panel is not None and panel.results.table.selected_count() > 1

    def _whom(self) -> Sequence[int]:
        """The customers selected in the list, else the one in front."""
        front = self._window.front() if self._window is not None else None
        panel = _list(front)
        if panel is not None and len(ids := panel.deeds.chosen().ids) > 1:
            return ids
        customer = front.current_customer() if isinstance(front, ShowsCustomer) else None
        return [] if customer is None else [customer]


def _list(front: QWidget | None) -> CustomersPanel | None:
    """The list of customers, where it stands in front."""
    if front is None or front.objectName() != "customers_panel":
        return None
    from crmdesk.ui.customers.panel import CustomersPanel

    return front if isinstance(front, CustomersPanel) else None
