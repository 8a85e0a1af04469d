"""What was not done yesterday is moved on with a reason, and the reason is told again."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Change, FollowUp, Promise
from crmdesk.models.tasks.actions import postpone_follow_up
from crmdesk.models.today.left_over import (
    RollDraft,
    last_working_day,
    load_left_over,
    roll_over,
)
from crmdesk.models.today.queries import load_today
from crmdesk.models.today.rows import TodayRow
from tests.support.builders import add_customer, add_follow_up, add_promise, add_staff
from tests.support.databases import NOW

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def left(session: Session, today: date = MONDAY, **wanted: Any) -> int:
    return load_today(session, today, ZoneInfo("Asia/Shanghai"), now=NOW, **wanted).left_over


def roll(db: Database, items: list[tuple[str, int]], draft: RollDraft, today: date) -> None:
    with db.write("today.roll", name="张伟", reason=draft.reason) as session:
        roll_over(session, items, draft, today=today, now=NOW)


def rows(db: Database, today: date) -> dict[tuple[str, int], TodayRow]:
    with db.read() as session:
        page = load_today(session, today, ZoneInfo("Asia/Shanghai"), now=NOW)
    return {(row.source, row.id): row for section in page.sections for row in section.rows}


def test_that_on_monday_what_was_left_on_friday_is_gathered(db: Database) -> None:
    customer = add_customer(db, "张伟")
    add_follow_up(db, customer, FRIDAY - DAY, "更早")
    friday = add_follow_up(db, customer, FRIDAY, "周五")
    add_follow_up(db, customer, FRIDAY, "做完", status="done")
    add_follow_up(db, customer, MONDAY, "今天")
    promise = add_promise(db, customer, FRIDAY + DAY, "周六")
    with db.read() as session:
        assert last_working_day(session, MONDAY) == FRIDAY
        found = load_left_over(session, MONDAY)
        assert left(session) == 2
    assert [(one.source, one.id, one.name, one.text) for one in found] == [
        ("promise", promise, "张伟", "周六"), ("follow_up", friday, "张伟", "周五")
    ]  # fmt: skip


def test_that_only_what_is_hers_is_gathered(db: Database) -> None:
    colleague, customer = add_staff(db, "小李"), add_customer(db)
    for staff in (1, colleague):
        add_follow_up(db, customer, FRIDAY, staff_id=staff)
    with db.read() as session:
        assert left(session, staff=(colleague,)) == 1
        assert [one.source for one in load_left_over(session, MONDAY, (colleague,))] == [
            "follow_up"
        ]


def test_that_all_are_moved_at_once_and_the_reasons_are_told_with_the_rows(db: Database) -> None:
    customer = add_customer(db, "张伟")
    follow_up = add_follow_up(db, customer, FRIDAY, due_time="15:00")
    promise = add_promise(db, customer, FRIDAY)
    items = [("promise", promise), ("follow_up", follow_up)]
    roll(db, items, RollDraft(MONDAY, "没打通"), MONDAY)
    roll(db, items, RollDraft(MONDAY + DAY, "客户改约"), MONDAY)
    found = rows(db, MONDAY + DAY)
    for item in items:
        assert (found[item].section, found[item].moved, found[item].why) == ("today", 2, "客户改约")
    assert found["follow_up", follow_up].due_time == "15:00"
    with db.read() as session:
        assert left(session, MONDAY + DAY) == 0


def test_that_a_move_undone_is_told_no_more(db: Database) -> None:
    follow_up = add_follow_up(db, add_customer(db), FRIDAY)
    roll(db, [("follow_up", follow_up)], RollDraft(MONDAY, "没时间"), MONDAY)
    undo(db)
    row = rows(db, MONDAY)["follow_up", follow_up]
    assert (row.section, row.moved, row.why) == ("overdue", 0, "")


def test_that_rows_tell_how_often_they_were_put_off_whatever_the_journal_holds(
    db: Database,
) -> None:
    customer = add_customer(db, "张伟")
    item = "follow_up", add_follow_up(db, customer, FRIDAY)
    promised = "promise", add_promise(db, customer, FRIDAY)
    imported = "follow_up", add_follow_up(db, customer, MONDAY, why="客户出差")
    roll(db, [item, promised], RollDraft(MONDAY, "没打通"), MONDAY)
    for day, why in ((MONDAY + DAY, "没时间"), (MONDAY + DAY, "客户改约"), (MONDAY, "")):
        with db.write("follow_up.later", name="") as session:
            postpone_follow_up(session, item[1], day, why=why)
    with db.write("setup") as session:
        session.execute(delete(Change))
    found = rows(db, MONDAY)
    assert [(found[key].moved, found[key].why) for key in (item, promised, imported)] == [
        (3, ""), (1, "没打通"), (1, "客户出差"),
    ]  # fmt: skip


def test_that_what_is_needed_no_more_is_closed_with_the_reason(db: Database) -> None:
    customer = add_customer(db)
    follow_up, promise = add_follow_up(db, customer, FRIDAY), add_promise(db, customer, FRIDAY)
    draft = RollDraft(None, "不再需要", needed=False)
    roll(db, [("promise", promise), ("follow_up", follow_up)], draft, MONDAY)
    with db.read() as session:
        kept, planned = session.get_one(Promise, promise), session.get_one(FollowUp, follow_up)
        assert (kept.status, kept.result) == ("released", "不再需要")
        assert (planned.status, planned.result) == ("dropped", "不再需要")


@pytest.mark.parametrize(
    ("draft", "problem"),
    [(RollDraft(None, "没时间"), "to"), (RollDraft(MONDAY, " "), "reason")],
)
def test_that_nothing_is_moved_without_a_day_and_a_reason(
    db: Database, draft: RollDraft, problem: str
) -> None:
    follow_up = add_follow_up(db, add_customer(db), FRIDAY)
    with pytest.raises(Invalid):
        roll(db, [("follow_up", follow_up)], draft, MONDAY)
    assert set(draft.problems()) == {problem}


@pytest.mark.parametrize("source", ["promise", "follow_up"])
def test_that_what_was_deleted_meanwhile_is_said_in_words(db: Database, source: str) -> None:
    with pytest.raises(CrmError, match=rf"{source}\.gone"):
        roll(db, [(source, 99)], RollDraft(MONDAY, "忙"), MONDAY)
