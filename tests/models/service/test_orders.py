"""A service order from the call to the feedback, and what each step asks."""

from datetime import date

import pytest
from sqlalchemy import select

from crmdesk.models.cases.pausing import PARTS, PauseDraft
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.lists import delete_entry
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.schema import Address
from crmdesk.models.service.actions import (
    delete_order,
    edit_received,
    feed_back,
    note_payment,
    pause_order,
    reopen_order,
    save_step,
)
from crmdesk.models.service.drafts import (
    AssignDraft,
    FeedbackDraft,
    GroupDraft,
    PartLine,
    ReceiveDraft,
    WorkDraft,
    WorkLine,
)
from crmdesk.models.service.groups import add_group, delete_group, edit_group, load_groups
from crmdesk.models.service.linking import complain, order_of_complaint, serve_complaint
from crmdesk.models.service.queries import ServiceFilter, find_ids, find_urgent, load_page
from crmdesk.models.service.rules import FEEDBACK, WORK, say_warranty
from crmdesk.models.service.targets import ServiceTargets, save_service_targets
from crmdesk.models.service.warranty import warranty_of
from tests.models.service.conftest import Workshop
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_order,
    add_staff,
)
from tests.support.snapshots import journaled_rows

DONE = WorkDraft((WorkLine("换搓纸轮", minutes=40, place="site"),), charge="warranty")


def test_that_the_group_of_questions_names_who_has_it(db: Database, shop: Workshop) -> None:
    wang = add_staff(db, "王工")
    order = shop.receive(group_id=shop.group("打印机", wang))
    assert (shop.page(order).row.handler, shop.page(order).row.group) == ("王工", "打印机")


def test_that_without_a_group_whoever_received_it_has_it(db: Database, shop: Workshop) -> None:
    assert shop.page(shop.receive()).handler_id == db.staff_id


def test_that_another_group_hands_it_on_until_it_is_assigned(db: Database, shop: Workshop) -> None:
    li = add_staff(db, "李工")
    order, group = shop.receive(), shop.group("电脑", li)
    page = shop.page(order)
    draft = ReceiveDraft(page.row.customer_id, "蓝屏", group_id=group)
    with db.write("service.edit", name="") as session:
        edit_received(session, order, draft)
    assert shop.page(order).row.handler == "李工"
    shop.finish(order, AssignDraft(db.staff_id))
    with db.write("service.edit", name="") as session:
        edit_received(session, order, ReceiveDraft(page.row.customer_id, "蓝屏"))
    assert shop.page(order).handler_id == db.staff_id


def test_that_four_steps_are_stamped_and_the_last_closes_it(db: Database, shop: Workshop) -> None:
    order = shop.receive(product="打印机 P50", serial="SN-7")
    shop.finish(order, AssignDraft(db.staff_id, date(2026, 11, 24), "14:00", "文一路 8 号"), DONE)
    page = shop.page(order)
    assert (page.row.status, page.row.step, sorted(page.stamps)) == ("open", FEEDBACK, [1, 2, 3])
    shop.feed_back(order, 4, "张太太")
    page = shop.page(order)
    assert (page.row.status, page.row.score, page.confirmed_by) == ("closed", 4, "张太太")
    assert sorted(page.stamps) == [1, 2, 3, 4]


def test_that_it_is_not_done_without_feedback(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id))
    with db.write("x", name="") as session, pytest.raises(CrmError, match=r"service\.order"):
        feed_back(session, order, FeedbackDraft("", 5, "她"), now=db.now())
    shop.finish(order, DONE)
    with db.write("x", name="") as session, pytest.raises(Invalid) as caught:
        feed_back(session, order, FeedbackDraft("修好了"), now=db.now())
    assert set(caught.value.fields) == {"score", "confirmed_by"}
    assert shop.page(order).row.status == "open"


def test_that_a_later_step_waits_for_the_earlier(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    with db.write("x", name="") as session, pytest.raises(CrmError, match=r"service\.order"):
        save_step(session, order, DONE, finish=True, now=db.now())


def test_that_what_was_typed_is_kept_without_finishing(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id))
    half = WorkDraft((WorkLine("拆开看了"),), (PartLine("搓纸轮", 2000, 3600),))
    with db.write("service.edit", name="") as session:
        save_step(session, order, half, finish=False, now=db.now())
    page = shop.page(order)
    assert (page.row.step, page.work[0].text, page.parts) == (WORK, "拆开看了", half.parts)


