"""Notes only their writer reads."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.history import load_changes
from crmdesk.models.customers.private_notes import (
    add_private_note,
    edit_private_note,
    load_private_notes,
)
from crmdesk.models.derived.search import find
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.masking.changing import change_privacy
from crmdesk.models.masking.settings import PrivacySettings
from tests.support.builders import add_customer, add_staff
from tests.support.databases import NOW

SECRET = "丈夫在竞争对手那里"


@pytest.fixture
def customer(db: Database) -> int:
    key = add_customer(db, "王芳")
    keep(db, key, SECRET)
    return key


def keep(db: Database, customer: int, text: str) -> None:
    with db.write("private_note.add", name="王芳") as session:
        add_private_note(session, customer, text, now=NOW)


def read(db: Database, customer: int, viewer: int | None = None) -> list[str]:
    with db.read() as session:
        rows = load_private_notes(session, customer, viewer or db.staff_id)
    return [row.text for row in rows]


def test_that_only_the_writer_reads_a_note(db: Database, customer: int) -> None:
    other = add_staff(db, "李雷")
    assert read(db, customer) == [SECRET]
    assert read(db, customer, other) == []


def test_that_the_owner_of_the_office_reads_it_where_the_office_says_so(
    db: Database, customer: int
) -> None:
    boss = add_staff(db, "陈总")
    change_privacy(db, PrivacySettings(boss_id=boss))
    assert read(db, customer, boss) == [SECRET]
    with db.read() as session:
        assert not load_private_notes(session, customer, boss)[0].mine


def test_that_a_note_stays_with_its_writer_when_the_customer_is_handed_over(
    db: Database, customer: int
) -> None:
    other = add_staff(db, "李雷")
    with db.write("customer.edit", name="王芳") as session:
        set_fact(session, customer, "owner_id", other, expected=None, today=NOW.date())
    assert (read(db, customer), read(db, customer, other)) == ([SECRET], [])


def test_that_nobody_changes_a_note_of_somebody_else(db: Database, customer: int) -> None:
    with db.read() as session:
        note = load_private_notes(session, customer, db.staff_id)[0]
    db.staff_id = add_staff(db, "李雷")
    with pytest.raises(CrmError, match=r"private_note\.gone"):  # noqa: SIM117
        with db.write("private_note.edit", name="王芳") as session:
            edit_private_note(session, note.id, "…", expected=SECRET, now=NOW)


def test_that_an_emptied_note_is_gone_and_undo_brings_it_back(db: Database, customer: int) -> None:
    with db.read() as session:
        note = load_private_notes(session, customer, db.staff_id)[0]
    with db.write("private_note.edit", name="王芳") as session:
        edit_private_note(session, note.id, " ", expected=SECRET, now=NOW)
    assert read(db, customer) == []
    undo(db)
    assert read(db, customer) == [SECRET]
    redo(db)
    assert read(db, customer) == []


def test_that_a_note_is_not_searched_exported_or_told_in_her_history(
    db: Database, customer: int, tmp_path: Path
) -> None:
    with db.read() as session:
        assert customer not in find(session, "竞争对手").ids
        assert SECRET not in " ".join(line.text for line in load_changes(session, customer))
    export(db, tmp_path / "a.xlsx", ExportRequest(logs=True))
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any(SECRET in str(cell) for cell in cells)


def test_that_notes_go_along_in_a_merge_and_come_back_with_undo(
    db: Database, customer: int
) -> None:
    twin = add_customer(db, "王芳")
    keep(db, twin, "喜欢下午")
    with db.write("customers.merge", name="王芳", count=2) as session:
        merge_customers(session, MergeDraft((customer, twin)), now=NOW)
    assert sorted(read(db, customer)) == sorted([SECRET, "喜欢下午"])
    undo(db)
    assert (read(db, customer), read(db, twin)) == ([SECRET], ["喜欢下午"])


def test_that_notes_go_with_a_deleted_customer_and_come_back_with_her(
    db: Database, customer: int
) -> None:
    with db.write("customer.delete", name="王芳") as session:
        delete_customer(session, customer)
    assert read(db, customer) == []
    undo(db)
    assert read(db, customer) == [SECRET]
