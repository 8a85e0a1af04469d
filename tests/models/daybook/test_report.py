"""The daily and weekly report: what was done, by whom, and what comes next."""

from datetime import UTC, date, datetime, timedelta

from crmdesk.models.core.db import Database
from crmdesk.models.daybook.report import load_report, next_working_day
from crmdesk.models.daybook.span import week_of
from crmdesk.models.orders.drafts import LineDraft
from crmdesk.models.promises.actions import break_promise, keep_promise, move_promise
from crmdesk.models.promises.drafts import MoveDraft
from crmdesk.models.schema import Complaint, Payment, ServiceOrder
from crmdesk.models.tasks.actions import (
    drop_follow_up,
    finish_follow_up,
    postpone_follow_up,
)
from crmdesk.models.today.left_over import RollDraft, roll_over
from tests.support.builders import (
    add_complaint,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_order,
    add_promise,
    add_staff,
)
from tests.support.databases import FakeClock

DAY = date(2026, 11, 20)  # a Friday
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def _at(clock: FakeClock, hour: int = 12, day: date = DAY) -> datetime:
    clock.now = datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)
    return clock.now


def test_that_contacts_are_counted_by_kind_and_customer(db: Database, clock: FakeClock) -> None:
    at = _at(clock, 17)
    one, two = add_customer(db, "王建国"), add_customer(db, "李娜")
    add_interaction(db, one, at=at, outcome="reached")
    add_interaction(db, one, at=at, outcome="no_answer")
    add_interaction(db, two, "看了样品\n很满意", at=at, kind="visit")
    add_interaction(db, two, at=at, kind="note", direction="")
    add_interaction(db, two, at=at - timedelta(days=1), kind="sms")
    with db.read() as session:
        report = load_report(session, DAY, DAY, db.now())
    assert report.contacts.kinds == {"call": 2, "visit": 1}
    assert (report.contacts.total, report.contacts.reached, report.contacts.customers) == (3, 1, 2)
    assert [(visit.customer, visit.text) for visit in report.visits] == [("李娜", "看了样品")]


def test_that_the_day_is_the_offices(db: Database, clock: FakeClock) -> None:
    customer = add_customer(db)
    midnight = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
    add_interaction(db, customer, at=midnight)
    add_interaction(db, customer, at=midnight - timedelta(minutes=1))
    _at(clock, 17)
    with db.read() as session:
        assert load_report(session, DAY, DAY, db.now()).contacts.total == 1
        week = load_report(session, *week_of(DAY), db.now())
    assert week_of(DAY) == (date(2026, 11, 16), date(2026, 11, 22))
    assert week.contacts.total == 2


def test_that_promises_are_told_with_their_reasons(db: Database, clock: FakeClock) -> None:
    now = _at(clock)
    customer = add_customer(db, "王建国", company="明达建材", salutation="王总")
    kept, late, broken, moved = (
        add_promise(db, customer, day, text)
        for day, text in (
            (DAY, "寄样品"), (DAY - timedelta(days=1), "发报价"), (DAY, "送货"), (DAY, "回电话"),
        )
    )  # fmt: skip
    with db.write("promise.keep", name="") as session:
        keep_promise(session, kept, on=DAY, now=now)
        keep_promise(session, late, on=DAY, now=now)
        break_promise(session, broken, on=DAY, now=now, result="司机病了")
        move_promise(session, moved, MoveDraft(date(2026, 11, 25), reason="客户出差"), now=now)
    with db.read() as session:
        told = load_report(session, DAY, DAY, now).promises
    assert (told.made, told.kept, told.late) == (4, 2, 1)
    assert [(line.text, line.reason, line.company) for line in told.broken] == [
        ("送货", "司机病了", "明达建材")
    ]
    assert [(line.text, line.reason, line.due_on) for line in told.moved] == [
        ("回电话", "客户出差", date(2026, 11, 25))
    ]


def test_that_follow_ups_done_moved_and_dropped_are_told(db: Database, clock: FakeClock) -> None:
    now = _at(clock)
    customer = add_customer(db)
    done, put_off, dropped = (
        add_follow_up(db, customer, DAY, text, staff_id=db.staff_id)
        for text in ("回访", "送报价", "催款")
    )
    with db.write("follow_up.done", name="") as session:
        finish_follow_up(session, done, now=now)
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        with db.write("follow_up.later", name="") as session:
            postpone_follow_up(session, put_off, day, why="客户出差")
    with db.write("follow_up.drop", name="") as session:
        drop_follow_up(session, dropped, now=now, reason="已付清")
    with db.read() as session:
        told = load_report(session, DAY, DAY, now).follow_ups
        other = load_report(session, DAY + timedelta(days=1), DAY + timedelta(days=1), now)
    assert told.done == 1
    assert [(line.text, line.due_on, line.reason) for line in told.moved] == [
        ("送报价", date(2026, 11, 24), "客户出差")
    ]
    assert [(line.text, line.reason) for line in told.dropped] == [("催款", "已付清")]
    assert (other.follow_ups.done, other.follow_ups.moved) == (0, [])


