from datetime import date, timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import CustomerSummary, FollowUp
from crmdesk.models.tasks import actions
from crmdesk.models.tasks.drafts import FollowUpDraft
from crmdesk.models.tasks.queries import (
    FollowUpFilter,
    count,
    count_scopes,
    find_ids,
    load_follow_up,
    load_rows,
)
from tests.support.builders import (
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_staff,
)
from tests.support.databases import NOW

TODAY = date(2026, 11, 18)  # a Wednesday


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def find(db: Database, scope: str = "open", **wanted: object) -> list[int]:
    with db.read() as session:
        return find_ids(session, FollowUpFilter(scope, **wanted), TODAY)  # type: ignore[arg-type]


def stored(db: Database, follow_up: int) -> FollowUp:
    with db.read() as session:
        return session.get_one(FollowUp, follow_up)


def test_that_a_contact_of_somebody_else_is_not_taken_over(db: Database) -> None:
    customer, other = add_customer(db), add_customer(db, "李娜")
    contact = add_contact(db, other, "王工")
    with db.write("follow_up.add", name="") as session:
        draft = FollowUpDraft(customer, day(1), "", "报价", contact_id=contact)
        added = actions.add_follow_up(session, draft, now=NOW)
    assert stored(db, added).contact_id is None


def test_that_a_follow_up_is_noted_for_me_and_stands_in_the_summary(db: Database) -> None:
    customer = add_customer(db)
    with db.write("follow_up.add", name="") as session:
        draft = FollowUpDraft(customer, day(1), "15:00", " 报价 ")
        added = actions.add_follow_up(session, draft, now=NOW)
    row = stored(db, added)
    assert (row.text, row.due_time, row.staff_id, row.status) == ("报价", "15:00", 1, "open")
    with db.read() as session:
        assert session.get_one(CustomerSummary, customer).next_follow_up == day(1)
        assert load_follow_up(session, added) == FollowUpDraft(
            customer, day(1), "15:00", "报价", staff_id=1
        )


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FollowUpDraft(0, TODAY), "customer"),
        (FollowUpDraft(1), "due"),
        (FollowUpDraft(1, TODAY, "25:00"), "due"),
    ],
)
def test_that_a_follow_up_needs_a_customer_and_a_day(
    db: Database, draft: FollowUpDraft, field: str
) -> None:
    with pytest.raises(Invalid) as refused, db.write("follow_up.add", name="") as session:
        actions.add_follow_up(session, draft, now=NOW)
    assert set(refused.value.fields) == {field}


def test_that_it_can_be_changed_and_handed_to_a_colleague(db: Database) -> None:
    customer, colleague = add_customer(db), add_staff(db, "小李")
    contact = add_contact(db, customer, "王工")
    follow_up = add_follow_up(db, customer, TODAY)
    draft = FollowUpDraft(customer, day(3), "", "寄合同", "wechat", contact, colleague)
    with db.write("follow_up.edit", name="") as session:
        actions.edit_follow_up(session, follow_up, draft)
    with db.read() as session:
        assert load_follow_up(session, follow_up) == draft
        row = load_rows(session, [follow_up, 99])[follow_up]
    assert (row.contact, row.staff, row.customer) == ("王工", "小李", "张伟")


def test_that_done_says_who_when_and_what_came_of_it(db: Database) -> None:
    customer = add_customer(db)
    follow_up, entry = add_follow_up(db, customer, TODAY), add_interaction(db, customer)
    with db.write("follow_up.done", name="") as session:
        actions.finish_follow_up(
            session, follow_up, now=NOW, result=" 已报价 ", interaction_id=entry
        )
    row = stored(db, follow_up)
    assert (row.status, row.done_at, row.done_by_id) == ("done", NOW, 1)
    assert (row.result, row.interaction_id) == ("已报价", entry)
    with db.read() as session:
        assert session.get_one(CustomerSummary, customer).next_follow_up is None
    undo(db)
    assert stored(db, follow_up).status == "open"


