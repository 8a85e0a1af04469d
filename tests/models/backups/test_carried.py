"""Who asked to be erased, or refused a channel, does not lose it by a backup being restored."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crmdesk.models.backups.carried import brings_refusals
from crmdesk.models.backups.copies import write_backup
from crmdesk.models.backups.restore import restore
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines import keys
from crmdesk.models.core.engines.sqlite_copies import open_copy
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.consents import consent_now, record_consent
from crmdesk.models.customers.refusals import ERASED, Traces, count_refusals, load_refusals
from crmdesk.models.office.settings import SINCE, load_value, name_once
from crmdesk.models.open import open_database
from crmdesk.models.privacy.contact_erasure import erase_contact
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.privacy.returned import ReturnedPeople, find_returned, settle_returned
from crmdesk.models.protection.password import change_password
from crmdesk.models.schema import Contact, Customer
from tests.support.builders import add_contact, add_customer, add_order, add_phone
from tests.support.databases import NOW, FakeClock

TODAY = date(2026, 11, 21)
NAME, PHONE = "欧阳询之", "13912345678"
HERS = Traces(NAME, phones=(f"+86{PHONE}",))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "crmdesk.db"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "copy.crmbackup"


@contextmanager
def opened(path: Path, key: str | None = None) -> Iterator[Database]:
    db = open_database(path, clock=FakeClock(), key=key)
    try:
        yield db
    finally:
        db.close()


def erased_after(file: Path, backup: Path) -> None:
    """An office whose backup still holds who was erased since."""
    with opened(file) as db:
        name_once(db)
        customer = add_customer(db, name=NAME, phones=[PHONE])
        add_customer(db, name="唐佳宁", phones=["13700001111"])
        write_backup(db, backup)
        erase(db, customer, today=TODAY)


def returned(file: Path, key: str | None = None) -> list[str]:
    with opened(file, key) as db:
        ids = find_returned(db).customers
        with db.read() as session:
            names = select(Customer.name).where(Customer.id.in_(ids))
            return list(session.scalars(names))


def test_that_who_was_erased_since_is_known_and_named_again(file: Path, backup: Path) -> None:
    erased_after(file, backup)
    aside = restore(backup, file, now=NOW)
    with opened(file) as db, db.read() as session:
        refusals = load_refusals(session)
        assert refusals is not None
        assert refusals.of(HERS) == {ERASED}
    assert returned(file) == [NAME]
    assert returned(file) == [NAME]  # as long as nobody decided
    assert aside is not None
    assert not brings_refusals(aside, None)


def test_that_nobody_is_named_any_more_once_it_is_decided(file: Path, backup: Path) -> None:
    erased_after(file, backup)
    restore(backup, file, now=NOW)
    with opened(file) as db:
        [customer] = find_returned(db).customers
        erase(db, customer, today=TODAY)
        assert not find_returned(db)
        settle_returned(db)
    assert returned(file) == []


def test_that_it_is_in_the_file_before_it_is_opened(file: Path, backup: Path) -> None:
    """Whatever kills the program between."""
    erased_after(file, backup)
    restore(backup, file, now=NOW)
    assert brings_refusals(file, None)
    assert sorted(path.name for path in file.parent.glob("*crmdesk.db*")) == ["crmdesk.db"]
    restore(backup, file, now=NOW.replace(minute=59))  # twice, and never opened between
    assert returned(file) == [NAME]


def test_that_a_channel_refused_since_is_noted_again(file: Path, backup: Path) -> None:
    with opened(file) as db:
        name_once(db)
        customer = add_customer(db, name=NAME, phones=[PHONE])
        write_backup(db, backup)
        with db.write("customer.consent", name=NAME) as session:
            record_consent(session, customer, "sms", given=False, how="", now=NOW)
        with db.write("customer.delete", name=NAME) as session:
            delete_customer(session, customer)
    restore(backup, file, now=NOW)
    assert returned(file) == []
    with opened(file) as db, db.read() as session:
        assert consent_now(session, customer) == {"sms": False}


def test_that_another_office_brings_its_own_list_only(
    file: Path, backup: Path, tmp_path: Path
) -> None:
    erased_after(file, tmp_path / "here.crmbackup")
    with opened(tmp_path / "old computer.db") as db:
        name_once(db)
        add_customer(db, name=NAME, phones=[PHONE])
        write_backup(db, backup)
    restore(backup, file, now=NOW)
    assert returned(file) == []
    with opened(file) as db, db.read() as session:
        assert count_refusals(session) == (0, 0)


@pytest.mark.parametrize("before", [None, "the first word"])
def test_that_it_holds_under_another_password_too(
    file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    """The backup is older than the password, or than the last change of it."""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    erased_after(file, backup)
    key = change_password(backup, None, before) if before else None
    until_now = change_password(file, None, "only we know it")
    restore(backup, file, now=NOW, key=key, until_now=until_now)
    assert returned(file, key) == [NAME]


def test_that_a_list_nobody_can_read_keeps_nobody_from_restoring(
    file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    erased_after(file, backup)
    change_password(file, None, "forgotten")
    restore(backup, file, now=NOW)
    assert returned(file) == []


def _empty_list(db: Database) -> None:
    del db


def _with_a_list(db: Database) -> None:
    erase(db, add_customer(db, name="林又晴", phones=["13600001111"]), today=TODAY)


@pytest.mark.parametrize("prepare", [_empty_list, _with_a_list])
def test_that_the_two_lists_become_one(
    file: Path, backup: Path, prepare: Callable[[Database], None]
) -> None:
    with opened(file) as db:
        name_once(db)
        prepare(db)
    erased_after(file, backup)
    with open_copy(file, None) as copy:
        before = copy.rows("SELECT kind, digest FROM refusal ORDER BY digest")
    restore(backup, file, now=NOW)
    returned(file)
    with open_copy(file, None) as copy:
        assert copy.rows("SELECT kind, digest FROM refusal ORDER BY digest") == before


def test_that_who_stays_nameless_is_not_named_again(file: Path, backup: Path) -> None:
    with opened(file) as db:
        name_once(db)
        customer = add_customer(db, name=NAME, phones=[PHONE])
        add_order(db, customer)
        write_backup(db, backup)
        erase(db, customer, today=TODAY)
    restore(backup, file, now=NOW)
    with opened(file) as db:
        assert find_returned(db) == ReturnedPeople([customer], [])
        erase(db, customer, today=TODAY)
        assert not find_returned(db)
        with db.read() as session:
            assert load_value(session, SINCE) == {}


def test_that_a_contact_erased_since_is_named_until_she_is_erased_again(
    file: Path, backup: Path
) -> None:
    with opened(file) as db:
        name_once(db)
        company = add_customer(db, name="远大建材有限公司", kind="company")
        hers, other = add_contact(db, company, NAME), add_contact(db, company, "唐佳宁")
        add_phone(db, company, PHONE, contact_id=hers)
        add_phone(db, company, "13700001111", contact_id=other)
        write_backup(db, backup)
        erase_contact(db, hers)
    restore(backup, file, now=NOW)
    for _ in ("found", "remembered"):
        with opened(file) as db:
            assert find_returned(db) == ReturnedPeople([], [hers])
    with opened(file) as db:
        erase_contact(db, hers)
        assert not find_returned(db)
        with db.read() as session:
            assert load_value(session, SINCE) == {}
            assert session.get(Contact, other) is not None


def test_that_a_company_is_not_named_for_a_contact_who_was_a_customer_herself(
    file: Path, backup: Path
) -> None:
    with opened(file) as db:
        name_once(db)
        hers = add_customer(db, name=NAME, phones=[PHONE])
        company = add_customer(db, name="远大建材有限公司", kind="company")
        contact = add_contact(db, company, NAME)
        add_phone(db, company, PHONE, contact_id=contact)
        write_backup(db, backup)
        erase(db, hers, today=TODAY)
    restore(backup, file, now=NOW)
    assert returned(file) == [NAME]


def test_that_a_contact_goes_with_her_customer(file: Path, backup: Path) -> None:
    with opened(file) as db:
        name_once(db)
        company = add_customer(db, name="远大建材有限公司", kind="company", phones=["13700001111"])
        contact = add_contact(db, company, NAME)
        add_phone(db, company, PHONE, contact_id=contact)
        write_backup(db, backup)
        erase_contact(db, contact)
        erase(db, company, today=TODAY)
    restore(backup, file, now=NOW)
    with opened(file) as db:
        assert find_returned(db) == ReturnedPeople([company], [])


def killed(file: Path, folder: Path, key: str | None) -> Path:
    """The office as a program that was killed leaves it: the newest stands in the WAL."""
    left = folder / "killed" / file.name
    left.parent.mkdir()
    with opened(file, key) as db:
        erase(db, add_customer(db, name="林又晴", phones=["13600001111"]), today=TODAY)
        for path in file.parent.glob(f"{file.name}*"):
            shutil.copyfile(path, left.with_name(path.name))
    assert left.with_name(f"{left.name}-wal").stat().st_size
    return left


def test_that_an_older_backup_without_password_takes_the_place_of_a_killed_program(
    file: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What opens the one does not open the other, which nobody uses all the same."""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    erased_after(file, backup)
    until_now = change_password(file, None, "only we know it")
    left = killed(file, tmp_path, until_now)
    restore(backup, left, now=NOW, until_now=until_now)
    assert returned(left) == [NAME]
    with opened(left) as db, db.read() as session:
        refusals = load_refusals(session)
        assert refusals is not None
        assert refusals.of(Traces("林又晴", phones=("+8613600001111",))) == {ERASED}, "of the WAL"


def test_that_a_forgotten_password_beside_a_wal_is_no_program_in_use(
    file: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    erased_after(file, backup)
    left = killed(file, tmp_path, change_password(file, None, "forgotten"))
    aside = restore(backup, left, now=NOW)
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").exists(), "kept, whoever remembers"
    assert returned(left) == []


def test_that_a_program_under_another_password_is_in_use(
    file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    erased_after(file, backup)
    forgotten = change_password(file, None, "forgotten")
    holds = (
        "import sys, sqlcipher3.dbapi2 as driver\n"
        "held = driver.connect(sys.argv[1])\n"
        "held.execute(f'PRAGMA key=\"{sys.argv[2]}\"')\n"
        "held.execute('PRAGMA journal_mode=WAL')\n"
        "held.execute('PRAGMA user_version=7')\n"
        "print('open', flush=True)\n"
        "input()\n"
    )
    words = [sys.executable, "-c", holds, str(file), str(forgotten)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        with pytest.raises(CrmError) as told:
            restore(backup, file, now=NOW)
        other.communicate(b"\n")
    assert told.value.code == "database.in_use"
    assert [path.name for path in file.parent.glob("*.before-restore*")] == []
