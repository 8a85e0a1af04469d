"""Bits that flipped, ends that are missing: told plainly, read around, saved elsewhere."""

import shutil
from pathlib import Path

import pytest

from crmdesk.models.backups.copies import write_backup
from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.backups.health import find_trouble
from crmdesk.models.backups.last_good import find_last_good
from crmdesk.models.backups.salvage import salvage, survey
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.derived.search import find
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password, unlock
from tests.support.builders import add_customer, add_interaction, bulk_customers
from tests.support.damage import PAGE, cut, flip_page, leaves_of, ruin_header
from tests.support.databases import NOW, FakeClock, open_copy
from tests.support.soundness import assert_sound

MANY = 240


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """An office of some hundred customers with a talk with each, closed."""
    path = tmp_path_factory.mktemp("sound") / "office.db"
    db = open_copy(template, path, FakeClock())
    ids = bulk_customers(db, [f"客户{number}" for number in range(MANY)], defer=False)
    for customer in ids[::3]:
        add_interaction(db, customer, f"谈了第{customer}次报价，下周再打电话" * 9)
    add_customer(db, name="唐佳宁")
    write_backup(db, path.with_name("copy.crmbackup"))
    db.close()
    return path


@pytest.fixture
def file(tmp_path: Path, sound: Path) -> Path:
    path = tmp_path / "office.db"
    shutil.copyfile(sound, path)
    shutil.copyfile(sound.with_name("copy.crmbackup"), tmp_path / "copy.crmbackup")
    return path


def _names(db: Database) -> set[str]:
    with db.read() as session:
        return {choice.name for choice in find_choices(session, "", limit=9999)}


def _save(path: Path, key: str | None = None) -> tuple[Database, dict[str, tuple[int, int]]]:
    """What salvage makes of a file, opened; it never touches the file."""
    before = path.read_bytes()
    target = path.with_name("saved.db")
    donor = path.with_name("copy.crmbackup")
    report = salvage(path, target, key=key, donor=donor, clock=FakeClock(), progress=silent)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*"))
    db = open_database(target, clock=FakeClock(), key=key)
    with db.storage.engine.connect() as connection:
        assert db.storage.check(connection) == []
    return db, {one.kind: (one.read, one.lost) for one in report}


