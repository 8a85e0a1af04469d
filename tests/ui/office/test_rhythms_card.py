"""How often customers are called, in the lists of the office."""

from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.rhythms.settings import Rhythms, load_rhythms
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.panel import OfficePanel
from crmdesk.ui.office.rhythms_card import RhythmsCard
from tests.support.navigator import RecordingNavigator


def test_that_each_rhythm_is_set_in_the_lists_and_may_be_off(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    panel = OfficePanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.show_settings("rhythms")
    card = panel.settings("rhythms")
    assert isinstance(card, RhythmsCard)
    assert card.rhythms() == Rhythms()
    assert card.spins["interested"].text() == "every 14 days"
    assert card.spins["potential"].text() == "never"
    card.spins["interested"].setValue(0)
    card.spins["lost"].setValue(365)
    card.spins["delivery"].setValue(5)
    with qtbot.waitSignal(card.save().succeeded):
        pass
    with db.read() as session:
        stored = load_rhythms(session)
    assert (stored.days["interested"], stored.days["lost"], stored.delivery) == (0, 365, 5)
    assert navigator.said == ["Rhythms saved"]
