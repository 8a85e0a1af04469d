"""The reply clock: who waits, since when, and how long answers took."""

from datetime import UTC, datetime, timedelta

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.unanswered import waiting_since
from crmdesk.models.interactions.replies import load_unanswered, load_waiting, needs_no_answer
from crmdesk.models.interactions.reply_targets import ReplyTargets, save_reply_targets
from crmdesk.models.interactions.reply_times import ReplyTimes, load_reply_times, together
from crmdesk.models.journal.actions import undo
from tests.support.builders import add_customer, add_interaction, add_staff
from tests.support.databases import FakeClock

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
HOUR = timedelta(hours=1)


def _wrote(db: Database, customer: int, at: datetime, **columns: object) -> int:
    values = {"kind": "wechat", "direction": "in", "at": at} | columns
    return add_interaction(db, customer, "请发报价", **values)  # type: ignore[arg-type]


def test_that_a_message_waits_until_something_went_out(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY + 2 * HOUR
    customer = add_customer(db, "王建国")
    first = _wrote(db, customer, MONDAY)
    second = _wrote(db, customer, MONDAY + HOUR)
    with db.read() as session:
        found = load_unanswered(session, db.now())
        assert waiting_since(session, customer, db.now()) == MONDAY
    [row] = found.rows
    assert (found.total, row.ids, row.at, row.customer) == (1, (first, second), MONDAY, "王建国")
    assert row.clock.left == 2 * HOUR
    add_interaction(db, customer, "报价发了", kind="wechat", at=db.now())
    with db.read() as session:
        assert load_unanswered(session, db.now()).total == 0
        assert load_waiting(session, customer, db.now()) is None
        assert waiting_since(session, customer, db.now()) is None


@pytest.mark.parametrize(
    ("answer", "still"),
    [
        ({"kind": "call", "direction": "out", "outcome": "reached"}, False),
        ({"kind": "call", "direction": "out", "outcome": "no_answer"}, True),
        ({"kind": "call", "direction": "in"}, False),
        ({"kind": "meeting", "direction": ""}, False),
        ({"kind": "note", "direction": ""}, True),
        ({"kind": "gift", "direction": "out"}, True),
        ({"kind": "wechat", "direction": "out", "occasion": "moon:2026-09-25"}, True),
        ({"kind": "email", "direction": "out", "purpose": "sales"}, False),
    ],
)
def test_that_only_what_reached_her_answers(
    db: Database, clock: FakeClock, answer: dict[str, str], still: bool
) -> None:
    clock.now = MONDAY + 2 * HOUR
    customer = add_customer(db)
    _wrote(db, customer, MONDAY)
    add_interaction(db, customer, at=MONDAY + HOUR, **answer)
    with db.read() as session:
        assert (load_waiting(session, customer, db.now()) is not None) == still


def test_that_a_missed_call_waits_and_a_taken_one_does_not(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY + HOUR
    missed, taken = add_customer(db, "李娜"), add_customer(db, "赵磊")
    _wrote(db, missed, MONDAY, kind="call", outcome="no_answer")
    _wrote(db, taken, MONDAY, kind="call", outcome="reached")
    with db.read() as session:
        [row] = load_unanswered(session, db.now()).rows
    assert (row.customer, row.clock.allowed) == ("李娜", 2 * HOUR)


def test_that_the_clock_runs_in_working_time_over_a_holiday(db: Database, clock: FakeClock) -> None:
    before = datetime(2026, 9, 30, 8, 0, tzinfo=UTC)  # 16:00 the day before the National Day
    customer = add_customer(db)
    _wrote(db, customer, before)
    clock.now = datetime(2026, 10, 8, 2, 30, tzinfo=UTC)  # 10:30 on the first working day
    with db.read() as session:
        row = load_waiting(session, customer, db.now())
    assert row is not None
    assert (row.clock.left, row.clock.tone) == (HOUR / 2, "amber")
    assert row.clock.due == datetime(2026, 10, 8, 3, 0, tzinfo=UTC)


def test_that_an_imported_history_asks_for_no_answers(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY
    customer = add_customer(db)
    _wrote(db, customer, MONDAY - timedelta(days=15))
    with db.read() as session:
        assert load_unanswered(session, db.now()).total == 0


def test_that_what_needs_no_answer_is_quiet_until_she_writes_again(
    db: Database, clock: FakeClock
) -> None:
    clock.now = MONDAY + HOUR
    customer = add_customer(db)
    _wrote(db, customer, MONDAY)
    _wrote(db, customer, MONDAY + HOUR / 2)
    with db.write("interaction.no_reply", name="张伟") as session:
        assert needs_no_answer(session, customer, now=db.now()) == 2
    with db.read() as session:
        assert load_waiting(session, customer, db.now()) is None
    undo(db)
    with db.read() as session:
        waiting = load_waiting(session, customer, db.now())
        assert waiting is not None
        assert len(waiting.ids) == 2
    with (
        pytest.raises(CrmError, match=r"reply\.answered"),
        db.write("interaction.no_reply", name="") as session,
    ):
        needs_no_answer(session, 999, now=db.now())


def test_that_it_is_the_owners_and_without_one_of_who_noted_it(
    db: Database, clock: FakeClock
) -> None:
    clock.now = MONDAY + HOUR
    owner = add_staff(db, "李经理")
    owned, free = add_customer(db, "甲", owner_id=owner), add_customer(db, "乙")
    _wrote(db, owned, MONDAY)
    _wrote(db, free, MONDAY + HOUR / 2)
    with db.read() as session:
        mine = load_unanswered(session, db.now(), (db.staff_id,))
        hers = load_unanswered(session, db.now(), (owner,))
        both = load_unanswered(session, db.now(), limit=1)
    assert [row.customer for row in mine.rows] == ["乙"]
    assert [row.staff for row in hers.rows] == ["李经理"]
    assert (both.total, [row.customer for row in both.rows]) == (2, ["甲"])


def test_that_times_to_reply_count_for_who_answered(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY + 8 * HOUR
    other = add_staff(db, "李经理")
    one, two, three = (add_customer(db, name) for name in ("甲", "乙", "丙"))
    _wrote(db, one, MONDAY)
    _wrote(db, one, MONDAY + HOUR)
    add_interaction(db, one, kind="wechat", at=MONDAY + 2 * HOUR, staff_id=other)
    _wrote(db, two, MONDAY)
    add_interaction(db, two, kind="call", at=MONDAY + 6 * HOUR, staff_id=other)
    _wrote(db, three, MONDAY)
    with db.read() as session:
        times = load_reply_times(session, MONDAY, MONDAY + timedelta(days=1), db.now())
        none = load_reply_times(session, MONDAY - timedelta(days=1), MONDAY, db.now())
    lunch = HOUR
    assert times[other] == ReplyTimes([2 * HOUR, 6 * HOUR - lunch], in_time=1, late=1)
    assert (times[other].middle, times[other].percent) == (3.5 * HOUR, 50)
    assert times[db.staff_id] == ReplyTimes([], late=1, waiting=1)
    assert together(times.values()) == ReplyTimes([2 * HOUR, 5 * HOUR], 1, 2, 1)
    assert none == {}
    assert (ReplyTimes().middle, ReplyTimes().percent) == (None, None)


def test_that_targets_are_the_offices_own_and_checked(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY + HOUR
    customer = add_customer(db)
    _wrote(db, customer, MONDAY)
    with db.write("setup") as session:
        save_reply_targets(session, ReplyTargets(hours=1, amber=50))
    with db.read() as session:
        waiting = load_waiting(session, customer, db.now())
    assert waiting is not None
    assert waiting.clock.tone == "red"
    assert ReplyTargets(hours=0, call_hours=99, amber=5).problems() == {
        "hours": "reply.hours",
        "call_hours": "reply.hours",
        "amber": "targets.amber",
    }


def test_that_colleagues_are_not_answered_by_the_clock(db: Database, clock: FakeClock) -> None:
    clock.now = MONDAY + HOUR
    colleague = add_customer(db, "仓库小刘", kind="internal")
    _wrote(db, colleague, MONDAY)
    with db.read() as session:
        assert load_unanswered(session, db.now()).total == 0
        assert load_waiting(session, colleague, db.now()) is None
