"""What tests of import and export share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.import_wizard import Wizard

Opener = Callable[[Path], Wizard]


@pytest.fixture
def open_wizard(qtbot: QtBot, db: Database, jobs: JobRunner) -> Opener:
    """Opens the import of a file as the menu does."""
    return lambda path: Wizard(qtbot, db, jobs, path)
