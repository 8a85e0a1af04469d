"""What a workbook of ours says about itself, and who may be asked for it."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.export.stamp import ExportStamp, read_stamp
from crmdesk.models.schema import ChangeSet
from tests.support.builders import add_customer

WHEN = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def _stamp(db: Database, path: Path) -> ExportStamp:
    export(db, path, ExportRequest())
    found = read_stamp(path)
    assert found is not None
    return found


def test_that_a_workbook_says_when_and_from_where_it_came(db: Database, tmp_path: Path) -> None:
    add_customer(db, "张伟")
    with db.read() as session:
        newest = session.scalar(select(func.max(ChangeSet.id)))
    stamp = _stamp(db, tmp_path / "a.xlsx")
    assert (stamp.exported_at, stamp.change_set) == (db.now(), newest)
    assert len(stamp.database) == 32


def test_that_a_database_keeps_its_name_and_the_journal_does_not_hear_of_it(
    db: Database, tmp_path: Path
) -> None:
    first, second = _stamp(db, tmp_path / "a.xlsx"), _stamp(db, tmp_path / "b.xlsx")
    assert first == second
    assert second.change_set == 0


def test_that_a_workbook_saved_by_another_program_keeps_its_stamp(
    db: Database, tmp_path: Path
) -> None:
    stamp = _stamp(db, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    book.active["A2"] = "changed"
    book.save(tmp_path / "b.xlsx")
    assert read_stamp(tmp_path / "b.xlsx") == stamp


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<Properties",
        b'<!DOCTYPE a [<!ENTITY b "c">]><Properties/>',
        b"<Properties/>",
        b'<a><b name="crmdesk-exported-at">yesterday</b></a>',
        b"x" * 70_000,
    ],
)
def test_that_what_is_no_stamp_is_none(tmp_path: Path, text: bytes) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w") as book:
        book.writestr("docProps/custom.xml", text)
    assert read_stamp(tmp_path / "a.xlsx") is None


def test_that_a_file_that_is_no_workbook_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no book")
    assert read_stamp(tmp_path / "a.xlsx") is None
    assert read_stamp(tmp_path / "missing.xlsx") is None
