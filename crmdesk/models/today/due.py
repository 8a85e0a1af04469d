"""What was noted for a day: promises and follow-ups, one reading for both.

One more table of dated rows is one more line in `_tables`. Promises stand before follow-ups, and
are shown the day before they are due already.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from crmdesk.models.calendar.festivals import money_rests
from crmdesk.models.core.later import pattern
from crmdesk.models.schema import FollowUp, Promise, PromiseMove
from crmdesk.models.today.left_over import last_working_day
from crmdesk.models.today.rows import WEEK, Ask, Part, TodayRow

_MONEY = pattern(r"[催收付还還欠结結對对][款账帳钱錢]|[货貨尾账帳余餘]款|payment|invoice due")


def find(ask: Ask) -> Iterator[Part]:
    """Under the day it is due, the oldest first."""
    counts = _counts(ask)
    wanted = [_Wanted("day", ask.day, ask.day)]
    if ask.day == ask.today:
        tomorrow = ask.today + timedelta(days=1)
        wanted = [
            _Wanted("overdue", date.min, ask.today - timedelta(days=1)),
            _Wanted("today", ask.today, ask.today),
            _Wanted("tomorrow", tomorrow, tomorrow),
        ]
    rows = _rows(ask, wanted, counts)
    since = last_working_day(ask.session, ask.today)
    week: Counter[date] = Counter()
    for (_source, day), count in counts.items():
        if day >= since:
            week[day] += count
    for one in wanted:
        yield Part(one.section, sum(one.counts(counts).values()), rows[one.section], week)
        week = Counter()


_Counts = Mapping[tuple[str, date], int]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A section, and the days whose rows stand in it."""

    section: str
    first: date
    last: date

    def counts(self, counts: _Counts) -> dict[str, int]:
        """How many of each source there are."""
        found = dict.fromkeys((source for source, _table, _more in _tables()), 0)
        for (source, day), count in counts.items():
            if self.first <= day <= self.last:
                found[source] += count
        return found


def _counts(ask: Ask) -> _Counts:
    """How many are open by day, until the end of the week: read from the index alone."""
    query = union_all(
        *(
            select(literal(source), table.due_on, func.count())
            .where(
                table.status == "open",
                table.due_on <= ask.today + WEEK,
                *ask.whose(table.staff_id),
            )
            .group_by(table.due_on)
            for source, table, _more in _tables()
        )
    )
    return {(source, day): count for source, day, count in ask.session.execute(query)}


def _rows(ask: Ask, wanted: Iterable[_Wanted], counts: _Counts) -> dict[str, list[TodayRow]]:
    """The first rows of each section in one question, that asks for nothing there is none of."""
    rests = money_rests(ask.day)
    rows: dict[str, list[TodayRow]] = {one.section: [] for one in wanted}
    parts: list[Select[*tuple[Any, ...]]] = []
    for one in wanted:
        left = ask.limit(one.section)
        there = one.counts(counts)
        for source, table, more in _tables():
            if there[source] and left > 0:
                parts.append(_first(ask, one, source, table, more, left))
                left -= there[source]
    first = ask.session.execute(union_all(*parts)) if parts else ()
    for found in first:
        rows[found.section].append(_row(found, rests=rests))
    return rows


def _first(
    ask: Ask, wanted: _Wanted, source: str, table: Any, more: Sequence[Any], limit: int
) -> Select[*tuple[Any, ...]]:
    first = (
        select(
            literal(wanted.section).label("section"), literal(source).label("source"), table.id,
            table.customer_id, table.contact_id, table.staff_id, table.due_on, table.due_time,
            table.text, *more,
        )
        .where(
            table.status == "open",
            table.due_on.between(wanted.first, wanted.last),
            *ask.whose(table.staff_id),
        )
        .order_by(table.due_on, table.due_time, table.id)
        .limit(limit)
    )  # fmt: skip
    return select(first.subquery())


def _tables() -> tuple[tuple[str, Any, Sequence[Any]], ...]:
    """What a row is called, its table, and the columns for the channel planned for it, how often
    it was moved, and why the last time.
    """
    return (
        ("promise", Promise, (literal("").label("channel"), *_promise_moves())),
        (
            "follow_up",
            FollowUp,
            (
                FollowUp.channel.label("channel"),
                func.coalesce(FollowUp.moved, 0).label("moved"),
                func.coalesce(FollowUp.why, "").label("why"),
            ),
        ),
    )


def _promise_moves() -> tuple[Any, Any]:
    own = PromiseMove.promise_id == Promise.id
    count = select(func.count(PromiseMove.id)).where(own)
    last = select(PromiseMove.reason).where(own).order_by(PromiseMove.id.desc()).limit(1)
    return (
        count.scalar_subquery().label("moved"),
        func.coalesce(last.scalar_subquery(), "").label("why"),
    )


def _row(found: Any, *, rests: bool) -> TodayRow:
    late = "_late" if found.section == "overdue" else ""
    resting = rests and _MONEY.search(found.text) is not None
    return TodayRow(
        section=found.section,
        source=found.source,
        id=found.id,
        customer_id=found.customer_id,
        contact_id=found.contact_id,
        staff_id=found.staff_id,
        text=found.text,
        due_on=found.due_on,
        due_time=found.due_time,
        channel=found.channel,
        words="" if resting else f"{found.source}{late}",
        rests=resting,
        moved=found.moved or int(bool(found.why)),
        why=found.why,
    )
