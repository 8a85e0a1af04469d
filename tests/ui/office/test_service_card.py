"""Deadlines of service orders, and who is in charge of which questions."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.service.groups import load_groups
from crmdesk.models.service.targets import load_service_targets
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.office.panel import OfficePanel
from crmdesk.ui.office.service_card import GroupDialog, ServiceCard
from tests.support.builders import add_staff
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def card(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> ServiceCard:
    add_staff(db, "Wang")
    panel = OfficePanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_settings("service")
    made = panel.settings("service")
    assert isinstance(made, ServiceCard)
    made.owner = panel  # type: ignore[attr-defined] - lives as long as the card
    return made


def _form(qtbot: QtBot, card: ServiceCard) -> GroupDialog:
    """The one that stays: the one before may still be on its way out."""

    def visible() -> list[GroupDialog]:
        return [one for one in card.window().findChildren(GroupDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(visible()) == 1)
    return visible()[0]


def test_that_deadlines_are_the_offices(
    qtbot: QtBot, db: Database, card: ServiceCard, navigator: RecordingNavigator
) -> None:
    card.grid.spins["completion_days"].setValue(5)
    card.grid.spins["warranty_months"].setValue(24)
    card.save_button.click()
    qtbot.waitUntil(lambda: navigator.said == ["Deadlines saved"])
    with db.read() as session:
        targets = load_service_targets(session)
    assert (targets.completion_days, targets.warranty_months) == (5, 24)


def test_that_a_group_is_added_changed_and_deleted(
    qtbot: QtBot, db: Database, card: ServiceCard, navigator: RecordingNavigator
) -> None:
    begin = card.findChild(QPushButton, "group_add")
    assert begin is not None
    begin.click()
    dialog = _form(qtbot, card)
    qtbot.keyClicks(dialog.name, "printers")
    dialog.staff.setCurrentIndex(dialog.staff.findText("Wang"))
    dialog.hours.setValue(8)
    dialog.submit()
    qtbot.waitUntil(lambda: card.model.rowCount() == 1)
    shown = [str(card.model.index(0, at).data()) for at in range(3)]
    assert shown == ["printers", "Wang", "8 working hours"]
    card.table.select_id(card.model.ids()[0])
    card.change()
    dialog = _form(qtbot, card)
    dialog.hours.setValue(0)
    dialog.submit()
    qtbot.waitUntil(lambda: str(card.model.index(0, 2).data()) == "as for all")
    card.table.select_id(card.model.ids()[0])
    card.delete()
    qtbot.waitUntil(lambda: card.model.rowCount() == 0)
    undo(db)
    with db.read() as session:
        assert [group.name for group in load_groups(session)] == ["printers"]
    qtbot.waitUntil(lambda: card.model.rowCount() == 1)


def test_that_a_name_is_needed(qtbot: QtBot, card: ServiceCard) -> None:
    card.add_group()
    dialog = _form(qtbot, card)
    assert not dialog.save_button.isEnabled()
    dialog.done(0)