def test_that_later_moves_the_day_keeps_the_hour_and_opens_again(db: Database) -> None:
    follow_up = add_follow_up(db, add_customer(db), TODAY, due_time="09:30")
    with db.write("follow_up.drop", name="") as session:
        actions.drop_follow_up(session, follow_up, now=NOW, reason="不要了")
    assert (stored(db, follow_up).status, stored(db, follow_up).result) == ("dropped", "不要了")
    with db.write("follow_up.later", name="") as session:
        actions.postpone_follow_up(session, follow_up, day(7))
    row = stored(db, follow_up)
    assert (row.status, row.due_on, row.due_time, row.done_at) == ("open", day(7), "09:30", None)
    with db.write("follow_up.later", name="") as session:
        actions.postpone_follow_up(session, follow_up, day(8), "")
    assert stored(db, follow_up).due_time == ""


def test_that_one_deleted_meanwhile_is_told(db: Database) -> None:
    follow_up = add_follow_up(db, add_customer(db), TODAY)
    with db.write("follow_up.delete", name="") as session:
        actions.delete_follow_up(session, follow_up)
    with (
        pytest.raises(CrmError, match=r"follow_up\.gone"),
        db.write("follow_up.done", name="") as session,
    ):
        actions.finish_follow_up(session, follow_up, now=NOW)
    with pytest.raises(CrmError, match=r"follow_up\.gone"), db.read() as session:
        load_follow_up(session, follow_up)


def test_that_each_scope_holds_what_its_name_says(db: Database) -> None:
    customer = add_customer(db)
    made = {n: add_follow_up(db, customer, day(n)) for n in (-9, -1, 0, 1, 4, 5, 40)}
    closed = add_follow_up(db, customer, day(-2), status="done", done_at=NOW)
    assert find(db) == [made[n] for n in (-9, -1, 0, 1, 4, 5, 40)]
    assert find(db, "overdue") == [made[-9], made[-1]]
    assert find(db, "today") == [made[0]]
    assert find(db, "tomorrow") == [made[1]]
    assert find(db, "week") == [made[1], made[4]]  # Sunday is the 22nd
    assert find(db, "later") == [made[5], made[40]]
    assert find(db, "closed") == [closed]
    with db.read() as session:
        counts = count_scopes(session, FollowUpFilter(), TODAY)
        assert count(session, FollowUpFilter("overdue"), TODAY) == 2
    assert counts == {"open": 7, "overdue": 2, "today": 1, "week": 2, "later": 2}


def test_that_the_hour_orders_a_day_and_closed_ones_stand_newest_first(db: Database) -> None:
    customer, other = add_customer(db), add_customer(db, "李娜")
    late, early = (add_follow_up(db, customer, TODAY, due_time=at) for at in ("16:00", "09:00"))
    old, new = (
        add_follow_up(db, other, day(n), status="done", done_at=NOW + timedelta(days=n))
        for n in (-5, -1)
    )
    assert find(db) == [early, late]
    assert find(db, "closed") == [new, old]
    with db.read() as session:
        assert count_scopes(session, FollowUpFilter(customer_id=other), TODAY)["open"] == 0


def test_that_on_sunday_the_rest_of_the_week_is_empty(db: Database) -> None:
    sunday = date(2026, 11, 22)
    follow_up = add_follow_up(db, add_customer(db), sunday + timedelta(days=1))
    with db.read() as session:
        assert find_ids(session, FollowUpFilter("week"), sunday) == []
        assert find_ids(session, FollowUpFilter("later"), sunday) == [follow_up]


def test_that_lists_are_filtered_by_person_and_customer_and_sorted(db: Database) -> None:
    zhou, an = add_customer(db, "周敏"), add_customer(db, "安宁")
    colleague = add_staff(db, "小李")
    first = add_follow_up(db, zhou, day(1), "甲", staff_id=1)
    second = add_follow_up(db, an, day(2), "乙", staff_id=colleague)
    assert find(db, staff=(colleague,)) == [second]
    assert find(db, customer_id=zhou) == [first]
    with db.read() as session:
        for sort, order in (("customer", [second, first]), ("due", [first, second])):
            assert find_ids(session, FollowUpFilter(), TODAY, sort=sort) == order
        for sort in ("staff", "text"):
            assert len(find_ids(session, FollowUpFilter(), TODAY, sort=sort)) == 2
        newest = find_ids(session, FollowUpFilter(), TODAY, descending=True, limit=1)
    assert newest == [second]
