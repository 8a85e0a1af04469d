"""The office says on which festivals it greets."""

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from crmdesk.models.calendar.festivals import OwnDay
from crmdesk.models.care.own_days import read_own_days, say_own_days
from crmdesk.models.care.rules import CareSettings, load_care
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.festivals_card import FestivalsCard
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def card(
    qtbot: QtBot, db: Database, jobs: JobRunner, navigator: RecordingNavigator
) -> FestivalsCard:
    made = FestivalsCard(db, jobs, navigator)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def stored(db: Database) -> CareSettings:
    with db.read() as session:
        return load_care(session)


def test_that_what_is_ticked_is_greeted(
    qtbot: QtBot, db: Database, card: FestivalsCard, navigator: RecordingNavigator
) -> None:
    assert card.ticks["moon"].isChecked()
    assert not card.ticks["national"].isChecked()
    card.ticks["national"].setChecked(True)
    card.ticks["winter"].setChecked(False)
    card.south.setChecked(True)
    card.own["office"].setText("十周年司庆 10-18")
    card.own["trade"].setText("护士节 5-12；建筑节 6月1日")
    card.save_button.click()
    qtbot.waitUntil(lambda: navigator.said == ["Festivals saved"])
    care = stored(db)
    assert "national" not in care.off
    assert {"winter", "qixi"} <= care.off
    assert care.south
    assert care.own == (
        OwnDay("office", "十周年司庆", 10, 18),
        OwnDay("trade", "护士节", 5, 12),
        OwnDay("trade", "建筑节", 6, 1),
    )
    card.refresh()
    assert card.own["trade"].text() == "护士节 5-12；建筑节 6-1"
    assert card.ticks["national"].isChecked()


def test_that_a_day_not_understood_is_told_and_nothing_stored(
    db: Database, card: FestivalsCard
) -> None:
    card.own["office"].setText("司庆")
    card.save_button.click()
    box = card.findChild(QMessageBox)
    assert box is not None
    assert "司庆" in box.text()
    box.close()
    assert stored(db) == CareSettings()


@pytest.mark.parametrize("text", ["司庆", "10-18", "司庆 农历八月十五"])
def test_that_an_own_day_needs_a_name_and_a_day_of_the_solar_year(text: str) -> None:
    with pytest.raises(CrmError, match=r"care\.day\.unclear"):
        read_own_days("office", text)
    assert read_own_days("office", " ") == ()
    assert say_own_days("office", []) == ""
