"""Entries of the timeline that wait for an answer."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.replies import load_waiting
from crmdesk.ui.interactions.commands import InteractionCommands
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.timeline.items import EntryItem
from crmdesk.ui.timeline.panel import TimelinePanel
from tests.support.builders import add_customer, add_interaction
from tests.support.navigator import RecordingNavigator


def _waits(panel: TimelinePanel) -> list[tuple[str, str] | None]:
    return [item.waits for item in panel.model.items() if isinstance(item, EntryItem)]


def test_that_a_message_says_by_when_it_is_to_be_answered_until_n_says_it_need_not(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "以前", at=db.now() - timedelta(days=2))
    add_interaction(db, customer, "请发报价", kind="wechat", direction="in")
    interactions = InteractionCommands(db, jobs, navigator)
    panel = TimelinePanel(
        db, jobs, hub, navigator, interactions.composer(), lambda _id, _over: None
    )
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.feed.loaded):
        panel.show_customer(customer)
    first, second = _waits(panel)
    assert first == ("To be answered by 23 Nov", "green")
    assert second is None
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: _waits(panel) == [None, None])
    with db.read() as session:
        assert load_waiting(session, customer, db.now()) is None
    qtbot.waitUntil(lambda: navigator.said == ["张伟 needs no answer"])


def test_that_n_does_nothing_where_nobody_waits(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "打过了")
    panel = TimelinePanel(
        db, jobs, hub, navigator, InteractionCommands(db, jobs, navigator).composer(),
        lambda _id, _over: None,
    )  # fmt: skip
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.feed.loaded):
        panel.show_customer(customer)
    panel.view.setCurrentIndex(panel.model.index(1, 0))
    panel.view.setFocus()
    qtbot.waitUntil(lambda: jobs.running() == 0)  # what happened is counted, too
    qtbot.keyClick(panel.view, Qt.Key.Key_N)
    assert jobs.running() == 0
    assert navigator.said == []
