"""What is told, when, and only once: quiet hours, holidays, restarts, two programs."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.calendar.week import PRESETS
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.core.db import Database
from crmdesk.models.daybook.notice_facts import KEPT, load_facts, load_told, remember
from crmdesk.models.daybook.notices import Facts, Notice, Ticking, Timed, Told, decide
from crmdesk.models.daybook.quiet import Hours, Quiet
from crmdesk.models.schema import ServiceOrder
from tests.support.builders import (
    add_complaint,
    add_customer,
    add_follow_up,
    add_interaction,
    add_promise,
    add_staff,
)
from tests.support.databases import FakeClock

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)


def _hours(quiet: Quiet = Quiet()) -> Hours:  # noqa: B008 - frozen
    return Hours(WorkingTime(PRESETS["office"], ZONE, "CN"), quiet)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def _timed(told: str, on: date = MONDAY, number: int = 1) -> Timed:
    return Timed("follow_up", number, 7, "王总", "送报价", on, told)


def _facts(*timed: Timed, **more: object) -> Facts:
    return Facts(timed=timed, **more)  # type: ignore[arg-type]


def _kinds(found: Sequence[Notice]) -> list[str]:
    return [notice.kind for notice in found]


def test_that_something_with_an_hour_is_told_ten_minutes_before() -> None:
    facts, told = _facts(_timed("10:00")), Told(MONDAY)
    assert decide(facts, told, _at(MONDAY, 9, 49), _hours()) == []
    [notice] = decide(facts, told, _at(MONDAY, 9, 50), _hours())
    assert (notice.kind, notice.source, notice.id, notice.time) == ("due", "follow_up", 1, "10:00")


def test_that_nothing_is_told_twice() -> None:
    facts = _facts(_timed("10:00"))
    [notice] = decide(facts, Told(MONDAY), _at(MONDAY, 10), _hours())
    assert decide(facts, Told(MONDAY, notice.keys), _at(MONDAY, 10, 5), _hours()) == []
    moved = _facts(_timed("11:00"))
    assert _kinds(decide(moved, Told(MONDAY, notice.keys), _at(MONDAY, 11), _hours())) == ["due"]


@pytest.mark.parametrize(
    ("due", "told_at"),
    [
        ("12:30", (11, 50)),  # noon: before it
        ("19:00", (17, 50)),  # after work: before that
        ("13:05", (13, 0)),  # so soon after noon that ten minutes before it is quiet
        ("08:00", (9, 0)),  # before work: when it begins
    ],
)
def test_that_what_falls_into_quiet_hours_is_told_before_them(
    due: str, told_at: tuple[int, int]
) -> None:
    facts, when = _facts(_timed(due)), _at(MONDAY, *told_at)
    assert decide(facts, Told(MONDAY), when - timedelta(minutes=1), _hours()) == []
    assert _kinds(decide(facts, Told(MONDAY), when, _hours())) == ["due"]


def test_that_quiet_hours_may_pass_midnight_and_the_year() -> None:
    hours = _hours(Quiet("own", time(22), time(8)))
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)
    facts = _facts(_timed("23:30", eve), _timed("07:00", new_year, 2))
    told = Told(eve)
    assert decide(facts, told, _at(eve, 21, 49), hours) == []
    assert [one.id for one in decide(facts, told, _at(eve, 21, 50), hours)] == [1]
    assert decide(facts, told, _at(eve, 23, 30), hours) == []
    assert decide(facts, told, _at(new_year, 7, 59), hours) == []
    found = decide(facts, told, _at(new_year, 8), hours)
    assert [one.id for one in found] == [1, 2], "what was not told in the evening is not lost"


def test_that_own_quiet_hours_may_lie_within_the_day() -> None:
    hours = _hours(Quiet("own", time(12), time(14)))
    assert hours.loud(_at(MONDAY, 11, 59))
    assert not hours.loud(_at(MONDAY, 13, 59))
    assert hours.loud(_at(MONDAY, 3)), "and the night is not quiet then"
    assert _hours(Quiet("own", time(9), time(9))).loud(_at(MONDAY, 9))
    assert _hours(Quiet("never")).loud(_at(MONDAY, 3))


def test_that_a_holiday_is_quiet_and_what_came_up_is_told_after_it() -> None:
    holiday, after = date(2026, 10, 3), date(2026, 10, 8)
    facts, told = _facts(_timed("10:00", holiday)), Told(date(2026, 9, 1))
    assert decide(facts, told, _at(holiday, 10), _hours()) == []
    assert _kinds(decide(facts, told, _at(after, 9), _hours())) == ["due"]
    counted = Facts(overdue=2)
    assert decide(counted, told, _at(holiday, 10), _hours(Quiet("never"))) == []
    assert _kinds(decide(counted, told, _at(after, 9), _hours())) == ["day"]


def test_that_the_day_begins_once_with_what_is_to_be_done() -> None:
    facts = Facts(overdue=2, today=5)
    assert decide(facts, Told(MONDAY), _at(MONDAY, 8, 59), _hours(Quiet("never"))) == []
    [notice] = decide(facts, Told(MONDAY), _at(MONDAY, 9), _hours())
    assert (notice.kind, notice.overdue, notice.today) == ("day", 2, 5)
    assert decide(facts, Told(MONDAY, notice.keys), _at(MONDAY, 15), _hours()) == []
    assert decide(Facts(), Told(MONDAY), _at(MONDAY, 9), _hours()) == []


def test_that_a_clock_is_told_when_it_turns_amber_and_again_when_red() -> None:
    def ticking(tone: str) -> Facts:
        return Facts(ticking=[Ticking("complaint", 3, 7, "李娜", "少货", "response", tone)])

    at = _at(MONDAY, 10)
    [amber] = decide(ticking("amber"), Told(MONDAY), at, _hours())
    [red] = decide(ticking("red"), Told(MONDAY, amber.keys), at, _hours())
    assert (amber.kind, red.kind) == ("amber", "red")
    assert decide(ticking("red"), Told(MONDAY, red.keys), at, _hours()) == []
    assert decide(ticking("amber"), Told(MONDAY, red.keys), at, _hours()) == []


def test_that_what_came_up_while_the_program_was_closed_is_one_notice() -> None:
    facts = _facts(_timed("09:30"), _timed("10:00", number=2))
    [one] = decide(facts, Told(MONDAY), _at(MONDAY, 11), _hours(), first=True)
    assert (one.kind, len(one.parts), len(one.keys)) == ("several", 2, 2)
    assert _kinds(decide(facts, Told(MONDAY), _at(MONDAY, 11), _hours())) == ["due", "due"]
    many = _facts(*(_timed("10:00", number=number) for number in range(9)))
    assert _kinds(decide(many, Told(MONDAY), _at(MONDAY, 11), _hours())) == ["several"]


def test_that_the_first_time_nothing_old_is_told() -> None:
    facts = _facts(_timed("10:00", MONDAY - timedelta(days=3)))
    assert decide(facts, Told(), _at(MONDAY, 11), _hours()) == []


def test_that_each_is_told_what_is_hers_or_nobodys(db: Database, clock: FakeClock) -> None:
    clock.now = _at(MONDAY, 11)
    other = add_staff(db, "李经理")
    customer = add_customer(db, "王建国", owner_id=db.staff_id)
    mine = add_follow_up(db, customer, MONDAY, "送报价", due_time="10:00", staff_id=db.staff_id)
    nobodys = add_follow_up(db, customer, MONDAY, "回访", due_time="10:30")
    add_follow_up(db, customer, MONDAY, due_time="10:00", staff_id=other)
    add_follow_up(db, customer, MONDAY, staff_id=db.staff_id)
    add_follow_up(db, customer, MONDAY - timedelta(days=1), staff_id=db.staff_id, due_time="09:00")
    add_promise(db, customer, MONDAY)
    with db.read() as session:
        facts = load_facts(session, db.staff_id, db.now(), MONDAY)
    assert {(one.source, one.id) for one in facts.timed} >= {
        ("follow_up", mine), ("follow_up", nobodys)
    }  # fmt: skip
    assert len(facts.timed) == 3
    assert (facts.overdue, facts.today) == (1, 4)


def test_that_late_clocks_are_told(db: Database, clock: FakeClock) -> None:
    clock.now = _at(MONDAY, 15)
    customer = add_customer(db, "李娜", owner_id=db.staff_id)
    complaint = add_complaint(db, customer, "少货", opened_at=_at(MONDAY, 9),
                              handler_id=db.staff_id)  # fmt: skip
    message = add_interaction(db, customer, "在吗", kind="wechat", direction="in",
                              at=_at(MONDAY, 10))  # fmt: skip
    add_interaction(db, add_customer(db, "新"), kind="wechat", direction="in", at=clock.now)
    with db.read() as session:
        found = load_facts(session, db.staff_id, db.now(), MONDAY).ticking
    assert [(one.source, one.id, one.name, one.tone) for one in found] == [
        ("complaint", complaint, "李娜", "red"),
        ("reply", message, "李娜", "red"),
    ]


def test_that_what_was_told_is_remembered_for_all_programs_of_a_person(db: Database) -> None:
    notice = Notice("due", ("follow_up:1:2026-11-23 10:00",))
    with db.write("draft") as session:
        remember(session, db.staff_id, [notice], MONDAY)
    with db.read() as session:
        told = load_told(session, db.staff_id)
        assert load_told(session, 99) == Told()
    assert told == Told(MONDAY, frozenset(notice.keys))
    with db.write("draft") as session:
        later = MONDAY + KEPT + timedelta(days=1)
        remember(session, db.staff_id, [Notice("day", ("day:x",))], later)
        told = load_told(session, db.staff_id, lock=True)
    assert told == Told(MONDAY, frozenset({"day:x"}))


def _service(db: Database, customer: int, **columns: object) -> int:
    with db.write("service.receive", name="") as session:
        values = {"number": "F1", "subject": "打印机卡纸", "handler_id": db.staff_id} | columns
        row = ServiceOrder(customer_id=customer, **values)
        session.add(row)
        session.flush()
        return row.id


def test_that_service_orders_press_and_their_appointments_are_told(
    db: Database, clock: FakeClock
) -> None:
    clock.now = _at(MONDAY, 15)
    customer = add_customer(db, "李娜")
    order = _service(
        db, customer, opened_at=_at(date(2026, 11, 20), 9), appointment_on=MONDAY,
        appointment_time="15:30",
    )  # fmt: skip
    with db.read() as session:
        facts = load_facts(session, db.staff_id, db.now(), MONDAY)
    assert facts.timed == [Timed("service", order, customer, "李娜", "打印机卡纸", MONDAY, "15:30")]
    assert [(one.source, one.id, one.tone) for one in facts.ticking] == [("service", order, "red")]
