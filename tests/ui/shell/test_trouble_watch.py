"""What is said over the screens is said only where there are screens."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.backups.health import Trouble
from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell import trouble
from crmdesk.ui.shell.trouble import TroubleWatch


def test_that_trouble_found_between_two_windows_waits_for_the_next(
    qtbot: QtBot, db: Database, jobs: JobRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Trouble("full", {"free": 1})
    monkeypatch.setattr(trouble, "find_trouble", lambda *_asked: found)
    watch = TroubleWatch(db, jobs, tmp_path / "office.db", lambda: None)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert watch._strip is None
    watch.stop()
    watch.deleteLater()
