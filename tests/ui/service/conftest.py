"""What tests of the service screens begin with: dialogs and the panel, on a Monday morning."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.service.actions import receive_order, save_step
from crmdesk.models.service.drafts import AssignDraft, ReceiveDraft, WorkDraft, WorkLine
from crmdesk.models.service.queries import ServiceFilter, ServicePage, find_ids, load_page
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.service.dialog import ServiceDialog
from crmdesk.ui.service.panel import ServicePanel
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
    dialogs: list[ServiceDialog] = []

    def opened(**of: int) -> ServiceDialog:
        dialog = ServiceDialog(db, jobs, hub, navigator, **of)
        dialogs.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        return dialog

    yield opened
    for dialog in dialogs:
        dialog.close()


@pytest.fixture
def open_panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> OpenPanel:  # fmt: skip
    clock.now = MONDAY
    kept: list[ServicePanel] = []

    def opened(tab: str) -> ServicePanel:
        panel = ServicePanel(db, jobs, hub, navigator)
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.resize(1240, 760)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        panel.turn_to(tab)
        qtbot.waitUntil(lambda: jobs.running() == 0)
        return panel

    return opened


def press(qtbot: QtBot, parent: QWidget, name: str) -> None:
    """Click the button of that name."""
    button = parent.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


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
