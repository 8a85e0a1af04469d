"""Questionnaires on Today: whom to ask what, and D asks."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.surveys.responses import begin_response, plan_responses
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer
from tests.support.navigator import RecordingLog, RecordingNavigator
from tests.support.surveys import add_questionnaire


def test_that_who_is_to_be_asked_stands_there_and_d_asks(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    log: RecordingLog,
) -> None:  # fmt: skip
    survey = add_questionnaire(db)
    people = [add_customer(db, name) for name in ("张三", "李四")]
    with db.write("survey.plan", count=2, questionnaire="") as session:
        planned = plan_responses(session, survey, people, now=db.now())
    with db.write("survey.answer", name="") as session:
        begin_response(session, survey, people[1], now=db.now())
    panel = TodayPanel(db, jobs, hub, navigator, log)
    panel.resize(1000, 700)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    found = [
        item
        for item in panel.model.items()
        if isinstance(item, RowItem) and item.row.source == "survey"
    ]
    told = [(pressing(item.row, item.office), reason(item.row, item.office)) for item in found]
    assert told == [
        ("", "Questionnaire: 满意度回访"), ("Begun", "Questionnaire: 满意度回访"),
    ]  # fmt: skip
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index_of(found[0].key))
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    assert navigator.went == [("open_survey", (planned[0], []))]
