"""The page Today, opened on what a test has put into the database."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.today.panel import TodayPanel
from tests.support.navigator import RecordingLog, RecordingNavigator

OpenPanel = Callable[[], TodayPanel]


@pytest.fixture
def open_panel(
    qtbot: QtBot,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
) -> OpenPanel:
    """Opens it with the keyboard in the list, its rows loaded."""

    def opened() -> TodayPanel:
        panel = TodayPanel(db, jobs, hub, navigator, log)
        panel.resize(1000, 700)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        panel.view.setFocus()
        qtbot.waitUntil(lambda: jobs.running() == 0)
        return panel

    return opened
