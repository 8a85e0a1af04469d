"""What tests of the window share: jobs that are shut down, settings of their own, what a screen
is given."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.models.core import i18n
from crmdesk.models.core.db import Database
from crmdesk.models.masking import veil
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.navigator import RecordingLog, RecordingNavigator


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Column widths and sizes of one test are not those of the next, nor the user's."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "qsettings")
    )


@pytest.fixture(autouse=True)
def mouse_away(qapp: object) -> None:
    """The mouse is one for the whole process: where a test left it, rows light up in the next."""
    QCursor.setPos(5000, 5000)


@pytest.fixture(autouse=True)
def unmasked() -> Generator[None, None, None]:
    """What is masked is one for the whole program: nothing is when the next test begins."""
    yield
    veil.put_on(veil.NEVER)
    veil.cover()


@pytest.fixture
def jobs(qtbot: object) -> Generator[JobRunner, None, None]:
    runner = JobRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def hub(db: Database) -> DataHub:
    return DataHub(db)


@pytest.fixture
def navigator() -> RecordingNavigator:
    return RecordingNavigator()


@pytest.fixture
def log() -> RecordingLog:
    return RecordingLog()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window for dialogs to stand on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def chinese() -> Generator[None, None, None]:
    """Speak zh_CN during one test."""
    i18n.use_language("zh_CN")
    yield
    i18n.use_language("en")
