"""Questionnaires: those there are, what was answered, what it tells."""

from __future__ import annotations

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.tabbed_page import TabbedPage
from crmdesk.ui.surveys.commands import SurveyCommands
from crmdesk.ui.surveys.questionnaires_tab import QuestionnairesTab
from crmdesk.ui.surveys.report_tab import ReportTab
from crmdesk.ui.surveys.responses_tab import ResponsesTab

_TABLES = frozenset(
    {"questionnaire", "question", "survey_response", "survey_answer", "customer", "staff"}
)


class SurveysPanel(TabbedPage):
    """Each tab is made when it is first turned to, and asks when it is seen."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        super().__init__(_("Questionnaires"), "surveys", hub, _TABLES)
        self.commands = SurveyCommands(db, jobs, navigator)
        self._fill_tools()
        self.add_tabs(
            "survey_tabs",
            (
                ("papers", _("Questionnaires"), lambda: self._papers(db, jobs)),
                ("answers", pgettext("survey", "Answers"),
                 lambda: ResponsesTab(db, jobs, navigator, self.commands)),
                ("report", pgettext("survey", "Report"), lambda: ReportTab(db, jobs, navigator)),
            ),
        )  # fmt: skip

    def focus_search(self) -> None:
        """Where Ctrl+F leads."""
        search = self.turn_to("answers").search
        search.setFocus()
        search.selectAll()

    def print_page(self) -> None:
        """The report, or the questionnaire one stands on."""
        tab = self.in_front()
        if isinstance(tab, QuestionnairesTab) and (row := tab.current()) is not None:
            self.commands.print_blank(row.id, self.window())
            return
        self.turn_to("report").print_page()

    def ask_import(self, questionnaire_id: int | None = None) -> None:
        """The answers of a web form, for this questionnaire or the one they fit."""
        self.commands.import_answers(questionnaire_id, self.window(), self._show_taken)

    def _show_taken(self, questionnaire_id: int) -> None:
        """Stand on the questionnaire whose answers came in."""
        tab = self.turn_to("papers")
        tab.stand_on(questionnaire_id)

    def _papers(self, db: Database, jobs: JobRunner) -> QuestionnairesTab:
        made = QuestionnairesTab(db, jobs, self.commands)
        made.import_asked.connect(self.ask_import)
        return made

    def _fill_tools(self) -> None:
        take = PlainButton(_("Take over a web form…"), "import")
        take.setObjectName("import_answers")
        take.clicked.connect(lambda: self.ask_import())
        new = PrimaryButton(_("New questionnaire"), "add")
        new.setObjectName("new_questionnaire")
        new.clicked.connect(lambda: self._new())
        self.tools.addWidget(take)
        self.tools.addWidget(new)

    def _new(self) -> None:
        self.turn_to("papers").offer_ready()
