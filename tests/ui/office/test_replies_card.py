"""The deadlines for answers, in the lists of the office."""

from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.interactions.reply_targets import ReplyTargets, load_reply_targets
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.panel import OfficePanel
from crmdesk.ui.office.replies_card import RepliesCard
from tests.support.navigator import RecordingNavigator


def test_that_how_quickly_to_answer_is_set_in_the_lists(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    panel = OfficePanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.show_settings("replies")
    card = panel.settings("replies")
    assert isinstance(card, RepliesCard)
    assert card.targets() == ReplyTargets()
    card.spins["hours"].setValue(8)
    with qtbot.waitSignal(card.save().succeeded):
        pass
    with db.read() as session:
        assert load_reply_targets(session) == ReplyTargets(hours=8)
    assert navigator.said == ["Deadlines saved"]
