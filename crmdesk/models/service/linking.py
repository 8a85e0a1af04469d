"""A service order that became a complaint, and a complaint that became a service order."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.complaints.actions import open_complaint
from crmdesk.models.complaints.drafts import ListenDraft
from crmdesk.models.complaints.parts import get_complaint
from crmdesk.models.schema import Complaint, ServiceOrder
from crmdesk.models.service.actions import receive_order
from crmdesk.models.service.drafts import ReceiveDraft
from crmdesk.models.service.parts import get_order
from crmdesk.models.service.warranty import warranty_of


def complain(session: Session, order_id: int, *, now: datetime) -> int:
    """The complaint of a service order: the one it has, else one made of its words."""
    order = get_order(session, order_id)
    if order.complaint_id is None:
        draft = ListenDraft(
            order.customer_id,
            subject=order.subject,
            words="\n".join(part for part in (order.words, order.told) if part),
            channel=order.channel,
            product=order.product,
            contact_id=order.contact_id,
        )
        order.complaint_id = open_complaint(session, draft, now=now)
    return order.complaint_id


def serve_complaint(session: Session, complaint_id: int, *, now: datetime) -> int:
    """The service order of a complaint: the one it has, else one made of its words."""
    known = order_of_complaint(session, complaint_id)
    if known is not None:
        return known
    complaint = get_complaint(session, complaint_id)
    draft = ReceiveDraft(
        complaint.customer_id,
        words=complaint.words or complaint.facts,
        subject=complaint.subject,
        channel=complaint.channel,
        contact_id=complaint.contact_id,
        product=complaint.product,
        warranty_until=warranty_of(session, complaint.customer_id, complaint.product, ""),
    )
    made = receive_order(session, draft, now=now)
    get_order(session, made).complaint_id = complaint_id
    return made


def order_of_complaint(session: Session, complaint_id: int) -> int | None:
    """The newest service order that belongs with a complaint."""
    query = select(ServiceOrder.id).where(ServiceOrder.complaint_id == complaint_id)
    found: int | None = session.scalar(query.order_by(ServiceOrder.id.desc()).limit(1))
    return found


def complaint_number(session: Session, complaint_id: int | None) -> str:
    """What the complaint a service order belongs with is called; "" without one."""
    if complaint_id is None:
        return ""
    return session.scalar(select(Complaint.number).where(Complaint.id == complaint_id)) or ""
