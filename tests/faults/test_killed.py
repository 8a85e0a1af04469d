"""kill -9, or no power, at any moment of whatever writes: all of a step or nothing of it."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from crmdesk.models.backups.copies import write_backup
from crmdesk.models.backups.restore import restore
from crmdesk.models.complaints.actions import open_complaint, record_call, save_step
from crmdesk.models.complaints.drafts import (
    ActionDraft,
    CallDraft,
    ListenDraft,
    ProposeDraft,
    ResolveDraft,
    VerifyDraft,
)
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.keys import is_encrypted, make_key
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.duplicates.merge import merge_many
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.open import open_database
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.protection.password import change_password
from crmdesk.models.schema import Base
from tests.support import dying_writer
from tests.support.builders import add_customer, add_interaction
from tests.support.databases import NOW, FakeClock, open_copy
from tests.support.dying_writer import Journey, duration, kill_at, moments, power_cut
from tests.support.soundness import assert_sound

PASSWORD = "only we know it"
Counts = dict[str, int]


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    db = open_database(folder / "office.db", clock=FakeClock())
    try:
        yield db
    finally:
        db.close()


def imported(folder: Path) -> None:
    with opened(folder) as db:
        import_file(db, folder / "book.csv")


def merged(folder: Path) -> None:
    with opened(folder) as db, db.write("customers.merge_many", bulk=True, count=9) as session:
        merge_many(session, [(at, at + 1) for at in range(1, 19, 2)], now=NOW)


def deleted_and_undone(folder: Path) -> None:
    with opened(folder) as db:
        with db.write("customers.delete", count=12) as session:
            delete_customers(session, list(range(1, 13)))
        undo(db)


def erased(folder: Path) -> None:
    with opened(folder) as db:
        for customer in range(1, 6):
            erase(db, customer, today=NOW.date())


def complained(folder: Path) -> None:
    with opened(folder) as db:
        for customer in range(1, 7):
            _complain(db, customer)


def _complain(db: Database, customer: int) -> None:
    with db.write("complaint.open", name="") as session:
        draft = ListenDraft(customer, words="地板裂了", channel="call")
        complaint = open_complaint(session, draft, now=NOW)
    for step, page in enumerate(
        (
            VerifyDraft("三块地板裂了", "high"),
            ProposeDraft(("换地板", "退款"), 0),
            ResolveDraft((ActionDraft("换了三块"),), cost=30_000),
        ),
        2,
    ):
        with db.write("complaint.step", name="", step=step) as session:
            save_step(session, complaint, page, finish=True, now=NOW)
    with db.write("complaint.step", name="", step=5) as session:
        record_call(session, complaint, CallDraft(reached=True, satisfied=True, score=5), now=NOW)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """The folder of an office with thirty customers, words half typed, and a book to import."""
    folder = tmp_path_factory.mktemp("killed")
    db = open_copy(template, folder / "office.db", FakeClock())
    for number in range(30):
        add_interaction(db, add_customer(db, name=f"客户{number}", phone=f"138{number:08d}"))
    with db.write("draft") as session:
        save_draft(session, "composer:30", {"words": "她要二十把椅子"})
    db.close()
    rows = [f"新客{n},139{n:08d},杭州云帆建材,每月{n % 28}号对账" for n in range(1500)]
    (folder / "book.csv").write_text("\n".join(["姓名,手机,公司,备注", *rows]), encoding="utf-8")
    return folder


def _counts(db: Database) -> Counts:
    """How many rows each table of the journal's and ours has: what a write makes or takes."""
    with db.storage.engine.connect() as connection:
        names = [*(t.name for t in Base.metadata.sorted_tables if t.info.get("journaled", True)),
                 "change_set", "change"]  # fmt: skip
        return {n: connection.scalar(text(f'SELECT count(*) FROM "{n}"')) for n in names}  # noqa: S608


def _states(journey: Journey, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Counts]:
    """What may be found: the state at the begin, and after each commit of the whole journey."""
    found: list[Counts] = []
    begin = open_database

    def watched(*arguments: object, **named: object) -> Database:
        db = begin(*arguments, **named)  # type: ignore[arg-type]
        found.append(_counts(db))
        db.on_commit = lambda _changes: found.append(_counts(db))
        return db

    with monkeypatch.context() as patch:
        patch.setattr(f"{__name__}.open_database", watched)
        journey(folder)
    return found


