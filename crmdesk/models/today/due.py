"""What was noted for a day: promises and follow-ups, one reading for both.

One more table of dated rows is one more line in `_tables`. Promises stand before follow-ups, and
are shown the day before they are due already.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, and_, case, func, literal, or_, select, union_all

from crmdesk.models.calendar.festivals import money_rests
from crmdesk.models.core.later import pattern
from crmdesk.models.schema import FollowUp, Promise
from crmdesk.models.today.rows import WEEK, Ask, Part, TodayRow

_PAST = date(1900, 1, 1)
"""Stands for all days before today."""
_MONEY = pattern(r"[催收付还還欠结結對对][款账帳钱錢]|[货貨尾账帳余餘]款|payment|invoice due")


def find(ask: Ask) -> Iterator[Part]:
    """Under the day it is due, the oldest first."""
    sections = {_PAST: "overdue", ask.today: "today", ask.today + timedelta(days=1): "tomorrow"}
    if ask.day != ask.today:
        sections = {ask.day: "day"}
    rests = money_rests(ask.today)
    rows: dict[str, list[TodayRow]] = {section: [] for section in sections.values()}
    totals: dict[date, int] = {}
    for found in ask.session.execute(_numbered(ask, sections)):
        totals[found.bucket] = found.total
        section = sections.get(found.bucket, "")
        if section and found.place <= ask.limit(section):
            rows[section].append(_row(section, found, ask, rests=rests))
    week = {day: total for day, total in totals.items() if day != _PAST}
    for day, section in sections.items():
        yield Part(section, totals.get(day, 0), rows[section], week)
        week = {}


def _numbered(ask: Ask, sections: Mapping[date, str]) -> Select[*tuple[Any, ...]]:
    """The first rows of the days wanted, and one of each other day to tell how many it has."""
    due = _due(ask)
    bucket = case((due.c.due_on < ask.today, literal(_PAST, Date)), else_=due.c.due_on)
    order = (due.c.rank, due.c.due_on, due.c.due_time, due.c.id)
    place = func.row_number().over(partition_by=bucket, order_by=order)
    total = func.count().over(partition_by=bucket)
    numbered = select(
        due, bucket.label("bucket"), place.label("place"), total.label("total")
    ).subquery("numbered")
    wanted = (
        and_(numbered.c.bucket == day, numbered.c.place <= ask.limit(section))
        for day, section in sections.items()
    )
    query = select(numbered).where(or_(numbered.c.place == 1, *wanted))
    return query.order_by(numbered.c.bucket, numbered.c.place)


def _due(ask: Ask) -> Any:
    """All that is open until the end of the week."""
    return union_all(
        *(
            select(
                literal(source).label("source"), literal(rank).label("rank"), table.id,
                table.customer_id, table.contact_id, table.staff_id, table.due_on,
                table.due_time, table.text, channel.label("channel"),
            ).where(
                table.status == "open",
                table.due_on <= ask.today + WEEK,
                *ask.whose(table.staff_id),
            )
            for rank, (source, table, channel) in enumerate(_tables())
        )
    ).subquery("due")  # fmt: skip


def _tables() -> tuple[tuple[str, Any, Any], ...]:
    """What a row is called, its table, and the channel planned for it."""
    return ("promise", Promise, literal("")), ("follow_up", FollowUp, FollowUp.channel)


def _row(section: str, found: Any, ask: Ask, *, rests: bool) -> TodayRow:
    late = "_late" if section == "overdue" else ""
    resting = rests and _MONEY.search(found.text) is not None
    return TodayRow(
        section=section,
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
    )
