"""Open complaints on the page Today: the one whose clock runs out first stands first."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Complaint, Contact, Customer, CustomerSummary, Staff
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.rows import Section, TodayRow

if TYPE_CHECKING:
    from crmdesk.models.complaints.cards import Card


def load_complaints(session: Session, now: datetime, staff: Sequence[int], limit: int) -> Section:
    """Those these people handle or were asked to step in for; no `staff` means everybody's."""
    still_open = select(Complaint.id).where(Complaint.status == "open").limit(1)
    if session.scalar(still_open) is None:
        return Section("complaints")
    from crmdesk.models.complaints.cards import find_urgent, load_cards  # not for a start without

    ids = find_urgent(session, now, staff)
    shown = ids[:limit]
    cards = load_cards(session, shown, now)
    rows = {row.id: row for row in _details(session, shown)}
    phones = contact_phones(session, [row.contact_id for row in rows.values() if row.contact_id])
    return Section(
        "complaints",
        len(ids),
        [_row(rows[key], cards[key], phones) for key in shown if key in rows and key in cards],
    )


def _details(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    return session.execute(
        select(
            Complaint.id, Complaint.customer_id, Complaint.contact_id, Complaint.subject,
            Complaint.step, Complaint.opened_at, Customer.name, Customer.salutation,
            Customer.company, Customer.kind, func.coalesce(Contact.name, "").label("contact"),
            func.coalesce(CustomerSummary.phone, "").label("phone"),
            func.coalesce(Staff.name, "").label("staff"),
        )
        .join(Customer, Customer.id == Complaint.customer_id)
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Complaint.customer_id)
        .outerjoin(Staff, Staff.id == Complaint.handler_id)
        .where(Complaint.id.in_(ids))
    ).all()  # fmt: skip


def _row(row: Any, card: "Card", phones: dict[int, str]) -> TodayRow:
    current = card.clocks.current if card.clocks is not None else None
    return TodayRow(
        section="complaints",
        source="complaint",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        name=row.contact or row.name,
        company=row.name if row.contact else row.company or "",
        salutation="" if row.contact else row.salutation,
        phone=phones.get(row.contact_id) or row.phone,
        staff=card.escalated_to or row.staff,
        text=row.subject,
        step=row.step,
        opened_at=row.opened_at,
        clock=current,
        kind="person" if row.contact else row.kind,
    )