JOURNEYS: dict[str, Journey] = {
    "import": imported,
    "merge": merged,
    "complaint": complained,
    "deletion": deleted_and_undone,
    "erasure": erased,
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_that_a_kill_leaves_a_whole_step_or_nothing_of_it(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    journey = JOURNEYS[name]
    allowed = _states(journey, _copy(office, tmp_path / "whole"), monkeypatch)
    whole = duration(journey, _copy(office, tmp_path / "timed"))
    for number, moment in enumerate(moments(name, whole)):
        folder = _copy(office, tmp_path / f"killed{number}")
        kill_at(moment, journey, folder)
        _look(folder, allowed)


@pytest.mark.parametrize("name", ["import", "complaint"])
def test_that_a_power_cut_leaves_a_whole_step_or_nothing_of_it(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The file, and its write-ahead log cut at any byte, as they stood at any moment."""
    journey = JOURNEYS[name]
    allowed = _states(journey, _copy(office, tmp_path / "whole"), monkeypatch)
    whole = duration(journey, _copy(office, tmp_path / "timed"))
    chance = random.Random(dying_writer.SEED)
    for number, moment in enumerate(moments(f"{name} cut", whole)):
        folder = _copy(office, tmp_path / f"running{number}")
        power_cut(moment, journey, folder, tmp_path / f"cut{number}", chance)
        _look(tmp_path / f"cut{number}", allowed)


def _look(folder: Path, allowed: list[Counts]) -> None:
    with opened(folder) as db:
        assert _counts(db) in allowed
        assert_sound(db)
        with db.read() as session:
            kept = load_draft(session, "composer:30", db.staff_id)
        assert kept is not None
        assert kept.data == {"words": "她要二十把椅子"}
        add_customer(db, name="下一位")


def test_that_a_kill_during_a_migration_leaves_the_old_file_or_the_new_one(
    old_office: Path, tmp_path: Path
) -> None:
    def migrated(folder: Path) -> None:
        open_database(folder / "office.db").close()

    def old(name: str) -> Path:
        (tmp_path / name).mkdir()
        shutil.copyfile(old_office, tmp_path / name / "office.db")
        return tmp_path / name

    whole = duration(migrated, old("timed"))
    for number, moment in enumerate(moments("migration", whole)):
        folder = old(f"killed{number}")
        kill_at(moment, migrated, folder)
        with opened(folder) as db:
            assert_sound(db)
            with db.storage.engine.connect() as connection:
                names = connection.scalars(text("SELECT name FROM staff")).all()
            assert "小李" in names


def test_that_a_kill_during_a_change_of_password_leaves_one_that_opens(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    key = make_key(PASSWORD, b"0123456789abcdef")
    monkeypatch.setattr("crmdesk.models.protection.password.make_key", lambda _password: key)

    def protected(folder: Path) -> None:
        change_password(folder / "office.db", None, PASSWORD)

    whole = duration(protected, _copy(office, tmp_path / "timed"))
    for number, moment in enumerate(moments("password", whole)):
        folder = _copy(office, tmp_path / f"killed{number}")
        kill_at(moment, protected, folder)
        file = folder / "office.db"
        db = open_database(file, clock=FakeClock(), key=key if is_encrypted(file) else None)
        assert_sound(db)
        assert _counts(db)["customer"] == 30
        db.close()


def test_that_a_kill_during_a_restore_leaves_what_was_or_what_comes(
    office: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    with opened(_copy(office, tmp_path / "before")) as db:
        add_customer(db, name="备份里的")
        write_backup(db, backup)

    def restored(folder: Path) -> None:
        restore(backup, folder / "office.db", now=NOW)

    whole = duration(restored, _copy(office, tmp_path / "timed"))
    for number, moment in enumerate(moments("restore", whole)):
        folder = _copy(office, tmp_path / f"killed{number}")
        kill_at(moment, restored, folder)
        with opened(folder) as db:
            assert _counts(db)["customer"] in (30, 31)
            assert_sound(db)


def test_that_what_a_user_typed_is_on_the_disk_when_it_is_said_to_be_saved(db: Database) -> None:
    """A power cut right after "saved" takes nothing: each commit waits for the disk."""
    with db.write("draft") as session:
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 2
    with db.write("import", bulk=True) as session:
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 1
    with db.write("draft") as session:
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar() == 2


def _copy(office: Path, to: Path) -> Path:
    shutil.copytree(office, to)
    return to
