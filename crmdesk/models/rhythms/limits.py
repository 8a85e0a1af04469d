"""Who is not called now, whatever the rhythm says."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, union
from sqlalchemy.orm import Session

from crmdesk.models.care.ways import Reach
from crmdesk.models.core.clock import local_day
from crmdesk.models.rhythms.visits import ORIGINS
from crmdesk.models.schema import Channel, Consent, Customer, Email, FollowUp, Phone

QUIET = timedelta(days=49)
"""So long after a death in the family nobody calls by a rhythm (七七)."""


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a day of the office begins."""
    return datetime.combine(day, time.min, zone)


def may_be_called(today: date) -> tuple[ColumnElement[bool], ...]:
    """SQL for: no colleague of ours, and no house in mourning."""
    return (
        Customer.kind != "internal",
        or_(Customer.bereaved_on.is_(None), Customer.bereaved_on <= today - QUIET),
    )


def unreachable(session: Session, among: Collection[int] | None = None) -> set[int]:
    """Who refused every way we know of reaching her; `among` so many at most as one may ask for."""
    refused = select(Consent.customer_id).where(~Consent.given)
    if among is not None:
        refused = refused.where(Consent.customer_id.in_(among))
    several = refused.group_by(Consent.customer_id).having(
        func.count(Consent.channel.distinct()) > 1
    )
    nothing_else = (
        ~exists().where(table.customer_id == Consent.customer_id, *kind)
        for table, kind in (
            (Phone, (Phone.e164.startswith("+861") | Phone.e164.startswith("+8869"),)),
            (Channel, (Channel.kind.in_(("wechat", "wecom", "line")),)),
            (Email, ()),
        )
    )
    only_called = refused.where(Consent.channel == "call", *nothing_else)
    ids = list(session.scalars(union(several, only_called)))
    reach = Reach(session, ids)
    return {key for key in ids if not reach.ways((key, None))}


def left_out(session: Session, today: date, zone: tzinfo, days: dict[str, int]) -> set[int]:
    """Whose last visit was left out, or made without a word about it, until as much time
    has passed as lies between two.
    """
    if not days:
        return set()
    longest = midnight(today - timedelta(days=max(days.values())), zone)
    query = (
        select(FollowUp.customer_id, Customer.stage, FollowUp.done_at)
        .join(Customer, Customer.id == FollowUp.customer_id)
        .where(
            FollowUp.origin.in_(ORIGINS),
            FollowUp.status != "open",
            FollowUp.done_at >= longest,
        )
    )
    return {row.customer_id for row in session.execute(query) if _rests(row, today, zone, days)}


def _rests(row: Any, today: date, zone: tzinfo, days: dict[str, int]) -> bool:
    wait = days.get(row.stage, 0)
    return local_day(row.done_at, zone) + timedelta(days=wait) > today
