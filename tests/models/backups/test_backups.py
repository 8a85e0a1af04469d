"""Backups are whole, checked, named by what they are for, and come back."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.backups.copies import look_inside, write_backup
from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.backups.restore import restore
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines import keys
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password
from tests.support.builders import add_customer
from tests.support.databases import NOW, FakeClock

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office" / "crmdesk.db"


@pytest.fixture
def office(file: Path) -> Iterator[Database]:
    db = open_database(file, clock=FakeClock())
    yield db
    db.close()


def _names(path: Path) -> list[str]:
    db = open_database(path, clock=FakeClock(), create=False)
    with db.read() as session:
        names = sorted(choice.name for choice in find_choices(session, ""))
    db.close()
    return names


def _refused(code: str, run: object, *arguments: object, **named: object) -> CrmError:
    assert callable(run)
    with pytest.raises(CrmError) as told:
        run(*arguments, **named)
    assert told.value.code == code
    return told.value


def test_that_a_backup_holds_everything_and_says_so(office: Database, tmp_path: Path) -> None:
    add_customer(office, name="唐佳宁")
    add_customer(office, name="洪雨桐")
    target = tmp_path / "copy.crmbackup"
    contents = write_backup(office, target)
    assert (contents.customers, contents.interactions) == (2, 0)
    assert contents.newest == NOW
    assert contents.bytes == target.stat().st_size
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.crmbackup"]
    assert look_inside(target) == contents
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.crmbackup"]


def test_that_a_backup_that_fails_leaves_the_one_before(
    office: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.crmbackup"
    write_backup(office, target)
    before = target.read_bytes()

    def torn(path: Path) -> None:
        path.write_bytes(before[: len(before) // 2])

    monkeypatch.setattr(office.storage, "copy_to", torn)
    _refused("backup.damaged", write_backup, office, target)
    assert target.read_bytes() == before
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 1


def test_that_a_place_that_takes_no_file_is_told(office: Database, tmp_path: Path) -> None:
    _refused("backup.not_written", write_backup, office, tmp_path / f"{'x' * 300}.crmbackup")


def test_that_a_restore_brings_back_and_puts_aside(
    office: Database, file: Path, tmp_path: Path
) -> None:
    add_customer(office, name="唐佳宁")
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    add_customer(office, name="洪雨桐")
    office.close()
    aside = restore(backup, file, now=NOW)
    assert aside is not None
    assert _names(file) == ["唐佳宁"]
    assert _names(aside) == ["唐佳宁", "洪雨桐"]
    assert look_inside(backup).customers == 1


def test_that_two_restores_in_one_second_put_both_states_aside(
    file: Path, template: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    shutil.copyfile(template, backup)
    assert restore(backup, file, now=NOW) is None
    first, second = (restore(backup, file, now=NOW) for _each in range(2))
    assert first is not None
    assert second is not None
    assert first != second
    assert first.exists()
    assert second.exists()


def test_that_a_backup_named_like_a_folder_or_into_none_is_told_in_words(
    office: Database, tmp_path: Path
) -> None:
    _refused("backup.is_folder", write_backup, office, tmp_path)
    _refused("backup.is_folder", write_backup, office, Path())
    _refused("backup.folder", write_backup, office, tmp_path / "usb" / "copy.crmbackup")


def test_that_a_database_another_program_has_open_is_left_alone(
    office: Database, file: Path, tmp_path: Path
) -> None:
    add_customer(office, name="唐佳宁")
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    _refused("database.in_use", restore, backup, file, now=NOW)
    with office.read() as session:
        assert [choice.name for choice in find_choices(session, "")] == ["唐佳宁"]


def test_that_what_a_killed_program_left_is_taken_in_before(
    office: Database, file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    add_customer(office, name="唐佳宁")
    killed = tmp_path / "killed" / "crmdesk.db"
    killed.parent.mkdir()
    for path in file.parent.glob("crmdesk.db*"):
        shutil.copyfile(path, killed.with_name(path.name))
    aside = restore(backup, killed, now=NOW)
    assert aside is not None
    assert _names(aside) == ["唐佳宁"]
    assert _names(killed) == []


@pytest.mark.parametrize("ruin", ["cut", "flipped", "text", "empty"])
def test_that_a_damaged_backup_is_refused_and_nothing_changes(
    office: Database, file: Path, tmp_path: Path, ruin: str
) -> None:
    for number in range(40):
        add_customer(office, name=f"唐佳{number}")
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    office.close()
    whole, before = bytearray(backup.read_bytes()), file.read_bytes()
    if ruin == "flipped":
        for at in range(4096, len(whole), 512):
            whole[at] ^= 0xFF
    changed = {"cut": whole[: len(whole) // 2], "text": b"customers", "empty": b""}
    backup.write_bytes(changed.get(ruin, whole))
    with pytest.raises(CrmError) as told:
        restore(backup, file, now=NOW)
    assert told.value.code in ("backup.damaged", "backup.not_ours", "backup.locked")
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["crmdesk.db"]


def test_that_a_damaged_database_gives_way_to_a_backup_and_is_kept(
    office: Database, file: Path, tmp_path: Path
) -> None:
    add_customer(office, name="唐佳宁")
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    office.close()
    file.write_bytes(b"ruined" * 1000)
    file.with_name("crmdesk.db-wal").write_bytes(b"rest")
    aside = restore(backup, file, now=NOW)
    assert aside is not None
    assert aside.read_bytes() == b"ruined" * 1000
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"rest"
    assert _names(file) == ["唐佳宁"]


def test_that_no_backup_takes_the_place_of_the_database(office: Database, file: Path) -> None:
    before = file.read_bytes()
    for same in (file, file.parent / ".." / file.parent.name / file.name):
        with pytest.raises(CrmError, match=r"backup\.itself"):
            write_backup(office, same)
    assert file.read_bytes() == before
    office.close()


def test_that_another_programs_file_is_not_taken_for_a_backup(tmp_path: Path, file: Path) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    stranger = tmp_path / "stranger.db"
    connection = sqlcipher.connect(str(stranger))
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    _refused("backup.not_ours", restore, stranger, file, now=NOW)
    _refused("file.missing", restore, tmp_path / "none.crmbackup", file, now=NOW)
    assert not file.exists()


def test_that_a_folder_keeps_by_day_and_knows_when_one_is_due(
    office: Database, file: Path, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path / "backups", office, file, ZONE)
    assert folder.is_due(NOW)
    first = folder.back_up("daily", NOW)
    second = folder.back_up("close", NOW + timedelta(hours=1))
    assert not folder.is_due(NOW + timedelta(hours=2))
    assert folder.list() == [second, first]
    assert first.at.hour == 10  # the office's time, not UTC
    later = folder.back_up("daily", NOW + timedelta(days=1))
    assert folder.list() == [later, second]


def test_that_others_files_in_the_folder_are_left_alone(
    office: Database, file: Path, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path, office, file, ZONE)
    others = (
        "holiday.jpg",
        "crmdesk-0a1b2c3d.20200101-080000.daily.crmbackup",
        "crmdesk.crmbackup",
    )
    for name in others:
        (tmp_path / name).write_bytes(b"kept")
    folder.back_up("daily", NOW)
    assert all((tmp_path / name).exists() for name in others)
    assert len(folder.list()) == 1


def test_that_two_offices_called_alike_share_a_folder_and_no_backup(tmp_path: Path) -> None:
    """Each has its crmdesk.db: neither lists, nor thins out, what is the other's."""
    offices = [open_database(tmp_path / name / "crmdesk.db", clock=FakeClock()) for name in "ab"]
    folders = [
        BackupFolder(tmp_path / "usb", db, tmp_path / name / "crmdesk.db", ZONE)
        for db, name in zip(offices, "ab", strict=True)
    ]
    for folder in folders:
        for days in (404, 403, 402, 401, 0):
            folder.back_up("daily", NOW - timedelta(days=days))
    assert [len(folder.list()) for folder in folders] == [4, 4]
    assert not {one.path for one in folders[0].list()} & {one.path for one in folders[1].list()}
    for db in offices:
        db.close()


