from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.office.lists import add_entry
from crmdesk.models.open import open_database
from crmdesk.ui.kit.hub import DataHub, touches
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.watch import ForeignChanges


def add_tag(db: Database, name: str) -> None:
    with db.write("list.add", name=name) as session:
        add_entry(session, "tag", name)


def test_that_what_another_program_wrote_is_told_once_and_our_own_not_again(
    qtbot: Any, db: Database, jobs: JobRunner, tmp_path: Path
) -> None:
    parent, told = QObject(), []
    hub = DataHub(db)
    watch = ForeignChanges(db, jobs, hub, parent, last=0, period=1_000_000)
    other = open_database(tmp_path / "test.db")

    def look() -> None:
        watch.look()
        qtbot.waitUntil(lambda: jobs.running() == 0)

    hub.changed.connect(told.append)
    add_tag(other, "theirs")
    look()
    assert [touches(changes, "tag") for changes in told] == [True]
    look()
    assert len(told) == 1
    add_tag(db, "ours")
    qtbot.waitUntil(lambda: len(told) == 2)
    look()
    assert len(told) == 2, "our own commit was told when it was made"
    other.close()


def test_that_a_bulk_change_touches_every_row() -> None:
    changes: Changes = frozenset({("customer", 0), ("complaint", 7)})
    assert touches(changes, "customer", 5)
    assert touches(changes, "complaint", 7)
    assert not touches(changes, "complaint", 8)
    assert touches(changes, "complaint")
    assert not touches(changes, "tag")


def test_that_who_asks_what_a_large_undo_touched_looks_through_it_once() -> None:
    changes = _Counted([("customer", number) for number in range(1000)])
    for table in ("customer", "complaint", "tag", "order"):
        assert touches(changes, table) == (table == "customer")
    assert changes.looked == 1


class _Counted(frozenset[tuple[str, int]]):
    looked = 0

    def __iter__(self) -> Iterator[tuple[str, int]]:
        self.looked += 1
        return super().__iter__()
