"""The page of care with its gift lists, and a key pressed on a gift."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.care.gift_tab import GiftTab
from crmdesk.ui.care.panel import CarePanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.navigator import RecordingNavigator


@pytest.fixture
def panel(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> CarePanel:
    made = CarePanel(db, jobs, hub, navigator, QWidget)
    made.resize(1200, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def tab(panel: CarePanel) -> GiftTab:
    return panel.gifts


@pytest.fixture
def key(qtbot: QtBot, panel: CarePanel, tab: GiftTab) -> Callable[..., None]:
    def pressed(pressed_key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        qtbot.waitUntil(lambda: tab.table.currentIndex().isValid())
        panel.activateWindow()
        tab.table.setFocus()
        qtbot.waitUntil(tab.table.hasFocus)
        qtbot.keyClick(tab.table, pressed_key, modifier or Qt.KeyboardModifier.NoModifier)

    return pressed
