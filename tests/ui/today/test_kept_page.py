"""A page that was kept is shown without asking the database anything."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.first_page.page import FirstPage, load_facts
from crmdesk.models.today.queries import load_today
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_promise
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingLog, RecordingNavigator

ZONE = office_zone("Asia/Shanghai")
IN_DECEMBER = datetime(2026, 12, 5, 2, 30, tzinfo=UTC)
"""When the days off of next year are missed."""


@pytest.mark.parametrize("now", [None, IN_DECEMBER])
def test_that_a_kept_page_asks_nothing_until_the_database_is_open(
    qtbot: Any,
    db: Database,
    clock: FakeClock,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    log: RecordingLog,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime | None,
) -> None:
    clock.now = now or clock.now
    today = local_day(clock.now, ZONE)
    add_promise(db, add_customer(db, "安若溪"), today)
    with db.read() as session:
        page = load_today(session, today, ZONE, now=clock.now)
        first = FirstPage(load_facts(session), today, (), page)
    asked: list[int] = []
    read = Database.read
    monkeypatch.setattr(Database, "read", lambda self: asked.append(1) or read(self))
    panel = TodayPanel(db, jobs, hub, navigator, log, first)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    names = [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]
    assert (names, jobs.running(), asked) == (["安若溪"], 0, [])
    hub.opened.emit()
    qtbot.waitUntil(lambda: bool(asked) and jobs.running() == 0)
    assert panel.reminder.isVisible() == (now is not None)