def test_that_lines_taken_away_are_gone(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    two = WorkDraft(
        (WorkLine("看"), WorkLine("修")), (PartLine("轮"), PartLine("带")), "paid", 8000
    )
    shop.finish(order, AssignDraft(db.staff_id), two)
    with db.write("service.edit", name="") as session:
        save_step(session, order, DONE, finish=False, now=db.now())
    page = shop.page(order)
    assert ([line.text for line in page.work], page.parts) == (["换搓纸轮"], ())
    assert (page.row.charge, page.row.fee) == ("warranty", None)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ReceiveDraft(None, "卡纸"), "customer"),
        (ReceiveDraft(1), "words"),
        (ReceiveDraft(1, subject="长" * 201), "subject"),
        (ReceiveDraft(1, "卡纸", wanted_time="两点"), "wanted"),
        (AssignDraft(), "handler"),
        (AssignDraft(1, None, "14:00"), "appointment"),
        (AssignDraft(1, date(2026, 11, 24), "25:00"), "appointment"),
        (WorkDraft(charge="goodwill"), "work"),
        (WorkDraft((WorkLine("修"),)), "charge"),
        (WorkDraft((WorkLine("修"),), charge="paid"), "fee"),
        (WorkDraft((WorkLine("修"),), charge="paid", fee=-1), "fee"),
        (GroupDraft(" "), "name"),
        (GroupDraft("打印机", hours=0), "hours"),
        (PauseDraft(), "reason"),
    ],
)
def test_that_what_lacks_is_named(draft: ReceiveDraft, field: str) -> None:
    assert list(draft.problems()) == [field]


def test_that_a_fee_is_unpaid_until_it_is_paid(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id), WorkDraft((WorkLine("修"),), (), "paid", 12000))
    with db.read() as session:
        assert find_ids(session, ServiceFilter("unpaid")) == [order]
    with db.write("service.paid", name="") as session:
        note_payment(session, order, now=db.now())
    assert not shop.page(order).row.unpaid
    with db.read() as session:
        assert find_ids(session, ServiceFilter("unpaid")) == []


def test_that_a_finished_one_is_taken_up_again_at_the_work(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id), DONE)
    shop.feed_back(order)
    with db.write("x", name="") as session, pytest.raises(CrmError, match=r"service\.closed"):
        pause_order(session, order, PauseDraft("等", PARTS), now=db.now())
    with db.write("service.edit", name="") as session:
        reopen_order(session, order)
    assert (shop.page(order).row.status, shop.page(order).row.step) == ("open", WORK)


def test_that_warranty_counts_from_when_it_was_bought(db: Database, shop: Workshop) -> None:
    customer = add_customer(db, name="陈静")
    add_order(db, customer, [LineDraft("打印机", spec="P50", price=1)], day=date(2026, 2, 28))
    with db.read() as session:
        assert warranty_of(session, customer, "打印机 P50", "") == date(2027, 2, 27)
        assert warranty_of(session, customer, "打印机", "") == date(2027, 2, 27)
        assert warranty_of(session, customer, "扫描仪", "") is None
    with db.write("setup") as session:
        save_service_targets(session, ServiceTargets(warranty_months=0))
        assert warranty_of(session, customer, "打印机", "") is None


def test_that_what_was_noted_for_a_device_counts_first(db: Database, shop: Workshop) -> None:
    customer = add_customer(db, name="陈静")
    add_order(db, customer, [LineDraft("打印机", price=1)], day=date(2026, 2, 28))
    shop.receive(customer, product="打印机", serial="A1", warranty_until=date(2028, 5, 1))
    with db.read() as session:
        assert warranty_of(session, customer, "打印机", "A1") == date(2028, 5, 1)
        assert warranty_of(session, customer, "打印机", "A2") == date(2027, 2, 27)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, ""),
        (date(2026, 11, 21), "Under warranty until 2026-11-21: free of charge"),
        (date(2026, 11, 20), "Out of warranty for 1 day"),
        (date(2026, 8, 21), "Out of warranty for 3 months"),
        (date(2025, 11, 22), "Out of warranty for 11 months"),
    ],
)
def test_that_it_is_said_whether_it_is_under_warranty(until: date | None, said: str) -> None:
    assert say_warranty(until, date(2026, 11, 21)) == said


def test_that_a_service_order_becomes_a_complaint_once(db: Database, shop: Workshop) -> None:
    order = shop.receive(product="打印机")
    made = []
    for _time in range(2):
        with db.write("service.complain", name="") as session:
            made.append(complain(session, order, now=db.now()))
    assert made[0] == made[1]
    page = shop.page(order)
    assert (page.complaint_id, page.complaint) == (made[0], "T000001")


