"""customer_summary: what lists sort and filter by, recomputed for the customers a write touched."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Executable, Select, case, delete, func, insert, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.hanzi import sort_key
from crmdesk.models.schema import (
    NEVER,
    Complaint,
    Customer,
    CustomerSummary,
    FollowUp,
    Interaction,
    Phone,
)
from crmdesk.models.schema.interaction import UNREACHED

BATCH = 500


def batches(ids: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """The ids in lists short enough for one IN."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part


def refresh_summaries(session: Session, ids: Iterable[int]) -> None:
    """Recompute the summaries of these customers; one that is gone loses its summary."""
    for part in batches(ids):
        session.execute(delete(CustomerSummary).where(CustomerSummary.customer_id.in_(part)))
        if rows := summaries(session, part):
            session.execute(insert(CustomerSummary), rows)


def summaries(session: Session, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The summary of each existing customer among `ids`, as columns."""
    contacts = _by_customer(session, _contacts(ids))
    complaints = _by_customer(session, _open_complaints(ids))
    follow_ups = _by_customer(session, _next_follow_ups(ids))
    phones: dict[int, str] = {}
    for customer_id, e164, raw in session.execute(_phones(ids)):
        phones.setdefault(customer_id, e164 or raw)
    named = select(Customer.id, Customer.name, Customer.kind).where(Customer.id.in_(ids))
    return [
        {
            "customer_id": customer_id,
            "sort_name": sort_name(name, kind),
            "phone": phones.get(customer_id, ""),
            "last_contact": contacts.get(customer_id, (NEVER, 0))[0],
            "interactions": contacts.get(customer_id, (NEVER, 0))[1],
            "open_complaints": complaints.get(customer_id, (0,))[0],
            "next_follow_up": follow_ups.get(customer_id, (None,))[0],
        }
        for customer_id, name, kind in session.execute(named)
    ]


def sort_name(name: str, kind: str) -> str:
    """By what lists sort a customer."""
    return sort_key(name, person=kind != "company")


def _by_customer(session: Session, query: Executable) -> dict[int, Sequence[Any]]:
    return {row[0]: row[1:] for row in session.execute(query)}


def _contacts(ids: Sequence[int]) -> Select[int, datetime, int]:
    """The last talk that reached somebody, and how much there is in the log."""
    reached = case((Interaction.outcome.not_in(UNREACHED), Interaction.at), else_=NEVER)
    return (
        select(Interaction.customer_id, func.max(reached), func.count())
        .where(Interaction.customer_id.in_(ids))
        .group_by(Interaction.customer_id)
    )


def _open_complaints(ids: Sequence[int]) -> Select[int, int]:
    return (
        select(Complaint.customer_id, func.count())
        .where(Complaint.customer_id.in_(ids), Complaint.status == "open")
        .group_by(Complaint.customer_id)
    )


def _next_follow_ups(ids: Sequence[int]) -> Select[int, date]:
    return (
        select(FollowUp.customer_id, func.min(FollowUp.due_on))
        .where(FollowUp.customer_id.in_(ids), FollowUp.status == "open")
        .group_by(FollowUp.customer_id)
    )


def _phones(ids: Sequence[int]) -> Select[int, str, str]:
    """Own phones before those of contacts, then in the user's order."""
    return (
        select(Phone.customer_id, Phone.e164, Phone.raw)
        .where(Phone.customer_id.in_(ids))
        .order_by(Phone.contact_id.is_not(None), Phone.position, Phone.id)
    )
