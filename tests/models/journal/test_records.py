"""What is noted and never taken back: it stands in nobody's way."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.history import load_changes
from crmdesk.models.exchange.planning.planner import newest_change_set as newest_that_changed
from crmdesk.models.journal.actions import next_undo, redo, undo
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.models.journal.queries import load_history
from crmdesk.models.journal.records import EACH, is_record, keep_record, record_details
from crmdesk.models.schema import Change, Customer
from tests.support.builders import add_customer


def rename(db: Database, customer: int, name: str) -> None:
    with db.write("customer.edit", name=name) as session:
        set_fact(session, customer, "name", name, expected=None, today=db.now().date())


def export(db: Database, customers: list[int]) -> int:
    return keep_record(
        db, "record.export", customers=customers, count=len(customers), file="客户.xlsx",
        columns=["姓名", "手机"], search="王",
    )  # fmt: skip


def test_that_a_record_stands_in_the_journal_and_in_her_history(db: Database) -> None:
    customer = add_customer(db, "王芳")
    export(db, [customer])
    with db.read() as session:
        row = load_history(session)[0]
        line = load_changes(session, customer)[0]
    assert row.text == line.text == "Export of 1 customers to 客户.xlsx"
    assert row.state == "noted"
    assert line.fixed


def test_that_undo_passes_a_record_by(db: Database) -> None:
    customer = add_customer(db, "王芳")
    with db.read() as session:
        before = next_undo(session, db.staff_id)
    record = export(db, [customer])
    with db.read() as session:
        assert next_undo(session, db.staff_id) == before
    with pytest.raises(CrmError, match=r"undo\.gone"):
        undo(db, record)
    undo(db)
    with db.read() as session:
        assert session.get(Customer, customer) is None


def test_that_an_export_does_not_break_redo(db: Database) -> None:
    customer = add_customer(db, "王芳")
    undo(db)
    export(db, [])
    redo(db)
    with db.read() as session:
        assert session.get(Customer, customer) is not None


def test_that_a_new_action_still_clears_redo(db: Database) -> None:
    add_customer(db, "王芳")
    undo(db)
    export(db, [])
    add_customer(db, "李雷")
    with pytest.raises(CrmError, match=r"redo\.nothing"):
        redo(db)


def test_that_a_backup_is_wanted_after_a_record_and_a_plan_is_not_made_anew(db: Database) -> None:
    add_customer(db, "王芳")
    with db.read() as session:
        newest, changed = newest_change_set(session), newest_that_changed(session)
    export(db, [])
    with db.read() as session:
        assert newest_change_set(session) == newest + 1
        assert newest_that_changed(session) == changed


def test_that_of_many_customers_only_their_number_is_kept(db: Database) -> None:
    customer = add_customer(db, "王芳")
    record = export(db, [customer] * (EACH + 1))
    with db.read() as session:
        assert session.query(Change).filter_by(change_set_id=record).count() == 0


def test_that_a_record_tells_what_it_was_of() -> None:
    told = {"columns": ["姓名", "手机"], "search": "王", "whom": "shown", "count": 3}
    assert record_details(told) == [
        ("Which customers", "The list as seen"),
        ("Search", "王"),
        ("Columns", "姓名, 手机"),
    ]
    assert is_record("record.export")
    assert not is_record("customer.edit")