def test_that_a_lost_page_of_customers_loses_no_talk_with_them(file: Path) -> None:
    leaves = leaves_of(file, "customer")
    flip_page(file, leaves[len(leaves) // 2])
    db, counts = _save(file)
    assert counts["interaction"] == (MANY // 3, 0)
    read, lost = counts["customer"]
    assert 0 < lost < MANY // 4
    assert read + lost == MANY + 1
    names = _names(db)
    assert "唐佳宁" in names
    assert any(name.startswith("Unreadable customer") for name in names)
    with db.read() as session:
        assert find(session, "tangjianing").ids
    assert_sound(db)
    add_customer(db, name="贺兰")
    db.close()


def test_that_rows_the_journal_saw_made_come_back_from_it(file: Path) -> None:
    flip_page(file, leaves_of(file, "customer")[-1])
    db, _counts = _save(file)
    assert "唐佳宁" in _names(db)
    db.close()


def test_that_a_lost_index_loses_nothing(file: Path) -> None:
    for leaf in leaves_of(file, "ix_customer_name"):
        flip_page(file, leaf)
    db, counts = _save(file)
    assert counts["customer"] == (MANY + 1, 0)
    assert len(_names(db)) == MANY + 1
    db.close()


def test_that_a_lost_header_loses_nothing(file: Path) -> None:
    ruin_header(file)
    with pytest.raises(CrmError, match=r"database\.damaged"):
        open_database(file, clock=FakeClock())
    db, counts = _save(file)
    assert counts["customer"] == (MANY + 1, 0)
    db.close()


def test_that_a_lost_first_page_is_borrowed_from_a_backup(file: Path) -> None:
    flip_page(file, 1)
    db, counts = _save(file)
    assert counts["customer"] == (MANY + 1, 0)
    db.close()


def test_that_half_a_file_gives_what_is_in_it(file: Path) -> None:
    cut(file, 0.6)
    found = survey(file, None, file.with_name("copy.crmbackup"))
    assert found.customers is None or found.customers <= MANY + 1
    db, counts = _save(file)
    assert sum(read for read, _lost in counts.values()) > 0
    db.close()


def test_that_of_an_encrypted_file_only_the_flipped_page_is_lost(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    key = change_password(file, None, "only we know it")
    flip_page(file, file.stat().st_size // PAGE // 2)
    db, counts = _save(file, key)
    assert sum(lost for _read, lost in counts.values()) < MANY
    assert counts["customer"][0] > MANY // 2
    db.close()


@pytest.mark.parametrize("end", [0, 1000])
def test_that_half_an_encrypted_file_is_told_from_a_wrong_password(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: int
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    key = change_password(file, None, "only we know it")
    db = open_database(file, clock=FakeClock(), key=key)
    backups = tmp_path / "backups"
    BackupFolder(backups, db, file, office_zone("Asia/Shanghai")).back_up("daily", NOW)
    db.close()
    half = file.stat().st_size // PAGE // 2 * PAGE + end
    file.write_bytes(file.read_bytes()[:half])
    with pytest.raises(CrmError, match=r"database\.password"):
        unlock(file, "somebody else's")
    assert unlock(file, "only we know it") == key
    with pytest.raises(CrmError, match=r"database\.damaged"):
        open_database(file, clock=FakeClock(), key=key)
    good = find_last_good(backups, file, key)
    assert good is not None
    assert good.contents.customers == MANY + 1


def test_that_a_file_of_noise_says_that_nothing_is_left(file: Path) -> None:
    file.write_bytes(b"\x07" * PAGE * 9)
    with pytest.raises(CrmError, match=r"salvage\.nothing"):
        salvage(file, file.with_name("saved.db"), key=None, donor=None, clock=FakeClock(),
                progress=silent)  # fmt: skip
    assert not file.with_name("saved.db").exists()


@pytest.mark.parametrize("how", ["cut", "flipped"])
def test_that_a_damaged_write_ahead_log_gives_the_last_whole_state(
    tmp_path: Path, template: Path, how: str
) -> None:
    db = open_copy(template, tmp_path / "office.db", FakeClock())
    for number in range(9):
        add_customer(db, name=f"客户{number}")
    copy = tmp_path / "copy.db"
    shutil.copyfile(tmp_path / "office.db", copy)
    log = bytearray((tmp_path / "office.db-wal").read_bytes())
    at = len(log) * 2 // 3
    if how == "cut":
        del log[at:]
    else:
        log[at] ^= 0xFF  # its frames bear checksums: from here on none counts
    Path(f"{copy}-wal").write_bytes(log)
    db.close()
    opened = open_database(copy, clock=FakeClock())
    assert_sound(opened)
    assert _names(opened) < {f"客户{number}" for number in range(9)}
    opened.close()


def test_that_a_torn_page_met_at_work_is_told_and_nothing_is_written_any_more(file: Path) -> None:
    for leaf in leaves_of(file, "customer")[1:]:
        flip_page(file, leaf)
    db = open_database(file, clock=FakeClock())
    with pytest.raises(CrmError, match=r"database\.damaged"):
        _names(db)
    with pytest.raises(CrmError, match=r"database\.damaged"):
        add_customer(db, name="贺兰")
    trouble = find_trouble(db, file, NOW)
    assert trouble is not None
    assert trouble.code == "damaged"
    db.close()


def test_that_the_last_good_backup_is_found_among_bad_ones(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    good = file.with_name("copy.crmbackup")
    for stamp in ("20261120-100000", "20261121-100000", "20261122-100000"):
        shutil.copyfile(good, folder / f"office-0a1b2c3d.{stamp}.daily.crmbackup")
    shutil.copyfile(good, folder / "other-0a1b2c3d.20261123-100000.daily.crmbackup")
    cut(folder / "office-0a1b2c3d.20261122-100000.daily.crmbackup", 0.5)
    found = find_last_good(folder, file, None)
    assert found is not None
    assert found.at.day == 21
    assert found.contents.customers == MANY + 1


def test_that_an_emptied_file_is_not_taken_for_a_new_office(file: Path) -> None:
    """Some programs and drives leave nothing of a file but its name."""
    file.write_bytes(b"")
    with pytest.raises(CrmError, match=r"database\.emptied"):
        open_database(file, clock=FakeClock())
    assert file.stat().st_size == 0


@pytest.mark.parametrize("encrypted", [False, True])
def test_that_a_backup_finds_the_damage_of_what_it_is_made_of(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, encrypted: bool
) -> None:
    """Nobody may have looked at that page for a year."""
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    leaf = leaves_of(file, "interaction")[-1]
    key = change_password(file, None, "only we know it") if encrypted else None
    flip_page(file, file.stat().st_size // PAGE - 2 if encrypted else leaf)
    db = open_database(file, clock=FakeClock(), key=key)
    folder = BackupFolder(tmp_path / "backups", db, file, office_zone("Asia/Shanghai"))
    with pytest.raises(CrmError, match=r"database\.damaged"):
        folder.back_up("daily", NOW)
    assert list((tmp_path / "backups").iterdir()) == []
    trouble = find_trouble(db, file, NOW)
    assert trouble is not None
    assert trouble.code == "damaged"
    db.close()
