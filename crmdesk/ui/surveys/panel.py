"""Questionnaires: those there are, what was answered, what it tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.soon import Soon
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.page import Page
from crmdesk.ui.surveys.commands import SurveyCommands
from crmdesk.ui.surveys.questionnaires_tab import QuestionnairesTab
from crmdesk.ui.surveys.report_tab import ReportTab
from crmdesk.ui.surveys.responses_tab import ResponsesTab

Tab = QuestionnairesTab | ResponsesTab | ReportTab
_TABLES = frozenset(
    {"questionnaire", "question", "survey_response", "survey_answer", "customer", "staff"}
)


class SurveysPanel(Page):
    """Each tab is made when it is first turned to, and asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Questionnaires"))
        self.setObjectName("surveys_panel")
        self.commands = SurveyCommands(db, jobs, navigator)
        self._makers: dict[str, Callable[[], Tab]] = {
            "papers": lambda: self._papers(db, jobs),
            "answers": lambda: ResponsesTab(db, jobs, navigator, self.commands),
            "report": lambda: ReportTab(db, jobs, navigator),
        }
        self._made: dict[str, Tab] = {}
        self._old = set(self._makers)
        self._soon = Soon(self._renew, self)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _at: self._on_tab())
        hub.changed.connect(self._on_changed)
        self._on_tab()

    def tab(self, name: str) -> Tab:
        """papers, answers or report; made when first asked for."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            self._places[name].addWidget(made)
        return self._made[name]

    def turn_to(self, name: str) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(list(self._makers).index(name))

    def state(self) -> dict[str, Any]:
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(tab := state.get("tab"), int):
            self.tabs.setCurrentIndex(tab)

    def current_customer(self) -> int | None:
        """What Ctrl+L is about."""
        tab = self.tab(self._name())
        return tab.current_customer() if isinstance(tab, ResponsesTab) else None

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        self.turn_to("answers")
        tab = self.tab("answers")
        if isinstance(tab, ResponsesTab):
            tab.search.setFocus()
            tab.search.selectAll()

    def print_page(self) -> None:
        """The report, or the questionnaire one stands on."""
        tab = self.tab(self._name())
        if isinstance(tab, QuestionnairesTab) and (row := tab.current()) is not None:
            self.commands.print_blank(row.id, self.window())
            return
        self.turn_to("report")
        if isinstance(report := self.tab("report"), ReportTab):
            report.print_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()

    def ask_import(self, questionnaire_id: int | None = None) -> None:
        """The answers of a web form, for this questionnaire or the one they fit."""
        self.commands.import_answers(questionnaire_id, self.window())

    def _papers(self, db: Database, jobs: JobRunner) -> QuestionnairesTab:
        made = QuestionnairesTab(db, jobs, self.commands)
        made.import_asked.connect(self.ask_import)
        return made

    def _lay_out(self) -> None:
        take = PlainButton(_("Take over a web form…"), "import")
        take.setObjectName("import_answers")
        take.clicked.connect(lambda: self.ask_import())
        new = PrimaryButton(_("New questionnaire"), "add")
        new.setObjectName("new_questionnaire")
        new.clicked.connect(lambda: self._new())
        self.tools.addWidget(take)
        self.tools.addWidget(new)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("survey_tabs")
        titles = (
            _("Questionnaires"),
            pgettext("survey", "Answers"),
            pgettext("survey", "Report"),
        )
        self._places: dict[str, QVBoxLayout] = {}
        for name, title in zip(self._makers, titles, strict=True):
            place = QWidget()
            self._places[name] = QVBoxLayout(place)
            self._places[name].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, title)
        self.fill(self.tabs)

    def _new(self) -> None:
        self.turn_to("papers")
        if isinstance(tab := self.tab("papers"), QuestionnairesTab):
            tab.offer_ready()

    def _name(self) -> str:
        return list(self._makers)[self.tabs.currentIndex()]

    def _on_tab(self) -> None:
        self.setFocusProxy(self.tab(self._name()))
        self._renew()

    def _renew(self) -> None:
        """Let the tab in front ask anew if what it shows is old."""
        name = self._name()
        if name in self._old and self.isVisible():
            self._old.discard(name)
            self.tab(name).refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(table in _TABLES for table, _row in changes):
            self._old |= set(self._makers)
            self._soon.ask()
