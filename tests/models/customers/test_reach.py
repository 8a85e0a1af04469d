"""Phones, e-mails, addresses and accounts: typed as people type them, none lost, none twice."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Stale
from crmdesk.models.customers.reach import (
    add_reach,
    edit_reach,
    move_reach,
    reach_of,
    remove_reach,
    set_channel_fact,
    set_label,
)
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Address, Customer
from tests.support.builders import add_contact, add_customer

OFFICE = OfficeSettings(area_code="0571")


def add(db: Database, customer: int, table: str, typed: str, **more: object) -> list[int]:
    with db.write("customer.reach", name="") as session:
        return add_reach(session, customer, table, typed, office=OFFICE, **more)  # type: ignore[arg-type]


def edit(db: Database, table: str, row_id: int, typed: str, *, expected: str) -> None:
    with db.write("customer.reach", name="") as session:
        edit_reach(session, table, row_id, typed, expected=expected, office=OFFICE)


def phones(db: Database, customer: int) -> list[tuple[str, str]]:
    with db.read() as session:
        rows = reach_of(session, "phone", customer, None)
        return [(row.raw, row.e164) for row in rows]  # type: ignore[union-attr]


def test_that_one_cell_with_two_numbers_becomes_two_phones(db: Database) -> None:
    customer = add_customer(db)
    add(db, customer, "phone", "办公88886666/13800138000")
    assert [e164 for _raw, e164 in phones(db, customer)] == ["+8657188886666", "+8613800138000"]


def test_that_what_cannot_be_understood_is_kept_as_typed(db: Database) -> None:
    customer = add_customer(db)
    add(db, customer, "phone", "138****8000")
    assert phones(db, customer) == [("138****8000", "")]


@pytest.mark.parametrize(
    ("table", "typed", "again"),
    [
        ("phone", "13800138000", "138 0013 8000"),
        ("email", "a@example.cn", "A@Example.cn"),
        ("address", "文三路 100 号", "文三路 100 号"),
        ("channel", "wang88", "wang88"),
    ],
)
def test_that_the_same_is_not_noted_twice(db: Database, table: str, typed: str, again: str) -> None:
    customer = add_customer(db)
    add(db, customer, table, typed)
    with pytest.raises(CrmError) as refused:
        add(db, customer, table, again)
    assert refused.value.code == "reach.twice"


def test_that_nothing_typed_is_nothing_kept(db: Database) -> None:
    customer = add_customer(db)
    with pytest.raises(CrmError) as refused:
        add(db, customer, "phone", "  ")
    assert refused.value.code == "reach.empty"


def test_that_an_address_without_an_at_sign_is_no_email(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        add(db, add_customer(db), "email", "example.cn")
    assert refused.value.code == "customer.email.odd"


def test_that_an_edited_phone_keeps_its_place_and_label(db: Database) -> None:
    customer = add_customer(db)
    first, _second = (
        *add(db, customer, "phone", "13800138000", label="老板娘"),
        *add(db, customer, "phone", "13900139000"),
    )
    edit(db, "phone", first, "13700137000", expected="13800138000")
    assert [raw for raw, _e164 in phones(db, customer)] == ["13700137000", "13900139000"]
    with db.read() as session:
        assert reach_of(session, "phone", customer, None)[0].label == "老板娘"


def test_that_a_second_number_typed_into_an_edit_is_added_behind_it(db: Database) -> None:
    customer = add_customer(db)
    first = add(db, customer, "phone", "13800138000")[0]
    add(db, customer, "phone", "13600136000")
    edit(db, "phone", first, "13800138000/13900139000", expected="13800138000")
    assert [raw for raw, _e164 in phones(db, customer)] == [
        "13800138000",
        "13900139000",
        "13600136000",
    ]


def test_that_an_emptied_phone_is_taken_away(db: Database) -> None:
    customer = add_customer(db)
    row = add(db, customer, "phone", "13800138000")[0]
    edit(db, "phone", row, "  ", expected="13800138000")
    assert phones(db, customer) == []


def test_that_a_number_a_colleague_changed_is_not_written_over(db: Database) -> None:
    customer = add_customer(db)
    row = add(db, customer, "phone", "13800138000")[0]
    edit(db, "phone", row, "13700137000", expected="13800138000")
    with pytest.raises(Stale):
        edit(db, "phone", row, "13600136000", expected="13800138000")
    assert [raw for raw, _e164 in phones(db, customer)] == ["13700137000"]


def test_that_the_order_is_the_users_and_undo_gives_it_back(db: Database) -> None:
    customer = add_customer(db)
    ids = [add(db, customer, "phone", f"1380013800{n}")[0] for n in range(3)]
    with db.write("customer.reach", name="") as session:
        move_reach(session, "phone", ids[2], -2)
    moved = ["13800138002", "13800138000", "13800138001"]
    assert [raw for raw, _e164 in phones(db, customer)] == moved
    undo(db)
    assert [raw for raw, _e164 in phones(db, customer)] == sorted(moved)


def test_that_moving_beyond_the_end_stays_at_the_end(db: Database) -> None:
    customer = add_customer(db)
    ids = [add(db, customer, "phone", f"1380013800{n}")[0] for n in range(2)]
    with db.write("customer.reach", name="") as session:
        move_reach(session, "phone", ids[1], 5)
    assert [raw for raw, _e164 in phones(db, customer)] == ["13800138000", "13800138001"]


def test_that_an_account_keeps_nickname_and_on_whose_phone(db: Database) -> None:
    customer = add_customer(db)
    row = add(db, customer, "channel", "wang88", kind="wechat")[0]
    with db.write("customer.reach", name="") as session:
        set_channel_fact(session, row, "nickname", "A建材王总", expected="")
        set_channel_fact(session, row, "staff_id", db.staff_id, expected=None)
        set_label(session, "channel", row, "私人号")
    with db.read() as session:
        channel = reach_of(session, "channel", customer, None)[0]
        assert (channel.nickname, channel.staff_id, channel.label) == (  # type: ignore[union-attr]
            "A建材王总",
            db.staff_id,
            "私人号",
        )


def test_that_a_removed_phone_comes_back_by_undo(db: Database) -> None:
    customer = add_customer(db)
    row = add(db, customer, "phone", "13800138000", label="手机")[0]
    with db.write("customer.reach", name="") as session:
        remove_reach(session, "phone", row)
    undo(db)
    assert phones(db, customer) == [("13800138000", "+8613800138000")]
    with pytest.raises(CrmError) as refused, db.write("customer.reach", name="") as session:
        remove_reach(session, "phone", 4711)
    assert refused.value.code == "reach.gone"


def test_that_an_address_typed_is_taken_apart_as_one_imported(db: Database) -> None:
    customer = add_customer(db)
    (row_id,) = add(db, customer, "address", "浙江省杭州市西湖区文三路 100 号 邮编 310012")
    with db.read() as session:
        row = session.get_one(Address, row_id)
        assert (row.region, row.city, row.postcode) == ("浙江省", "杭州市", "310012")
        assert row.street.startswith("西湖区文三路")
        assert session.get_one(Customer, customer).region == "浙江"
    edit(db, "address", row_id, "江苏省苏州市人民路 1 号", expected=row.raw)
    with db.read() as session:
        row = session.get_one(Address, row_id)
        assert (row.region, row.city, row.postcode) == ("江苏省", "苏州市", "")
        assert session.get_one(Customer, customer).region == "浙江"  # told once, not guessed twice


def test_that_a_contacts_address_tells_nothing_about_the_company(db: Database) -> None:
    company = add_customer(db, "云帆科技", kind="company")
    contact = add_contact(db, company, "王芳")
    add(db, company, "address", "上海市黄浦区南京东路 1 号", contact_id=contact)
    with db.read() as session:
        assert session.get_one(Customer, company).region == ""
