"""What is masked, set in the lists of the office."""

from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.masking.settings import PrivacySettings, load_privacy
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.panel import OfficePanel
from crmdesk.ui.office.privacy_card import PrivacyCard
from tests.support.builders import add_staff
from tests.support.navigator import RecordingNavigator


def test_that_masking_and_who_reads_private_notes_are_set_in_the_lists(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    boss = add_staff(db, "陈总")
    panel = OfficePanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.show_settings("privacy")
    card = panel.settings("privacy")
    assert isinstance(card, PrivacyCard)
    assert card.settings() == PrivacySettings()
    card.masked.setCurrentIndex(card.masked.findData("others"))
    card.boss.setCurrentIndex(card.boss.findData(boss))
    with qtbot.waitSignal(card.save().succeeded):
        pass
    with db.read() as session:
        assert load_privacy(session) == PrivacySettings("others", boss)
    assert navigator.said == ["Saved"]
