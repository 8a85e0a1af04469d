"""What a change did, in words: fields before and after, many rows by pages, nothing raw."""

from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.bulk import delete_customers, tag_customers
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.journal.actions import undo
from crmdesk.models.journal.queries import load_history
from crmdesk.models.journal.revert import Conflicts
from crmdesk.models.logbook.clashes import load_clashes
from crmdesk.models.logbook.details import PAGE, Details, Reader, RowLine, load_details, load_lines
from crmdesk.models.logbook.labels import CLOSED, COLUMNS, SILENT, UNSEEN
from crmdesk.models.logbook.wording import thing_text
from crmdesk.models.schema import Base, Customer
from tests.support.builders import add_customer, add_staff
from tests.support.databases import NOW

READER = Reader(1, "CN", ZoneInfo("Asia/Shanghai"))


def newest(db: Database) -> int:
    with db.read() as session:
        return load_history(session, limit=1)[0].id


def told(db: Database, change_set: int | None = None) -> Details:
    with db.read() as session:
        return load_details(session, change_set or newest(db), READER)


def fields(line: RowLine) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in line.fields]


def test_that_a_changed_field_is_told_before_and_after(db: Database) -> None:
    wang, li = add_customer(db, "王芳"), add_staff(db, "李娜")
    with db.write("customer.edit", name="王芳") as session:
        row = session.get_one(Customer, wang)
        row.owner_id, row.gender = li, "female"
    [line] = told(db).lines
    assert (line.kind, line.thing, line.customer, line.customer_id) == (
        "u",
        "Customer",
        "王芳",
        wang,
    )
    assert sorted(fields(line)) == [("Gender", "", "Female"), ("Owner", "", "李娜")]


def test_that_a_birthday_is_one_field_as_it_stood_then(db: Database) -> None:
    wang = add_customer(db, "王芳")
    days = [Birthday("solar", 1980, 5, 6, False), Birthday("solar", 1980, 5, 7, False), None]
    sets, before = [], None
    for day in days:
        with db.write("customer.edit", name="王芳") as session:
            set_fact(session, wang, "birthday", day, expected=before, today=NOW.date())
        sets.append(newest(db))
        before = day
    second, third = (told(db, one).lines[0] for one in sets[1:])
    assert fields(second) == [("Birthday", "6 May 1980", "7 May 1980")]
    assert fields(third) == [("Birthday", "7 May 1980", "")]


def test_that_many_rows_come_by_pages_none_twice_and_none_left_out(db: Database) -> None:
    known = [add_customer(db, f"王{n}") for n in range(PAGE + 5)]
    with db.write("customers.tag", count=len(known), tag="VIP") as session:
        tag_customers(session, known, "VIP")
    with db.write("customers.delete", count=len(known)) as session:
        delete_customers(session, known)
    for change_set in (newest(db) - 1, newest(db)):
        first = told(db, change_set)
        lines, more = list(first.lines), first.more
        while more is not None:
            with db.read() as session:
                page, more = load_lines(session, change_set, READER, more)
            lines += page
        owners = [line.customer_id for line in lines if line.thing == "Tag" and line.customer_id]
        assert sorted(owners) == known
        assert first.counts[0].count == len(known)


def test_that_the_private_side_is_for_the_owner_alone(db: Database) -> None:
    wang, li = add_customer(db, "王芳"), add_staff(db, "李娜")
    with db.write("customer.edit", name="王芳") as session:
        row = session.get_one(Customer, wang)
        row.owner_id, row.private_note = li, "secret"
    [line] = told(db).lines
    assert [one.label for one in line.fields] == ["Owner"]


def test_that_a_conflict_stands_side_by_side(db: Database) -> None:
    wang = add_customer(db, "王芳")
    for title in ("经理", "总监"):
        with db.write("customer.edit", name="王芳") as session:
            session.get_one(Customer, wang).title = title
    older = newest(db) - 1
    with pytest.raises(Conflicts) as raised:
        undo(db, older)
    with db.read() as session:
        [clash] = load_clashes(session, [older], raised.value.conflicts, READER)
    assert (clash.thing, clash.customer, clash.reason) == ("Customer", "王芳", "changed since")
    assert [(one.label, one.before, one.after) for one in clash.fields] == [
        ("Job title", "经理", "总监")
    ]


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_that_every_journaled_column_has_words_or_is_left_out_on_purpose(name: str) -> None:
    table = Base.metadata.tables[name]
    if not table.info.get("journaled", True) or name in SILENT:
        return
    assert thing_text(name), f"no word for {name}: logbook.labels.THINGS or SILENT"
    if name in CLOSED or name == "customer":
        return
    unknown = {
        column.name
        for column in table.columns
        if column.name not in COLUMNS
        and column.name not in UNSEEN
        and not column.name.startswith("birthday_")
        and not _told_elsewhere(name, column.name)
    }
    assert not unknown, "logbook.labels.COLUMNS or UNSEEN"


def _told_elsewhere(table: str, column: str) -> bool:
    from crmdesk.models.customers.contacts import CONTACT_FACTS
    from crmdesk.models.customers.history_words import COLUMNS as OF_CUSTOMERS

    return (table, column) in OF_CUSTOMERS or (table == "contact" and column in CONTACT_FACTS)
