"""The lists an office keeps: tags, sources, staff, custom fields, labels."""

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.labels import (
    add_label,
    delete_label,
    load_label_entries,
    rename_label,
)
from crmdesk.models.office.lists import (
    LISTS,
    USES,
    add_entry,
    delete_entry,
    edit_entry,
    load_entries,
    merge_entries,
    rename_entry,
)
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.queries import load_fields, load_staff
from crmdesk.models.office.settings import load_office, next_counter, save_office
from crmdesk.models.schema import Base, Customer, CustomerTag, Phone
from tests.support.builders import add_customer
from tests.support.snapshots import derived_rows, journaled_rows


def _add(db: Database, which: str, name: str, **values: object) -> int:
    with db.write("list.add", name=name) as session:
        return add_entry(session, which, name, **values)


def _tag(db: Database, customer: int, tag: int) -> None:
    with db.write("customers.tag", count=1, tag="x") as session:
        session.add(CustomerTag(customer_id=customer, tag_id=tag))


def _tags_of(db: Database, customer: int) -> list[int]:
    with db.read() as session:
        query = select(CustomerTag.tag_id).where(CustomerTag.customer_id == customer)
        return list(session.scalars(query))


def test_that_every_column_pointing_to_a_list_is_known_to_it() -> None:
    for which, kind in LISTS.items():
        pointing = {
            (table.name, column.name)
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if any(key.column.table is kind.__table__ for key in column.foreign_keys)
        }
        assert pointing == {(c.class_.__tablename__, c.key) for c in USES[which]}


def test_that_merged_tags_leave_each_customer_with_one(db: Database) -> None:
    both, one = add_customer(db, name="张伟"), add_customer(db, name="李娜")
    vip, vip2 = _add(db, "tag", "VIP"), _add(db, "tag", "贵宾")
    _tag(db, both, vip), _tag(db, both, vip2), _tag(db, one, vip2)
    before = journaled_rows(db), derived_rows(db)
    with db.write("list.merge", old="贵宾", new="VIP") as session:
        merge_entries(session, "tag", vip2, vip)
    assert (_tags_of(db, both), _tags_of(db, one)) == ([vip], [vip])
    with db.read() as session:
        assert [(e.name, e.uses) for e in load_entries(session, "tag")] == [("VIP", 2)]
    undo(db)
    assert (journaled_rows(db), derived_rows(db)) == before


def test_that_a_deleted_source_leaves_its_customers(db: Database) -> None:
    customer, source = add_customer(db, name="张伟"), _add(db, "source", "展会")
    with db.write("customer.edit", name="张伟") as session:
        session.get_one(Customer, customer).source_id = source
    with db.write("list.delete", name="展会") as session:
        delete_entry(session, "source", source)
    with db.read() as session:
        assert session.get_one(Customer, customer).source_id is None
    undo(db)
    with db.read() as session:
        assert session.get_one(Customer, customer).source_id == source


def test_that_names_are_there_once_and_not_empty(db: Database) -> None:
    _add(db, "tag", "VIP")
    with pytest.raises(CrmError, match=r"list\.name\.taken"):
        _add(db, "tag", " VIP ")
    with pytest.raises(CrmError, match=r"list\.name\.empty"):
        _add(db, "tag", "  ")
    with pytest.raises(CrmError, match=r"list\.gone"), db.write("x") as session:
        rename_entry(session, "tag", 999, "新")


def test_that_a_renamed_tag_is_found_by_its_new_name(db: Database) -> None:
    customer, tag = add_customer(db, name="张伟"), _add(db, "tag", "展会")
    _tag(db, customer, tag)
    with db.write("list.rename", old="展会", new="广交") as session:
        rename_entry(session, "tag", tag, "广交")
    from crmdesk.models.derived.search import find

    with db.read() as session:
        assert find(session, "广交").ids == [customer]
        assert find(session, "展会").ids == []


def test_that_the_last_member_of_staff_still_there_stays(db: Database) -> None:
    left = _add(db, "staff", "李娜")
    with db.write("list.edit", name="李娜") as session:
        edit_entry(session, "staff", left, active=False)
    with pytest.raises(CrmError, match=r"list\.staff\.last"), db.write("x") as session:
        delete_entry(session, "staff", 1)


def test_that_staff_who_left_are_offered_no_more(db: Database) -> None:
    left = _add(db, "staff", "李娜")
    with db.write("list.edit", name="李娜") as session:
        edit_entry(session, "staff", left, active=False)
    with db.read() as session:
        assert [person.id for person in load_staff(session)] == [1]
        assert [person.id for person in load_staff(session, everyone=True)] == [1, left]


def test_that_custom_fields_keep_their_kind_and_choices(db: Database) -> None:
    _add(db, "field", "车型", kind="choice", choices=["轿车", "货车"])
    with db.read() as session:
        (field,) = load_fields(session)
    assert (field.name, field.kind, field.choices) == ("车型", "choice", ("轿车", "货车"))


def _phone(db: Database, label: str) -> int:
    customer = add_customer(db, name="张伟")
    with db.write("customer.edit", name="张伟") as session:
        row = Phone(customer_id=customer, raw="13800138000", label=label)
        session.add(row)
        session.flush()
        return row.id


def test_that_renaming_a_label_renames_it_on_every_record(db: Database) -> None:
    with db.write("list.add", name="手机2") as session:
        label = add_label(session, "phone", "手机2")
    phone = _phone(db, "手机2")
    with db.write("list.rename", old="手机2", new="备用") as session:
        rename_label(session, label, "备用")
    with db.read() as session:
        assert session.get_one(Phone, phone).label == "备用"
        names = [(entry.name, entry.uses) for entry in load_label_entries(session, "phone")]
    assert ("备用", 1) in names


def test_that_a_label_renamed_to_another_becomes_one_with_it(db: Database) -> None:
    with db.write("list.add", name="x") as session:
        first, _second = add_label(session, "email", "甲"), add_label(session, "email", "乙")
    with db.write("list.rename", old="甲", new="乙") as session:
        rename_label(session, first, "乙")
    with db.read() as session:
        names = [entry.name for entry in load_label_entries(session, "email")]
    assert names.count("乙") == 1
    assert "甲" not in names


def test_that_deleting_a_label_keeps_it_on_records(db: Database) -> None:
    with db.write("list.add", name="x") as session:
        label = add_label(session, "phone", "前台")
    phone = _phone(db, "前台")
    with db.write("list.delete", name="前台") as session:
        delete_label(session, label)
    with db.read() as session:
        assert session.get_one(Phone, phone).label == "前台"


def test_that_settings_of_the_office_are_kept(db: Database) -> None:
    office = OfficeSettings("示例商行", "TW", "02", "Asia/Taipei", "TWD")
    with db.write("setup") as session:
        save_office(session, office)
    with db.read() as session:
        assert load_office(session) == office


def test_that_a_counter_never_goes_back(db: Database) -> None:
    with db.write("setup") as session:
        assert [next_counter(session, "complaint") for _ in range(3)] == [1, 2, 3]
    with db.write("setup") as session:
        assert next_counter(session, "complaint") == 4
