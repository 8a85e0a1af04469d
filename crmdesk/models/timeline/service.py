"""Service orders in the timeline, at the moment they were received."""

from typing import Any

from sqlalchemy import Select, func, select

from crmdesk.models.schema import Contact, ServiceOrder, Staff
from crmdesk.models.timeline.entries import TimelineEntry

SERVICE = "service"


def service_of(customer_id: int, kinds: frozenset[str]) -> Select[*tuple[Any, ...]] | None:
    """The service orders of a customer; None where they are not wanted."""
    if kinds and SERVICE not in kinds:
        return None
    return (
        select(
            ServiceOrder.id, ServiceOrder.opened_at.label("at"), ServiceOrder.subject,
            ServiceOrder.words, ServiceOrder.status, ServiceOrder.step,
            func.coalesce(Staff.name, "").label("staff"),
            func.coalesce(Contact.name, "").label("contact"),
        )
        .outerjoin(Staff, Staff.id == ServiceOrder.handler_id)
        .outerjoin(Contact, Contact.id == ServiceOrder.contact_id)
        .where(ServiceOrder.customer_id == customer_id)
    )  # fmt: skip


def service_entry(row: Any) -> TimelineEntry:
    return TimelineEntry(
        source=SERVICE,
        id=row.id,
        kind=SERVICE,
        at=row.at,
        title=row.subject,
        text=row.words,
        staff=row.staff,
        contact=row.contact,
        status=row.status,
        step=row.step,
    )
