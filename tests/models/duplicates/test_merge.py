"""Merging customers: nothing is lost, everything follows, one undo."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled, CrmError, Invalid
from crmdesk.models.core.jobs import silent
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.consents import consent_now, record_consent
from crmdesk.models.customers.edit import set_fact
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.history import load_changes
from crmdesk.models.customers.listing import find_ids
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.duplicates.choices import JOIN, MergeDraft
from crmdesk.models.duplicates.distinct import mark_distinct
from crmdesk.models.duplicates.merge import merge_customers, merge_many
from crmdesk.models.exchange.export.customer_json import customer_by_number
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.schema import (
    Base,
    ChangeSet,
    ClosingItem,
    Contact,
    Customer,
    CustomField,
    CustomValue,
    DistinctPair,
    Email,
    Interaction,
    Order,
    Phone,
)
from tests.models.customers.test_actions import full_customer
from tests.support.builders import (
    add_contact,
    add_customer,
    add_interaction,
    add_order,
    add_phone,
)
from tests.support.snapshots import derived_rows, journaled_rows


def merge(db: Database, *ids: int, keep_rest: bool = True, **picks: int) -> int:
    draft = MergeDraft(ids, dict(picks), keep_rest)
    with db.write("customers.merge", name="张伟", count=len(ids)) as session:
        return merge_customers(session, draft, now=db.now())


def everything(db: Database) -> Any:
    return journaled_rows(db), derived_rows(db)


def stored(db: Database, key: int) -> Customer:
    with db.read() as session:
        found = session.get_one(Customer, key)
        session.expunge(found)
        return found


def texts(db: Database, column: Any) -> list[Any]:
    with db.read() as session:
        return list(session.scalars(select(column).order_by(column)))


def undo_and_redo(db: Database, before: Any) -> None:
    """The merge just done, taken back and done again."""
    after = everything(db)
    undo(db)
    assert everything(db) == before
    redo(db)
    assert everything(db) == after


def test_that_the_older_number_stays_and_the_other_one_still_finds_her(db: Database) -> None:
    one = add_customer(db, "张伟", phone="13800138000")
    other = add_customer(db, "張偉", phone="13800138000")
    old = stored(db, other).number
    before = everything(db)
    assert merge(db, other, one) == one
    with db.read() as session:
        assert customer_by_number(session, old) == one
        assert find_ids(session, CustomerFilter(old), now=db.now()) == [one]
        assert session.scalar(select(func.count()).select_from(Phone)) == 1
        told = [line.text for line in load_changes(session, one)]
    assert "Merged record “K000002” added" in told
    undo_and_redo(db, before)


def test_that_a_number_of_a_merged_customer_is_given_to_nobody_else(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟", number="A7")
    merge(db, one, other)
    with pytest.raises(CrmError) as refused:
        add_customer(db, "李娜", number="A7")
    assert refused.value.code == "customer.number.taken"
    key = add_customer(db, "李娜")
    with pytest.raises(CrmError), db.write("customer.edit", name="") as session:
        set_fact(session, key, "number", "A7", expected="K000002", today=db.now().date())


def test_that_everything_a_customer_owns_follows(db: Database) -> None:
    one = add_customer(db, "云帆", kind="company")
    other = full_customer(db)
    before = everything(db)
    with db.read() as session:
        owned = {
            table.__tablename__: session.scalar(select(func.count()).select_from(table))
            for table in owned_tables()
        }
    assert merge(db, one, other, number=one) == one
    with db.read() as session:
        for table in owned_tables():
            left = session.scalars(select(table.id).where(table.customer_id == other)).all()
            assert left == [], table.__tablename__
            count = session.scalar(select(func.count()).select_from(table)) or 0
            lost = owned[table.__tablename__] - count
            assert lost <= (1 if table.__tablename__ in ("stage_change", "distinct_pair") else 0)
        pointing = session.execute(select(Customer.parent_id, Customer.referrer_id)).all()
        assert {value for row in pointing for value in row} == {one, None}
    undo_and_redo(db, before)


def test_that_equal_rows_become_one_and_blanks_are_filled(db: Database) -> None:
    one = add_customer(db, "云帆", kind="company", phone="021-55550100", tags=("VIP",))
    other = add_customer(db, "云帆", kind="company", phone="02155550100", tags=("VIP", "展会"))
    at = db.now() - timedelta(days=3)
    for key in (one, other):
        contact = add_contact(db, key, "王芳", title="经理" if key == other else "")
        add_phone(db, key, "13900001111", contact_id=contact)
        add_interaction(db, key, "同一句话", at=at, contact_id=contact)
    before = everything(db)
    merge(db, one, other)
    with db.read() as session:
        assert [row.title for row in session.scalars(select(Contact))] == ["经理"]
        kept = session.scalars(select(Contact.id)).one()
        assert session.scalars(select(Interaction.contact_id)).all() == [kept]
        phones = session.execute(select(Phone.e164, Phone.contact_id).order_by(Phone.id)).all()
        assert [tuple(row) for row in phones] == [
            ("+862155550100", None),
            ("+8613900001111", kept),
        ]
    assert len(texts(db, Base.metadata.tables["customer_tag"].c.tag_id)) == 2
    undo_and_redo(db, before)


def test_that_orders_follow_with_what_was_bought_and_what_is_owed(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    for key in (one, other):
        add_order(db, key)
    before = everything(db)
    merge(db, one, other)
    with db.read() as session:
        assert set(session.scalars(select(Order.customer_id))) == {one}
    merged = derived_rows(db)
    assert {row["customer_id"] for row in merged["customer_sales"]} == {one}
    undo_and_redo(db, before)
    rebuild(db, silent)
    assert derived_rows(db) == merged


def test_that_contacts_who_differ_stay_two(db: Database) -> None:
    one, other = (add_customer(db, "云帆", kind="company") for _ in range(2))
    add_contact(db, one, "王芳", title="会计")
    add_contact(db, other, "王芳", title="司机")
    merge(db, one, other)
    assert texts(db, Contact.title) == ["会计", "司机"]


def test_that_values_are_picked_field_by_field_and_the_rest_goes_to_the_note(db: Database) -> None:
    one = add_customer(db, "张伟", company="云帆科技", title="经理", note="爱喝茶")
    other = add_customer(db, "张伟", company="杭州云帆科技有限公司", title="总监", region="杭州",
                         note="要发票")  # fmt: skip
    before = everything(db)
    merge(db, one, other, title=one)
    found = stored(db, one)
    assert (found.company, found.title, found.region) == ("杭州云帆科技有限公司", "经理", "杭州")
    assert found.note == "爱喝茶\n要发票\nFrom K000002: Job title: 总监"
    undo_and_redo(db, before)
    undo(db)
    merge(db, one, other, keep_rest=False, note=other)
    assert (stored(db, one).note, stored(db, one).title) == ("要发票", "总监")


def test_that_both_texts_are_kept_where_that_is_asked_for(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, one).warning = "欠款"
        session.get_one(Customer, other).warning = "易怒"
        session.get_one(Customer, one).diet = "halal 不吃辣"
        session.get_one(Customer, other).diet = "no_alcohol halal"
    merge(db, one, other, warning=JOIN)
    found = stored(db, one)
    assert (found.warning, found.diet) == ("欠款；易怒", "halal 不吃辣 no_alcohol")


def test_that_custom_fields_are_picked_or_joined(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    with db.write("customer.edit", name="") as session:
        colour, area = CustomField(name="颜色"), CustomField(name="面积", kind="number")
        session.add_all((colour, area))
        session.flush()
        for key, value in ((one, "红"), (other, "蓝")):
            session.add(CustomValue(customer_id=key, field_id=colour.id, value=value))
        session.add(CustomValue(customer_id=other, field_id=area.id, value="90"))
        ids = colour.id, area.id
    before = everything(db)
    with db.write("customers.merge", name="", count=2) as session:
        merge_customers(session, MergeDraft((one, other), {ids[0]: JOIN}), now=db.now())
    assert texts(db, CustomValue.value) == ["90", "红；蓝"]
    undo_and_redo(db, before)


def test_that_a_refusal_beats_a_newer_permission(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    for key, given, days in ((one, False, 9), (other, True, 1)):
        with db.write("customer.consent", name="") as session:
            at = db.now() - timedelta(days=days)
            record_consent(session, key, "sms", given=given, how="电话", now=at)
    before = everything(db)
    merge(db, one, other)
    with db.read() as session:
        assert consent_now(session, one) == {"sms": False}
    undo_and_redo(db, before)


def test_that_a_person_merged_into_a_company_becomes_its_contact(db: Database) -> None:
    company = add_customer(db, "云帆科技有限公司", kind="company")
    contact = add_contact(db, company, "王芳")
    add_phone(db, company, "13900001111", contact_id=contact)
    fang = add_customer(db, "王芳", phone="13900001111", title="经理", email="fang@example.com",
                        salutation="王经理", note="爱喝茶")  # fmt: skip
    li = add_customer(db, "李雷", phone="13900002222")
    add_interaction(db, li, "聊了报价")
    before = everything(db)
    assert merge(db, fang, company, li) == company
    with db.read() as session:
        people = {row.name: row for row in session.scalars(select(Contact))}
        assert people.keys() == {"王芳", "李雷"}
        assert (people["王芳"].id, people["王芳"].title) == (contact, "经理")
        mail = session.scalars(select(Email)).one()
        assert (mail.customer_id, mail.contact_id) == (company, contact)
        assert session.scalars(select(Phone.contact_id).order_by(Phone.id)).all() == [
            contact,
            people["李雷"].id,
        ]
        assert session.scalars(select(Interaction.contact_id)).one() == people["李雷"].id
    assert stored(db, company).note == "爱喝茶"
    undo_and_redo(db, before)


def test_that_nobody_becomes_her_own_parent(db: Database) -> None:
    top = add_customer(db, "集团", kind="company")
    middle = add_customer(db, "分公司", kind="company", parent_id=top)
    low = add_customer(db, "门店", kind="company", parent_id=middle, referrer_id=top)
    before = everything(db)
    merge(db, top, low)
    assert (stored(db, top).parent_id, stored(db, middle).parent_id) == (None, top)
    undo_and_redo(db, before)


def test_that_two_who_point_to_each_other_can_be_merged_away(db: Database) -> None:
    keeper, one = add_customer(db, "张伟"), add_customer(db, "张伟")
    other = add_customer(db, "张伟", referrer_id=one)
    with db.write("customer.edit", name="") as session:
        session.get_one(Customer, one).parent_id = other
    add_phone(db, one, "13800138000")
    before = everything(db)
    assert merge(db, keeper, one, other) == keeper
    undo_and_redo(db, before)


def test_that_pairs_found_to_be_two_follow(db: Database) -> None:
    ids = [add_customer(db, name) for name in ("张伟", "张玮", "张伟", "张卫")]
    with db.write("customers.distinct", names="") as session:
        assert mark_distinct(session, [ids[2], ids[1]], now=db.now()) == 1
        assert mark_distinct(session, [ids[0], ids[1]], now=db.now()) == 1
        assert mark_distinct(session, [ids[3], ids[2]], now=db.now()) == 1
        assert mark_distinct(session, [ids[3], ids[2]], now=db.now()) == 0
    before = everything(db)
    merge(db, ids[0], ids[2])
    with db.read() as session:
        rows = session.execute(select(DistinctPair.customer_id, DistinctPair.other_id)).all()
    assert sorted(map(tuple, rows)) == [(ids[0], ids[1]), (ids[0], ids[3])]
    undo_and_redo(db, before)


def test_that_words_begun_about_her_are_offered_with_the_one_who_stays(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    with db.write("draft") as session:
        save_draft(session, f"composer:{other}", {"text": "刚才说到"})
    merge(db, one, other)
    with db.read() as session:
        kept = load_draft(session, f"composer:{one}", db.staff_id)
    assert kept is not None
    assert kept.data == {"text": "刚才说到"}


def test_that_one_alone_or_gone_is_not_merged(db: Database) -> None:
    one = add_customer(db, "张伟")
    with pytest.raises(Invalid):
        merge(db, one, one)
    with pytest.raises(CrmError) as refused:
        merge(db, one, 4711)
    assert refused.value.code == "customer.gone"


def test_that_what_came_after_stays_when_the_merge_is_undone(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    merge(db, one, other)
    add_interaction(db, one, "合并以后说的")
    with db.read() as session:
        target = session.scalars(
            select(ChangeSet.id).where(ChangeSet.action == "customers.merge")
        ).one()
    undo(db, target)
    with db.read() as session:
        assert session.scalars(select(Interaction.customer_id)).all() == [one]
        assert session.get(Customer, other) is not None


def pairs(db: Database, many: int) -> list[tuple[int, int]]:
    found = []
    for number in range(many):
        phone = f"1380013{number:04}"
        found.append(tuple(add_customer(db, f"张伟{number}", phone=phone) for _ in range(2)))
    return found  # type: ignore[return-value]


def test_that_many_groups_are_merged_with_one_undo(db: Database) -> None:
    groups = [list(pair) for pair in pairs(db, 4)]
    other = add_customer(db, "张伟0", phone="13800130000")
    groups.insert(1, [groups[0][0], other])  # who shall be the one is asked again
    groups.append([other, 4711])
    before = everything(db)
    reported: list[tuple[int, int]] = []
    with db.write("customers.merge_many", count=5) as session:
        merged = merge_many(session, groups, now=db.now(), progress=lambda *at: reported.append(at))
    assert merged == 4
    assert reported[-1] == (6, 6)
    assert len(texts(db, Customer.id)) == 5
    undo_and_redo(db, before)


def test_that_a_merge_of_many_that_is_cancelled_leaves_everything_as_it_was(db: Database) -> None:
    groups = [list(pair) for pair in pairs(db, 3)]
    before = everything(db)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), db.write("customers.merge_many", count=3) as session:
        merge_many(session, groups, now=db.now(), progress=stop)
    assert everything(db) == before


def test_that_every_table_with_one_row_a_customer_says_which_one_stays() -> None:
    """A new table of which a customer has one row only must be looked after in the merge."""
    once = {
        table.name
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.__class__.__name__ == "UniqueConstraint"
        and "customer_id" in {column.name for column in constraint.columns}
    }
    assert once == {"customer_tag", "custom_value", "closing_item"}


def test_that_of_the_same_step_after_a_sale_the_first_stays(db: Database) -> None:
    one, other = add_customer(db, "张伟"), add_customer(db, "张伟")
    now = db.now()
    day = now.date()
    with db.write("customer.edit", name="") as session:
        for owner, status in ((one, "done"), (other, "left")):
            session.add(
                ClosingItem(customer_id=owner, sold_on=day, code="thanks", status=status, at=now)
            )
        session.add(ClosingItem(customer_id=other, sold_on=day, code="gift", status="done", at=now))
    before = everything(db)
    kept = merge(db, one, other)
    with db.read() as session:
        items = session.execute(
            select(ClosingItem.customer_id, ClosingItem.code, ClosingItem.status)
        )
        assert sorted(map(tuple, items)) == [(kept, "gift", "done"), (kept, "thanks", "done")]
    undo_and_redo(db, before)
