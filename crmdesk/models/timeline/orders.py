"""Orders in the timeline: they know their day alone, and stand on top of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.money import say_amount
from crmdesk.models.office.settings import load_office
from crmdesk.models.orders.queries import LineRow, load_lines, load_paid
from crmdesk.models.orders.rules import say_quantity
from crmdesk.models.schema import Contact, Order, Staff
from crmdesk.models.timeline.entries import Cursor, TimelineEntry

ORDER = "order"
RANK = 3


class OrderSource:
    """Reads them as `sources.Source` reads the tables whose rows know an instant."""

    rank = RANK

    def fetch(
        self,
        session: Session,
        customer_id: int,
        kinds: frozenset[str],
        before: Cursor | None,
        limit: int,
    ) -> list[tuple[Cursor, TimelineEntry]]:
        """At most `limit` orders below `before`, newest first."""
        if kinds and ORDER not in kinds:
            return []
        zone = office_zone(load_office(session).zone)
        query = (
            select(
                Order.id, Order.ordered_on, Order.number, Order.amount, Order.currency,
                Order.status, Order.settled, Order.courier,
                func.coalesce(Staff.name, "").label("staff"),
                func.coalesce(Contact.name, "").label("contact"),
            )
            .outerjoin(Staff, Staff.id == Order.staff_id)
            .outerjoin(Contact, Contact.id == Order.contact_id)
            .where(Order.customer_id == customer_id)
            .order_by(Order.ordered_on.desc(), Order.id.desc())
            .limit(limit)
        )  # fmt: skip
        if before is not None:
            query = query.where(_below(before, zone))
        rows = session.execute(query).all()
        ids = [row.id for row in rows]
        lines, paid = load_lines(session, ids), load_paid(session, ids)
        return [
            (
                Cursor(top_of(row.ordered_on, zone), RANK, row.id),
                _entry(row, lines.get(row.id, ()), paid.get(row.id, 0), zone),
            )
            for row in rows
        ]


def top_of(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day at the office."""
    begins = datetime.combine(day + timedelta(days=1), time.min, zone)
    return begins.astimezone(UTC) - timedelta(microseconds=1)


def _below(before: Cursor, zone: tzinfo) -> ColumnElement[bool]:
    day = before.at.astimezone(zone).date()
    if before.rank == RANK:
        return tuple_(Order.ordered_on, Order.id) < tuple_(day, before.id)
    return Order.ordered_on < day


def _entry(row: Any, lines: Sequence[LineRow], paid: int, zone: tzinfo) -> TimelineEntry:
    return TimelineEntry(
        source=ORDER,
        id=row.id,
        kind=ORDER,
        at=top_of(row.ordered_on, zone),
        title=row.number,
        text="\n".join(map(say_line, lines)),
        staff=row.staff,
        contact=row.contact,
        currency=row.currency,
        status=row.status,
        amount=row.amount,
        owed=0 if row.settled else row.amount - paid,
    )


def say_line(line: LineRow) -> str:
    """打印纸 A4 × 3 箱 · 376.50"""
    quantity = f"× {say_quantity(line.quantity)}" + (f" {line.unit}" if line.unit else "")
    goods = " ".join(filter(None, (line.name, line.spec, quantity)))
    return f"{goods} · {say_amount(line.amount)}"
