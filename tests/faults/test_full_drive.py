"""A real full drive: said in a sentence, nothing half done, and on one goes when there is room."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from crmdesk.models.backups.copies import write_backup
from crmdesk.models.backups.restore import restore
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import silent as silently
from crmdesk.models.core.messages import explain
from crmdesk.models.customers.choices import find_choices
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.office.queries import load_staff
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password
from tests.support.builders import add_customer
from tests.support.databases import FakeClock, open_copy
from tests.support.drives import Drive, LimitedFiles

FULL = ("database.full",)
LIMITED = ("database.drive", "backup.not_written", "backup.damaged")
"""What is told as well where nothing can be mounted and only the size of files is limited."""


def _office(drive: Drive, template: Path, clock: FakeClock) -> Database:
    db = open_copy(template, drive.path / "office.db", clock)
    add_customer(db, name="唐佳宁")
    return db


def _names(db: Database) -> list[str]:
    with db.read() as session:
        return sorted(choice.name for choice in find_choices(session, "", limit=9999))


def _sound(db: Database) -> bool:
    with db.storage.engine.connect() as connection:
        return db.storage.check(connection) == []


def _tells(drive: Drive, error: CrmError, *also: str) -> None:
    limited = LIMITED if isinstance(drive, LimitedFiles) else ()
    assert error.code in (*FULL, *limited, *also)
    said = explain(error)
    assert "{" not in said
    if error.code == "database.full":
        assert int(str(error.params["need"])) > int(str(error.params["free"]))
        assert "MB" in said


def test_that_a_form_saved_on_a_full_drive_is_refused_and_saved_when_there_is_room(
    tight: Drive, template: Path, clock: FakeClock
) -> None:
    db = _office(tight, template, clock)
    tight.fill()
    long = "很长的备注" * 9000
    _tells(tight, _until_refused(lambda _count: add_customer(db, name="洪雨桐", note=long)))
    saved = _names(db).count("洪雨桐")
    assert _sound(db)
    tight.make_room()
    add_customer(db, name="洪雨桐", note=long)
    assert _names(db).count("洪雨桐") == saved + 1
    assert _sound(db)
    db.close()


def test_that_words_being_typed_are_kept_again_when_there_is_room(
    tight: Drive, template: Path, clock: FakeClock
) -> None:
    db = _office(tight, template, clock)
    tight.fill()

    def keep(words: str) -> None:
        with db.write("draft") as session:
            save_draft(session, "composer:1", {"words": words})

    _tells(tight, _until_refused(lambda count: keep("她要二十把椅子" * 1000 * count)))
    tight.make_room()
    keep("她要二十把椅子，明天要")
    with db.read() as session:
        kept = load_draft(session, "composer:1", db.staff_id)
    assert kept is not None
    assert kept.data == {"words": "她要二十把椅子，明天要"}
    db.close()


def test_that_an_import_on_a_full_drive_brings_in_nobody(
    tight: Drive, template: Path, clock: FakeClock, tmp_path: Path
) -> None:
    db = _office(tight, template, clock)
    book = _book(tmp_path / "book.xlsx", 400)
    tight.fill(leave=100_000)
    with pytest.raises(CrmError) as told:
        import_file(db, book, progress=silently)
    _tells(tight, told.value)
    assert _names(db) == ["唐佳宁"]
    assert _sound(db)
    tight.make_room()
    import_file(db, book, progress=silently)
    assert len(_names(db)) == 401
    db.close()


def test_that_a_backup_on_a_full_drive_says_how_much_it_needs(
    tight: Drive, template: Path, clock: FakeClock, tmp_path: Path
) -> None:
    db = open_copy(template, tmp_path / "office.db", clock)
    tight.fill(leave=50_000)
    with pytest.raises(CrmError) as told:
        write_backup(db, tight.path / "copy.crmbackup")
    _tells(tight, told.value)
    assert [path.name for path in tight.path.iterdir()] in (["holiday-videos"], [])
    tight.make_room()
    assert write_backup(db, tight.path / "copy.crmbackup").customers == 0
    db.close()


def test_that_a_restore_on_a_full_drive_changes_nothing_and_says_how_much_it_needs(
    tight: Drive, template: Path, clock: FakeClock, tmp_path: Path
) -> None:
    _office(tight, template, clock).close()
    file, backup = tight.path / "office.db", tmp_path / "copy.crmbackup"
    backup.write_bytes(template.read_bytes())
    before = file.read_bytes()
    tight.fill(leave=50_000)
    with pytest.raises(CrmError) as told:
        restore(backup, file, now=clock())
    _tells(tight, told.value)
    assert file.read_bytes() == before
    assert {path.name for path in tight.path.iterdir()} <= {"office.db", "holiday-videos"}
    tight.make_room()
    restore(backup, file, now=clock())
    assert file.read_bytes() == backup.read_bytes()


def test_that_a_password_is_not_half_set_on_a_full_drive(
    tight: Drive, template: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.models.core.engines.keys._MEMORY", 64)
    _office(tight, template, clock).close()
    file = tight.path / "office.db"
    before = file.read_bytes()
    tight.fill(leave=50_000)
    with pytest.raises(CrmError) as told:
        change_password(file, None, "only we know it")
    _tells(tight, told.value)
    assert file.read_bytes() == before
    assert {path.name for path in tight.path.iterdir()} <= {"office.db", "holiday-videos"}
    tight.make_room()
    key = change_password(file, None, "only we know it")
    db = open_database(file, clock=clock, key=key)
    assert _names(db) == ["唐佳宁"]
    db.close()


def test_that_a_migration_on_a_full_drive_leaves_the_old_file(
    tight: Drive, old_office: Path, clock: FakeClock
) -> None:
    file = tight.path / "office.db"
    shutil.copyfile(old_office, file)
    before = file.read_bytes()
    tight.fill(leave=50_000)
    with pytest.raises(CrmError) as told:
        open_database(file, clock=clock)
    _tells(tight, told.value)
    assert file.read_bytes() == before
    tight.make_room()
    db = open_database(file, clock=clock)
    with db.read() as session:
        assert [staff.name for staff in load_staff(session)] == ["小李"]
    db.close()


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.vcf"])
def test_that_an_export_to_a_full_drive_leaves_no_half_list(
    tight: Drive, template: Path, clock: FakeClock, tmp_path: Path, name: str
) -> None:
    db = open_copy(template, tmp_path / "office.db", clock)
    for number in range(30):
        add_customer(db, name=f"唐佳{number}", note=f"{number}".join("备注很长" * 400))
    tight.fill(leave=2000)
    with pytest.raises(CrmError) as told:
        export(db, tight.path / name, ExportRequest(None), silently)
    _tells(tight, told.value, "export.unwritable")
    assert not (tight.path / name).exists()
    tight.make_room()
    assert export(db, tight.path / name, ExportRequest(None), silently) == 30
    db.close()


def _until_refused(write: Callable[[int], object]) -> CrmError:
    """What a write is refused with; the write-ahead log may have room within its last pages."""
    for count in range(1, 200):
        try:
            write(count)
        except CrmError as error:
            return error
    pytest.fail("there was room")


def _book(path: Path, rows: int) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("姓名", "手机", "备注"))
    for number in range(rows):
        sheet.append((f"客户{number}", f"138{number:08d}", "每月十号对账，送货前打电话" * 40))
    workbook.save(path)
    return path
