"""What tests of the service screens begin with: dialogs and the panel, on a Monday morning."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.service.actions import receive_order, save_step
from crmdesk.models.service.drafts import AssignDraft, ReceiveDraft, WorkDraft, WorkLine
from crmdesk.models.service.queries import ServiceFilter, ServicePage, find_ids, load_page
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.service.dialog import ServiceDialog
from crmdesk.ui.service.panel import ServicePanel
from tests.support.cases import opening_dialogs, opening_pages
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
Opener = Callable[..., ServiceDialog]
OpenPanel = Callable[[str], ServicePanel]
DONE = WorkDraft((WorkLine("new roller"),), charge="goodwill")


@pytest.fixture
def open_dialog(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> Generator[Opener, None, None]:  # fmt: skip
    clock.now = MONDAY
    yield from opening_dialogs(qtbot, partial(ServiceDialog, db, jobs, hub, navigator))


@pytest.fixture
def open_panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> OpenPanel:  # fmt: skip
    clock.now = MONDAY
    return opening_pages(qtbot, jobs, lambda: ServicePanel(db, jobs, hub, navigator))


def receive(db: Database, customer: int, *, step: int = 2, **more: Any) -> int:
    """A service order at that step."""
    draft = ReceiveDraft(customer, **{"words": "paper jam", "channel": "call"} | more)
    with db.write("service.receive", name="") as session:
        order = receive_order(session, draft, now=db.now())
        for done, finished in ((AssignDraft(db.staff_id), 2), (DONE, 3)):
            if step > finished:
                save_step(session, order, done, finish=True, now=db.now())
    return order


def only(db: Database) -> ServicePage:
    """The one service order."""
    with db.read() as session:
        (found,) = find_ids(session, ServiceFilter(None))
        page = load_page(session, found)
    assert page is not None
    return page
