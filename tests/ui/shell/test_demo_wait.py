"""Waiting for a made-up office, and not waiting for it."""

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.demo import DemoWait


def test_that_who_closes_it_while_the_answer_comes_has_left(
    qtbot: QtBot, db: Database, jobs: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DemoWait, "_fill", lambda _self, _job: None)
    went: list[str] = []
    wait = DemoWait(db, jobs, 1, lambda: went.append("shown"), lambda: went.append("left"))
    qtbot.addWidget(wait)
    wait.show()
    wait.close()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert went == ["left"]
