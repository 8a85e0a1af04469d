"""The journal becomes shorter by itself only where the office asked for it."""

from datetime import timedelta
from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.journal.queries import load_history
from crmdesk.models.logbook.keeping import KeepRule, save_rule
from crmdesk.models.office.lists import add_entry
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.journal import JournalKeeper
from tests.support.databases import FakeClock
from tests.ui.shell.conftest import FakeHost


@pytest.mark.parametrize("auto", [True, False])
def test_that_old_changes_go_by_themselves_only_when_asked_for(
    qtbot: Any,
    db: Database,
    clock: FakeClock,
    assembly: Assembly,
    host: FakeHost,
    jobs: JobRunner,
    auto: bool,
) -> None:
    now, clock.now = clock.now, clock.now - timedelta(days=3000)
    with db.write("list.add", name="VIP") as session:
        add_entry(session, "tag", "VIP")
    clock.now = now
    with db.write("journal.keep") as session:
        save_rule(session, KeepRule("years", auto=auto))
    host.database_path = None  # a server: it has backups of its own
    parts = Parts(db, jobs, DataHub(db), host)
    keeper = JournalKeeper(parts, assembly.navigator, assembly.zone, assembly.window)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    keeper.look()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    with db.read() as session:
        texts = [row.text for row in load_history(session)]
    assert texts == (
        ["Drop 1 changes from before 2021-11-21 from the journal"]
        if auto
        else ["Add “VIP” to the list"]
    )
