"""What an import does to customers that are there already."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.records.customers import Address, Consent, Invoice
from crmdesk.models.schema import Consent as ConsentRow
from crmdesk.models.schema import Customer, CustomField, Staff, StageChange
from tests.support.builders import add_customer, add_staff
from tests.support.exchange import bring_in, codes, contact, counts, customers, only, record

PHONE = "13800138000"


def known(**fields: Any) -> Any:
    """A row for the customer of these tests."""
    return record("张伟", PHONE, **fields)


@pytest.fixture
def customer(db: Database) -> int:
    return add_customer(
        db, "张伟", phone=PHONE, title="经理", tags=("老客户",), note="爱喝茶", company="宏达建材"
    )


def test_that_cells_overwrite_and_lists_grow(db: Database, customer: int) -> None:
    bring_in(db, known(title="总经理", tags=("VIP", "老客户"), note="不吃辣", email="z@b.cn"))
    found = only(db)
    assert found["tags"] == ["老客户", "VIP"]
    assert found["note"] == "爱喝茶\n不吃辣"
    assert found["emails"] == [{"label": None, "address": "z@b.cn"}]
    with db.read() as session:
        assert session.get_one(Customer, customer).title == "总经理"


def test_that_a_blank_cell_never_erases(db: Database, customer: int) -> None:
    bring_in(db, known(company="", title="", industry="建材"))
    found = only(db)
    assert (found["company"], found["phones"][0]["raw"]) == ("宏达建材", PHONE)


def test_that_an_update_says_old_and_new(db: Database, customer: int) -> None:
    result = bring_in(db, known(title="总经理", tags=("VIP",)))
    (row,) = result.plan.rows
    assert [tuple(change) for change in row.changes()] == [
        ("Job title", "经理", "总经理"),
        ("Tags", "", "VIP"),
    ]


def test_that_fill_only_leaves_what_is_there(db: Database, customer: int) -> None:
    bring_in(db, known(title="总经理", industry="建材"), fill_only=True)
    with db.read() as session:
        found = session.get_one(Customer, customer)
        assert (found.title, found.industry) == ("经理", "建材")


def test_that_skip_leaves_known_customers_alone(db: Database, customer: int) -> None:
    result = bring_in(db, known(title="总经理"), record("李娜", "13900139000"), mode="skip")
    assert counts(result) == (1, 0, 0, 1)
    assert [row.reason for row in result.plan.rows] == ["mode", ""]


def test_that_a_row_that_says_nothing_new_is_skipped(db: Database, customer: int) -> None:
    result = bring_in(db, known(title="经理", note="爱喝茶"))
    assert counts(result) == (0, 0, 0, 1)
    assert result.plan.rows[0].reason == "identical"


def test_that_two_rows_for_one_customer_both_count(db: Database, customer: int) -> None:
    result = bring_in(db, known(title="总经理"), known(industry="建材"))
    assert counts(result) == (0, 1, 1, 0)
    with db.read() as session:
        found = session.get_one(Customer, customer)
        assert (found.title, found.industry) == ("总经理", "建材")


def test_that_the_value_a_second_row_overwrites_stays_in_the_note(db: Database) -> None:
    bring_in(db, known(title="经理"), known(title="总经理"))
    with db.read() as session:
        found = session.scalars(select(Customer)).one()
        assert (found.title, found.note) == ("总经理", "Job title: 经理")


CARS = [
    (("车牌号", "浙A11111"), ("车型", "朗逸")),
    (("车牌号", "浙A22222"), ("车型", "秦")),
]


def test_that_a_second_row_of_a_new_customer_costs_no_value_of_her_own_fields(
    db: Database,
) -> None:
    bring_in(db, *(known(custom=custom) for custom in CARS))
    found = only(db)
    assert found["fields"] == dict(CARS[1])
    assert found["note"] == "车牌号：浙A11111\n车型：朗逸"


def test_that_a_second_row_of_a_known_customer_costs_no_value(db: Database, customer: int) -> None:
    bring_in(db, known(custom=CARS[0], title="厂长"), known(custom=CARS[1], title="店长"))
    note = only(db)["note"]
    assert "车牌号：浙A11111\n车型：朗逸" in note
    assert "厂长" in note


def test_that_a_new_label_of_a_known_number_is_taken(db: Database, customer: int) -> None:
    row = record("张伟", number="", tags=())
    row.phones = (PhoneValue("work", PHONE, "+86" + PHONE),)
    bring_in(db, row)
    assert [phone["label"] for phone in only(db)["phones"]] == ["work"]


def test_that_what_the_file_only_let_us_guess_does_not_overwrite(db: Database) -> None:
    add_customer(db, "张伟", phone=PHONE, kind="internal", region="浙江")
    bring_in(db, known(kind="person", region="上海"), columns=("name", "phone"))
    with db.read() as session:
        found = session.scalars(select(Customer)).one()
        assert (found.kind, found.region) == ("internal", "浙江")


def test_that_a_birthday_without_its_year_does_not_cost_the_year(db: Database) -> None:
    bring_in(db, known(birthday=Birthday("solar", 1985, 3, 12)))
    bring_in(db, known(birthday=Birthday("solar", None, 3, 12), title="经理"))
    assert only(db)["birthday"]["year"] == 1985


def test_that_a_new_stage_is_dated(db: Database, customer: int) -> None:
    bring_in(db, known(stage="customer", stage_since=date(2026, 5, 1)))
    with db.read() as session:
        stages = session.execute(
            select(StageChange.stage, StageChange.on).order_by(StageChange.id)
        ).all()
        assert stages[-1] == ("customer", date(2026, 5, 1))
        assert session.get_one(Customer, customer).stage_since == date(2026, 5, 1)


def test_that_a_refusal_is_not_taken_back_by_a_file(db: Database) -> None:
    bring_in(db, known(consents=(Consent("sms", False, how="电话"),)))
    bring_in(db, known(consents=(Consent("sms", True), Consent("email", True)), title="经理"))
    with db.read() as session:
        found = session.execute(select(ConsentRow.channel, ConsentRow.given)).all()
    assert sorted(found) == [("email", True), ("sms", False)]


def test_that_addresses_and_invoices_are_completed_not_doubled(db: Database) -> None:
    bring_in(db, known(addresses=(Address("", "杭州市文三路1号"),), invoices=(Invoice("宏达"),)))
    bring_in(
        db,
        known(
            addresses=(Address("work", "杭州市 文三路1号", city="杭州市"),),
            invoices=(Invoice("宏达", "91330100MA27XXXX1X"),),
        ),
    )
    found = only(db)
    (address,), (invoice,) = found["addresses"], found["invoices"]
    assert (address["label"], address["city"]) == ("work", "杭州市")
    assert invoice["tax_number"] == "91330100MA27XXXX1X"


def test_that_contacts_are_known_by_name_and_completed(db: Database) -> None:
    company = "杭州宏达建材有限公司"
    first = record(company, kind="company", contacts=(contact("李娜", "13900139000"),))
    bring_in(db, first)
    second = record(
        company,
        kind="company",
        contacts=(contact("李 娜", "13900139001", title="经理"), contact("王芳")),
    )
    bring_in(db, second)
    people = only(db)["contacts"]
    assert [person["name"] for person in people] == ["李娜", "王芳"]
    assert people[0]["title"] == "经理"
    assert [phone["raw"] for phone in people[0]["phones"]] == ["13900139000", "13900139001"]


def test_that_an_unknown_owner_becomes_a_colleague_and_an_unknown_column_a_field(
    db: Database,
) -> None:
    staff = add_staff(db, "小李")
    bring_in(
        db,
        known(owner="小李", custom=(("爱车", "宝马"),), department="采购部"),
        record("李娜", owner="老王", source="展会"),
    )
    with db.read() as session:
        names = dict(session.execute(select(Staff.name, Staff.id)).all())
        assert names["小李"] == staff
        assert "老王" in names
        assert set(session.scalars(select(CustomField.name))) == {"爱车", "Department"}
    first, second = customers(db)
    assert first["fields"] == {"爱车": "宝马", "Department": "采购部"}
    assert (second["owner"], second["source"]) == ("老王", "展会")


def test_that_a_custom_value_is_replaced(db: Database) -> None:
    bring_in(db, known(custom=(("爱车", "宝马"), ("球队", "绿城"))))
    bring_in(db, known(custom=(("爱车", "奥迪"),)))
    assert only(db)["fields"] == {"爱车": "奥迪", "球队": "绿城"}


def test_that_parents_are_found_among_stored_and_new_customers(db: Database) -> None:
    group = add_customer(db, "华东集团", kind="company")
    result = bring_in(
        db,
        record("宏达建材", kind="company", parent="华东集团", referrer="张伟"),
        record("宏达物流", kind="company", parent="宏达建材"),
        record("张伟", PHONE, parent="没有这家"),
    )
    assert codes(result) == ["customer.unknown"]
    with db.read() as session:
        found = {row.name: row for row in session.scalars(select(Customer))}
        assert found["宏达建材"].parent_id == group
        assert found["宏达建材"].referrer_id == found["张伟"].id
        assert found["宏达物流"].parent_id == found["宏达建材"].id
        assert "没有这家" in found["张伟"].note


def test_that_a_stored_customer_may_get_a_new_parent(db: Database) -> None:
    add_customer(db, "宏达物流", kind="company")
    bring_in(
        db,
        record("宏达物流", kind="company", parent="华东集团"),
        record("华东集团", kind="company"),
    )
    with db.read() as session:
        found = {row.name: row for row in session.scalars(select(Customer))}
        assert found["宏达物流"].parent_id == found["华东集团"].id


def test_that_a_plan_out_of_date_is_made_again_or_refused(db: Database) -> None:
    from crmdesk.models.core.errors import CrmError
    from crmdesk.models.exchange.importing import ReadChoices, carry_out, make_plan
    from crmdesk.models.exchange.planning.plan import ImportChoices
    from tests.support.exchange import understood

    file, choices = understood(known(title="总经理")), ImportChoices()
    plan = make_plan(db, file, choices)
    add_customer(db, "李娜")
    carry_out(db, file, plan, ReadChoices(), choices)
    file = understood(record("王芳", "13700137000"))
    plan = make_plan(db, file, choices)
    add_customer(db, "王芳", phone="13700137000")
    with pytest.raises(CrmError, match=r"import\.stale"):
        carry_out(db, file, plan, ReadChoices(), choices)
