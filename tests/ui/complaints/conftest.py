"""What tests of the complaints' screens begin with: the panel, open, on a Monday morning."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.complaints.panel import ComplaintsPanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.cases import opening_pages
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
OpenPanel = Callable[[str], ComplaintsPanel]


@pytest.fixture
def open_panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> OpenPanel:  # fmt: skip
    clock.now = MONDAY
    return opening_pages(qtbot, jobs, lambda: ComplaintsPanel(db, jobs, hub, navigator))