def test_that_complaints_orders_and_payments_are_told(db: Database, clock: FakeClock) -> None:
    now = _at(clock)
    customer = add_customer(db, "李娜")
    add_complaint(db, customer, "少发一箱")
    old = add_complaint(db, customer, opened_at=now - timedelta(days=9))
    order = add_order(db, customer, [LineDraft("打印纸", price=120000)], day=DAY)
    add_order(db, customer, [LineDraft("打印纸", price=500)], day=DAY, status="cancelled")
    with db.write("setup") as session:
        row = session.get(Complaint, old)
        assert row is not None
        row.status, row.closed_at = "closed", now
        session.add(
            Payment(customer_id=customer, order_id=order, paid_on=DAY, amount=50000,
                    currency="CNY", staff_id=db.staff_id, created_at=now)
        )  # fmt: skip
    with db.read() as session:
        report = load_report(session, DAY, DAY, now)
    assert [line.text for line in report.complaints] == ["少发一箱"]
    assert report.complaints_closed == 1
    assert (report.sold.orders, report.sold.sales) == (1, {"CNY": 120000})
    assert (report.sold.payments, report.sold.paid) == (1, {"CNY": 50000})


def test_that_one_persons_report_holds_only_hers(db: Database, clock: FakeClock) -> None:
    now = _at(clock, 17)
    other = add_staff(db, "李经理")
    customer = add_customer(db)
    add_interaction(db, customer, at=now)
    add_interaction(db, customer, at=now, staff_id=other, kind="visit")
    add_interaction(db, customer, at=now, staff_id=other, kind="wechat", direction="in")
    add_order(db, customer, day=DAY)
    with db.read() as session:
        hers = load_report(session, DAY, DAY, now, other)
        everybody = load_report(session, DAY, DAY, now)
    assert (hers.staff, hers.contacts.kinds) == ("李经理", {"visit": 1, "wechat": 1})
    assert (hers.sold.orders, hers.people) == (0, ())
    by_name = {person.name: person for person in everybody.people}
    assert (by_name["李经理"].contacts, by_name["李经理"].visits) == (2, 1)
    assert by_name["李经理"].replies.waiting == 1
    assert sum(sum(person.sales.values()) for person in everybody.people) == 2000


def test_that_the_plan_is_of_the_next_working_day(db: Database, clock: FakeClock) -> None:
    now = _at(clock)
    customer = add_customer(db)
    contact = add_contact(db, customer, "王芳")
    monday = date(2026, 11, 23)
    add_follow_up(db, customer, monday, "送报价", due_time="10:00", contact_id=contact)
    add_follow_up(db, customer, date(2026, 11, 21), "周末值班")
    add_follow_up(db, customer, DAY, "早该做")
    add_follow_up(db, customer, date(2026, 11, 24), "以后")
    add_promise(db, customer, monday, "寄样品")
    with db.read() as session:
        report = load_report(session, DAY, DAY, now)
    assert report.plan_on == monday
    assert [(line.text, line.source, line.contact) for line in report.plan] == [
        ("周末值班", "follow_up", ""),
        ("送报价", "follow_up", "王芳"),
        ("寄样品", "promise", ""),
    ]
    assert report.overdue == 1


def test_that_the_next_working_day_lies_after_the_holidays(db: Database) -> None:
    with db.read() as session:
        assert next_working_day(session, date(2026, 9, 30)) == date(2026, 10, 8)
        assert next_working_day(session, date(2026, 12, 31)) == date(2027, 1, 4)


def test_that_what_was_rolled_over_is_told_with_its_reason(db: Database, clock: FakeClock) -> None:
    now = _at(clock)
    left = add_follow_up(db, add_customer(db), DAY - timedelta(days=1), "送报价")
    with db.write("today.roll", name="张伟", reason="下雨") as session:
        draft = RollDraft(date(2026, 11, 23), "下雨")
        roll_over(session, [("follow_up", left)], draft, today=DAY, now=now)
    with db.read() as session:
        [line] = load_report(session, DAY, DAY, now).follow_ups.moved
    assert (line.text, line.due_on, line.reason) == ("送报价", date(2026, 11, 23), "下雨")


def test_that_service_orders_and_their_appointments_are_told(
    db: Database, clock: FakeClock
) -> None:
    now, monday = _at(clock), date(2026, 11, 23)
    customer = add_customer(db, "李娜")
    with db.write("service.receive", name="") as session:
        session.add(
            ServiceOrder(customer_id=customer, number="F1", subject="打印机卡纸", opened_at=now,
                         appointment_on=monday, appointment_time="14:00")
        )  # fmt: skip
        session.add(
            ServiceOrder(customer_id=customer, number="F2", subject="换墨", status="closed",
                         opened_at=now - timedelta(days=4), closed_at=now)
        )  # fmt: skip
    with db.read() as session:
        report = load_report(session, DAY, DAY, now)
    assert (report.services, report.services_closed) == (1, 1)
    assert [(line.text, line.due_time, line.source) for line in report.plan] == [
        ("打印机卡纸", "14:00", "service")
    ]
