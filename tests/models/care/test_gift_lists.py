"""Gift lists: who gets what, what it comes to, what was given."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.care.gift_actions import (
    NewGift,
    add_gift,
    add_gifts,
    delete_gifts,
    delete_list,
    edit_gift,
    edit_gifts,
    edit_list,
    give_gifts,
    make_list,
    mark_gifts,
)
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft, ManyGiftsDraft
from crmdesk.models.care.gift_queries import (
    GiftListRow,
    GiftRow,
    load_gifts,
    load_list_draft,
    load_lists,
)
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.interactions.actions import delete_interaction
from crmdesk.models.journal.actions import redo, undo
from crmdesk.models.schema import Gift, Interaction
from tests.support.builders import add_contact, add_customer

ZONE = office_zone("Asia/Shanghai")
TODAY = date(2026, 11, 21)
MOON = GiftListDraft("中秋 2026", "moon", date(2026, 9, 25), 100_000, 30_000)


def new_list(db: Database, draft: GiftListDraft = MOON) -> int:
    with db.write("gift_list.make", title=draft.name) as session:
        return make_list(session, draft, now=db.now())


def put(db: Database, list_id: int, customer: int, name: str = "茶叶", price: int = 20_000) -> int:
    with db.write("gift.add", name="", title="") as session:
        draft = GiftDraft(customer, name=name, price=price)
        return add_gift(session, list_id, draft, now=db.now())


def give(db: Database, *gifts: int) -> int:
    with db.write("gift.give", name="") as session:
        return give_gifts(session, gifts, on=TODAY, now=db.now())


def lists(db: Database) -> list[GiftListRow]:
    with db.read() as session:
        return load_lists(session)


def gifts(db: Database, list_id: int) -> list[GiftRow]:
    with db.read() as session:
        return load_gifts(session, list_id, TODAY, ZONE)


def logged(db: Database) -> list[Interaction]:
    with db.read() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def test_that_a_list_sums_what_is_on_it_against_its_budget(db: Database) -> None:
    moon = new_list(db)
    first, second = (put(db, moon, add_customer(db, name=name)) for name in ("张伟", "李娜"))
    give(db, first)
    (row,) = lists(db)
    assert (row.gifts, row.given, row.cost, row.over) == (2, 1, 40_000, False)
    with db.write("gift.edit", name="") as session:
        edit_gifts(session, [first, second], ManyGiftsDraft(price=60_000))
    (row,) = lists(db)
    assert row.cost == 120_000
    assert row.over


def test_that_the_list_whose_day_comes_last_stands_first(db: Database) -> None:
    new_list(db)
    new_list(db, GiftListDraft("春节 2027", "spring", date(2027, 2, 6)))
    assert [row.name for row in lists(db)] == ["春节 2027", "中秋 2026"]


def test_that_a_list_without_a_name_is_refused(db: Database) -> None:
    with pytest.raises(Invalid) as refused:
        new_list(db, GiftListDraft(" "))
    assert refused.value.fields == {"name": "gift_list.name.empty"}


def test_that_giving_writes_the_log_with_cost_occasion_and_who_gave(db: Database) -> None:
    moon = new_list(db)
    gift = put(db, moon, add_customer(db))
    assert give(db, gift) == 1
    (entry,) = logged(db)
    assert (entry.kind, entry.direction, entry.purpose) == ("gift", "out", "care")
    assert (entry.text, entry.cost, entry.currency) == ("茶叶", 20_000, "CNY")
    assert entry.occasion == "moon:2026-09-25"
    assert entry.staff_id == db.staff_id
    assert give(db, gift) == 0
    assert len(logged(db)) == 1


def test_that_a_gift_of_a_birthday_list_counts_for_the_day_it_is_given(db: Database) -> None:
    gift = put(db, new_list(db, GiftListDraft("生日", "grand")), add_customer(db))
    give(db, gift)
    assert logged(db)[0].occasion == "birthday:2026-11-21"


def test_that_one_undo_takes_back_gift_and_log_entry(db: Database) -> None:
    moon = new_list(db)
    gift = put(db, moon, add_customer(db))
    give(db, gift)
    undo(db)
    assert logged(db) == []
    assert gifts(db, moon)[0].status == "planned"
    redo(db)
    assert gifts(db, moon)[0].status == "given"
    assert len(logged(db)) == 1


def test_that_one_not_given_after_all_leaves_no_log_entry(db: Database) -> None:
    moon = new_list(db)
    gift = put(db, moon, add_customer(db))
    give(db, gift)
    with db.write("gift.mark", name="") as session:
        mark_gifts(session, [gift], "bought")
    assert logged(db) == []
    assert (gifts(db, moon)[0].status, gifts(db, moon)[0].given_on) == ("bought", None)


def test_that_a_gift_outlives_its_log_entry_and_the_entry_its_gift(db: Database) -> None:
    moon = new_list(db)
    customer = add_customer(db)
    first, second = put(db, moon, customer), put(db, moon, customer, "酒")
    give(db, first, second)
    with db.write("interaction.delete", name="") as session:
        delete_interaction(session, logged(db)[0].id)
    assert [row.status for row in gifts(db, moon)] == ["given", "given"]
    with db.write("gift.delete", name="") as session:
        delete_gifts(session, [second])
    assert len(logged(db)) == 1


def test_that_correcting_a_gift_corrects_its_log_entry(db: Database) -> None:
    moon = new_list(db)
    customer = add_customer(db)
    gift = put(db, moon, customer)
    give(db, gift)
    with db.write("gift.edit", name="") as session:
        edit_gift(session, gift, GiftDraft(customer, name="月饼", price=9_900))
    (entry,) = logged(db)
    assert (entry.text, entry.cost) == ("月饼", 9_900)


def test_that_last_years_list_is_taken_over_whole(db: Database) -> None:
    last = new_list(db)
    for name in ("张伟", "李娜"):
        give(db, put(db, last, add_customer(db, name=name), price=8_800))
    again = new_list(
        db, GiftListDraft("中秋 2027", "moon", date(2027, 9, 15), 100_000, copy_from=last)
    )
    rows = gifts(db, again)
    assert [(row.name, row.price, row.status) for row in rows] == [("茶叶", 8_800, "planned")] * 2


def test_that_many_come_at_once_and_nobody_twice(db: Database) -> None:
    moon = new_list(db)
    one, other = add_customer(db, name="张伟"), add_customer(db, name="远大", kind="company")
    boss = add_contact(db, other, "王总")
    people = [NewGift((one, None)), NewGift((other, boss)), NewGift((one, None))]
    with db.write("gift.add_many", count=3, title="") as session:
        assert add_gifts(session, moon, people, now=db.now()) == 2
        assert add_gifts(session, moon, [NewGift((other, None))], now=db.now()) == 0
    assert sorted(row.who for row in gifts(db, moon)) == ["张伟", "王总"]


def test_that_a_list_goes_with_its_gifts_and_comes_back_with_them(db: Database) -> None:
    moon = new_list(db)
    put(db, moon, add_customer(db))
    with db.write("gift_list.delete", title="") as session:
        delete_list(session, moon)
    assert lists(db) == []
    assert gifts(db, moon) == []
    undo(db)
    assert len(gifts(db, moon)) == 1
    with db.write("gift_list.edit", title="") as session:
        edit_list(session, moon, GiftListDraft("月饼", "moon"))
    with db.read() as session:
        assert load_list_draft(session, moon) == GiftListDraft("月饼", "moon")


def test_that_a_customer_takes_her_gifts_along(db: Database) -> None:
    moon = new_list(db)
    one, other = add_customer(db, name="张伟"), add_customer(db, name="张伟1")
    put(db, moon, other)
    with db.write("customers.merge", count=2, name="") as session:
        merge_customers(session, MergeDraft((one, other)), now=db.now())
    with db.read() as session:
        assert [row.customer_id for row in session.scalars(select(Gift))] == [one]
    with db.write("customer.delete", name="") as session:
        delete_customer(session, one)
    assert gifts(db, moon) == []
    undo(db)
    assert len(gifts(db, moon)) == 1


def test_that_what_is_gone_is_told(db: Database) -> None:
    customer = add_customer(db)
    for code, run in (
        ("gift_list.gone", lambda s: add_gifts(s, 99, [], now=db.now())),
        ("gift.gone", lambda s: give_gifts(s, [99], on=TODAY, now=db.now())),
        ("customer.gone", lambda s: add_gift(s, 99, GiftDraft(999), now=db.now())),
        ("gift.gone", lambda s: edit_gift(s, 99, GiftDraft(customer))),
    ):
        with pytest.raises(CrmError) as told, db.write("gift.edit", name="") as session:
            run(session)
        assert told.value.code == code


def test_that_a_draft_tells_what_it_lacks() -> None:
    assert GiftDraft(0, price=-1).problems() == {
        "customer": "gift.customer.none",
        "price": "gift.price.wrong",
    }
    assert ManyGiftsDraft(price=-1).problems() == {"price": "gift.price.wrong"}
    assert ManyGiftsDraft("茶", way="hand").told() == {"name": "茶", "way": "hand"}