def test_that_a_complaint_becomes_a_service_order_once(db: Database, shop: Workshop) -> None:
    complaint = add_complaint(db, add_customer(db), "水泵漏水", product="水泵", words="又漏了")
    made = []
    for _time in range(2):
        with db.write("service.of_complaint", name="") as session:
            made.append(serve_complaint(session, complaint, now=db.now()))
    assert made[0] == made[1]
    page = shop.page(made[0])
    assert (page.complaint_id, page.row.product, page.words) == (complaint, "水泵", "又漏了")
    with db.read() as session:
        assert order_of_complaint(session, complaint) == made[0]


def test_that_a_group_taken_away_leaves_its_orders(db: Database, shop: Workshop) -> None:
    group = shop.group("打印机", None, 8)
    order = shop.receive(group_id=group)
    with db.read() as session:
        assert [(row.name, row.hours, row.orders) for row in load_groups(session)] == [
            ("打印机", 8, 1)
        ]
    with db.write("service.group.delete", group="打印机") as session:
        delete_group(session, group)
    assert shop.page(order).group_id is None


def test_that_two_groups_do_not_share_a_name(db: Database, shop: Workshop) -> None:
    shop.group("打印机")
    other = shop.group("电脑")
    with db.write("x", name="") as session, pytest.raises(CrmError, match="taken"):
        add_group(session, GroupDraft("打印机"))
    with db.write("x", name="") as session, pytest.raises(CrmError, match="taken"):
        edit_group(session, other, GroupDraft("打印机"))


def test_that_a_colleague_taken_away_is_taken_from_service_orders(
    db: Database, shop: Workshop
) -> None:
    wang = add_staff(db, "王工")
    order = shop.receive(group_id=shop.group("打印机", wang))
    shop.finish(order, AssignDraft(wang), WorkDraft((WorkLine("修", wang),), charge="goodwill"))
    with db.write("list.delete", name="王工") as session:
        delete_entry(session, "staff", wang)
    page = shop.page(order)
    assert (page.handler_id, page.work[0].staff_id) == (None, None)


def test_that_urgent_ones_are_those_of_the_people_asked(db: Database, shop: Workshop) -> None:
    wang = add_staff(db, "王工")
    mine, his = shop.receive(), shop.receive(group_id=shop.group("打印机", wang))
    with db.read() as session:
        assert find_urgent(session, db.now(), [wang]) == [his]
        assert set(find_urgent(session, db.now())) == {mine, his}


def test_that_deleting_is_taken_back_whole(db: Database, shop: Workshop) -> None:
    order = shop.receive()
    shop.finish(order, AssignDraft(db.staff_id), WorkDraft((WorkLine("修"),), (PartLine("轮"),),
                                                         "goodwill"))  # fmt: skip
    shop.pause(order, PARTS)
    before = journaled_rows(db)
    with db.write("service.delete", name="") as session:
        delete_order(session, order)
    with db.read() as session:
        assert load_page(session, order) is None
    undo(db)
    assert journaled_rows(db) == before


def test_that_a_customer_deleted_takes_service_along_and_undo_brings_it_back(
    db: Database, shop: Workshop
) -> None:
    order = shop.receive()
    customer = shop.page(order).row.customer_id
    with db.write("service.complain", name="") as session:
        complain(session, order, now=db.now())
    before = journaled_rows(db)
    with db.write("customer.delete", name="张伟") as session:
        delete_customer(session, customer)
    undo(db)
    assert journaled_rows(db) == before


def test_that_one_drives_to_the_contact_else_to_the_customer_not_to_her_colleague(
    db: Database, shop: Workshop
) -> None:
    customer = add_customer(db, name="远大", kind="company")
    wang, li = add_contact(db, customer, "王总"), add_contact(db, customer, "李姐")
    with db.write("customer.edit", name="") as session:
        for contact, raw in ((li, "李姐家"), (None, "公司"), (wang, "王总家")):
            session.add(Address(customer_id=customer, contact_id=contact, raw=raw))
    assert shop.page(shop.receive(customer, contact_id=wang)).home == "王总家"
    assert shop.page(shop.receive(customer)).home == "公司"
    with db.write("customer.edit", name="") as session:
        session.delete(session.scalars(select(Address).where(Address.contact_id == wang)).one())
    assert shop.page(shop.receive(customer, contact_id=wang)).home == "公司"
