"""What a report says of contacts, visits, complaints, orders and payments."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.daybook.report_rows import Contacts, Line, Sold
from crmdesk.models.daybook.span import Span, line, who
from crmdesk.models.schema import (
    Complaint,
    Contact,
    Customer,
    Interaction,
    Order,
    Payment,
    ServiceOrder,
)
from crmdesk.models.schema.order import CANCELLED

VISITS = ("visit", "meeting")
MOST = 30
"""So many lines of one sort are read for a report."""


def load_contacts(session: Session, span: Span) -> Contacts:
    """How often, by which ways, with how many customers; notes are no contacts."""
    wanted = (
        span.at(Interaction.at),
        Interaction.kind != "note",
        *span.whose(Interaction.staff_id),
    )
    reached = Interaction.outcome.not_in(("no_answer",))
    kinds: dict[str, int] = {}
    calls = 0
    query = select(Interaction.kind, reached, func.count()).where(*wanted)
    for kind, was_reached, count in session.execute(query.group_by(Interaction.kind, reached)):
        kinds[kind] = kinds.get(kind, 0) + count
        calls += count if kind == "call" and was_reached else 0
    distinct = select(func.count(func.distinct(Interaction.customer_id))).where(*wanted)
    return Contacts(kinds, calls, session.scalar(distinct) or 0)


def load_visits(session: Session, span: Span) -> list[Line]:
    """Visits and meetings in their order, with the first line of what was said."""
    query = (
        select(*who(), Interaction.text)
        .join(Customer, Customer.id == Interaction.customer_id)
        .outerjoin(Contact, Contact.id == Interaction.contact_id)
        .where(
            span.at(Interaction.at),
            Interaction.kind.in_(VISITS),
            *span.whose(Interaction.staff_id),
        )
        .order_by(Interaction.at, Interaction.id)
        .limit(MOST)
    )
    return [line(row, row.text.strip().partition("\n")[0]) for row in session.execute(query)]


def load_complaints(session: Session, span: Span) -> tuple[list[Line], int]:
    """The new ones, and how many were closed."""
    hers = span.whose(Complaint.handler_id)
    query = (
        select(*who(), Complaint.subject)
        .join(Customer, Customer.id == Complaint.customer_id)
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .where(span.at(Complaint.opened_at), *hers)
        .order_by(Complaint.opened_at, Complaint.id)
    )
    closed = (
        select(func.count())
        .select_from(Complaint)
        .where(Complaint.status == "closed", span.at(Complaint.closed_at), *hers)
    )
    opened = [line(row, row.subject) for row in session.execute(query)]
    return opened, session.scalar(closed) or 0


def count_services(session: Session, span: Span) -> tuple[int, int]:
    """Service orders received, and those closed."""
    hers = span.whose(ServiceOrder.handler_id)
    counts = (
        select(func.count()).select_from(ServiceOrder).where(told, *hers)
        for told in (span.at(ServiceOrder.opened_at), span.at(ServiceOrder.closed_at))
    )
    opened, closed = (session.scalar(count) or 0 for count in counts)
    return opened, closed


def load_sold(session: Session, span: Span) -> Sold:
    """Orders that were not cancelled, and money received."""
    ordered = _sums(session, Order, Order.ordered_on, span, (Order.status != CANCELLED,))
    paid = _sums(session, Payment, Payment.paid_on, span)
    return Sold(
        sum(count for _currency, count, _amount in ordered),
        {currency: amount for currency, _count, amount in ordered},
        sum(count for _currency, count, _amount in paid),
        {currency: amount for currency, _count, amount in paid},
    )


def _sums(
    session: Session, table: Any, day: Any, span: Span, conditions: Sequence[Any] = ()
) -> Sequence[tuple[str, int, int]]:
    """(currency, how many, how much)."""
    query = (
        select(table.currency, func.count(), func.sum(table.amount))
        .where(span.on(day), *conditions, *span.whose(table.staff_id))
        .group_by(table.currency)
        .order_by(table.currency)
    )
    return [(currency, count, int(amount)) for currency, count, amount in session.execute(query)]