def test_that_backups_are_found_after_the_database_moved(
    office: Database, file: Path, tmp_path: Path
) -> None:
    made = BackupFolder(tmp_path / "usb", office, file, ZONE).back_up("daily", NOW)
    moved = BackupFolder(tmp_path / "usb", office, tmp_path / "shop.db", ZONE)
    assert moved.list() == [made]


def test_that_half_a_backup_of_a_killed_program_is_cleared_away(
    office: Database, file: Path, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path / "usb", office, file, ZONE)
    made = folder.back_up("daily", NOW)
    half = made.path.with_name(f".{made.path.name}.part")
    half.write_bytes(b"half")
    folder.back_up("close", NOW + timedelta(minutes=1))
    assert not half.exists()


def test_that_a_backup_under_another_password_is_not_called_damaged(
    office: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    backup = tmp_path / "copy.crmbackup"
    write_backup(office, backup)
    key = change_password(backup, None, "only we knew it")
    _refused("backup.locked", look_inside, backup)
    _refused("backup.locked", look_inside, backup, key=keys.make_key("another"))
    assert look_inside(backup, key=key).customers == 0


def test_that_a_drive_that_is_not_there_is_told(
    office: Database, file: Path, tmp_path: Path
) -> None:
    folder = BackupFolder(tmp_path / "usb" / "backups", office, file, ZONE)
    _refused("backup.folder", folder.back_up, "close", NOW)
    assert folder.list() == []
