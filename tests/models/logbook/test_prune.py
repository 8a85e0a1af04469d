"""Letting go of the beginning of the journal: what goes, what stays, and undo as before."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.bulk import delete_customers, tag_customers
from crmdesk.models.customers.consents import record_consent
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.queries import load_history
from crmdesk.models.journal.reach import pruned_through, reaches_back
from crmdesk.models.journal.records import keep_record
from crmdesk.models.logbook.prune import cut_for_size, look, prune
from crmdesk.models.logbook.size import measure
from crmdesk.models.office.lists import add_entry
from crmdesk.models.office.queries import load_tags
from crmdesk.models.open import open_database
from crmdesk.models.schema import Change, ChangeSet, Customer
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.snapshots import journaled_rows

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 21)
CUT = TODAY - timedelta(days=100)


def ids(db: Database) -> list[int]:
    with db.read() as session:
        return [row.id for row in load_history(session)]


def add_tag(db: Database, name: str) -> None:
    with db.write("list.add", name=name) as session:
        add_entry(session, "tag", name)


def drop(db: Database, before: date = CUT) -> list[str]:
    """Prune; what was called for in which order."""
    called: list[str] = []
    prune(db, before, ZONE, lambda: called.append("backup"))
    return called


@pytest.fixture
def old(db: Database, clock: FakeClock) -> Callable[..., None]:
    """Lets a tag be added so many days before today."""
    now = clock.now

    def add(days: int, name: str = "VIP") -> None:
        clock.now = now - timedelta(days=days)
        add_tag(db, f"{name} {days}")
        clock.now = now

    return add


def test_that_only_what_is_before_the_day_goes_and_a_line_tells_of_it(
    db: Database, old: Callable[..., None]
) -> None:
    for days in (400, 200, 101, 99, 1):
        old(days)
    with db.read() as session:
        found = look(session, CUT, TODAY, ZONE)
    assert (found.sets, found.changes, found.kept, found.before) == (3, 3, 0, CUT)
    assert drop(db) == ["backup"]
    with db.read() as session:
        texts = [row.text for row in load_history(session)]
        changes = session.scalar(select(func.count()).select_from(Change))
    assert texts[0] == f"Drop 3 changes from before {CUT} from the journal"
    assert [text.split()[2] for text in texts[1:]] == ["1”", "99”"]
    assert changes == 2


def test_that_the_last_ninety_days_never_go(db: Database, old: Callable[..., None]) -> None:
    old(91)
    old(89)
    with db.read() as session:
        found = look(session, TODAY, TODAY, ZONE)
    assert (found.sets, found.before) == (1, TODAY - timedelta(days=90))
    drop(db, TODAY)
    with pytest.raises(CrmError) as raised:
        drop(db, TODAY)
    assert raised.value.code == "journal.young"


def test_that_what_the_law_wants_kept_stays(db: Database, clock: FakeClock) -> None:
    now, clock.now = clock.now, clock.now - timedelta(days=300)
    wang = add_customer(db, "王芳")
    with db.write("customer.consent", name="王芳") as session:
        record_consent(session, wang, "sms", given=False, how="", now=clock.now)
    kept = ids(db)[0]
    record = keep_record(db, "record.export", customers=[wang], count=1, file="a.xlsx")
    clock.now = now
    with db.read() as session:
        found = look(session, CUT, TODAY, ZONE)
    assert (found.sets, found.kept) == (1, 2)
    drop(db)
    assert ids(db)[1:] == [record, kept]


def test_that_a_clock_set_back_does_not_make_today_look_old(
    db: Database, clock: FakeClock, old: Callable[..., None]
) -> None:
    old(1)
    old(500)  # written after it
    with db.read() as session:
        assert look(session, CUT, TODAY, ZONE).is_empty


def test_that_nothing_is_dropped_where_no_backup_can_be_made(
    db: Database, old: Callable[..., None]
) -> None:
    old(300)

    def fail() -> None:
        raise CrmError("backup.folder", path="/gone")

    with pytest.raises(CrmError):
        prune(db, CUT, ZONE, fail)
    assert len(ids(db)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_that_undoing_all_that_is_left_leads_back_to_the_day_of_the_cut(
    db: Database, clock: FakeClock, seed: int
) -> None:
    rng, now = random.Random(seed), clock.now
    clock.now = now - timedelta(days=300)
    known = [add_customer(db, f"王{n}", phone=f"1380013800{n}") for n in range(6)]
    _work(db, rng, known, 6)
    then, border = journaled_rows(db), ids(db)[0]
    clock.now = now
    _work(db, rng, known, 12)
    drop(db)
    left = [key for key in ids(db) if key > border]
    for key in left:
        with db.read() as session:
            row = session.get_one(ChangeSet, key)
            going = row.undoable and row.undone_by_id is None and row.undoes_id is None
        if going:
            undo(db, key)
    assert journaled_rows(db) == then


def _work(db: Database, rng: random.Random, known: list[int], times: int) -> None:
    for number in range(times):
        with db.read() as session:
            there = [key for key in known if session.get(Customer, key) is not None]
        whom, what = rng.choice(there), rng.randrange(4)
        if what == 0:
            with db.write("customer.edit", name="x") as session:
                session.get_one(Customer, whom).note = f"note {number} {rng.random()}"
        elif what == 1:
            with db.write("customers.tag", count=2, tag=f"t{number}") as session:
                tag_customers(session, there[:2], f"t{number}")
        elif what == 2 and len(there) > 3:
            with db.write("customer.delete", name="x") as session:
                delete_customers(session, [whom])
        else:
            add_tag(db, f"tag {rng.random()}")


def test_that_the_journal_says_how_far_back_it_reaches(
    db: Database, old: Callable[..., None]
) -> None:
    old(300, "A")
    old(200, "B")
    before, after = ids(db)[1], ids(db)[0]
    with db.read() as session:
        assert reaches_back(session, before)
    drop(db)
    with db.read() as session:
        assert not reaches_back(session, before)
        assert reaches_back(session, after)
        assert pruned_through(session) == after


def test_that_the_size_names_a_day_to_cut_at(db: Database, old: Callable[..., None]) -> None:
    for days in (400, 300, 200, 100):
        old(days)
    with db.read() as session:
        size = measure(session)
        assert (size.sets, size.changes) == (4, 4)
        assert size.bytes > 0
        assert cut_for_size(session, size.bytes, TODAY, ZONE) is None
        assert cut_for_size(session, size.bytes // 2, TODAY, ZONE) == TODAY - timedelta(days=300)


def test_that_an_encrypted_file_becomes_smaller_and_stays_whole(
    tmp_path: Path, clock: FakeClock
) -> None:
    path, key = tmp_path / "office.db", f"x'{'ab' * 32}{'cd' * 16}'"
    now, clock.now = clock.now, clock.now - timedelta(days=300)
    db = open_database(path, key=key, clock=clock)
    for number in range(20):
        with db.write("list.add", name="x" * 50_000) as session:
            add_entry(session, "tag", f"tag {number}")
    with db.storage.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    before, clock.now = path.stat().st_size, now
    drop(db)
    assert path.stat().st_size < before - 20 * 50_000
    db.close()
    db = open_database(path, key=key, clock=clock)
    with db.read() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert len(load_tags(session)) == 20
    db.close()
