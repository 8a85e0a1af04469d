"""Promises in the timeline, at the moment they were made."""

from typing import Any

from sqlalchemy import Select, func, select

from crmdesk.models.schema import Contact, Promise, Staff
from crmdesk.models.timeline.entries import TimelineEntry

PROMISE = "promise"


def promises_of(customer_id: int, kinds: frozenset[str]) -> Select[*tuple[Any, ...]] | None:
    """The promises made to her; None where they are not wanted."""
    if kinds and PROMISE not in kinds:
        return None
    return (
        select(
            Promise.id, Promise.made_at.label("at"), Promise.text, Promise.due_on, Promise.done_on,
            Promise.status, Promise.result,
            func.coalesce(Staff.name, "").label("staff"),
            func.coalesce(Contact.name, "").label("contact"),
        )
        .outerjoin(Staff, Staff.id == Promise.staff_id)
        .outerjoin(Contact, Contact.id == Promise.contact_id)
        .where(Promise.customer_id == customer_id)
    )  # fmt: skip


def promise_entry(row: Any) -> TimelineEntry:
    return TimelineEntry(
        source=PROMISE,
        id=row.id,
        kind=PROMISE,
        at=row.at,
        title=row.text,
        text=row.result,
        staff=row.staff,
        contact=row.contact,
        status=row.status,
        due_on=row.due_on,
        done_on=row.done_on,
    )
