"""How to reach a customer, and where to go, for those who are sent there."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Address, CustomerSummary, Phone


def phone_of(session: Session, customer_id: int, contact_id: int | None) -> str:
    """The first number of the contact, else the customer's; E.164, or as it was typed."""
    if contact_id is not None:
        query = (
            select(Phone.e164, Phone.raw)
            .where(Phone.contact_id == contact_id)
            .order_by(Phone.position, Phone.id)
            .limit(1)
        )
        for e164, raw in session.execute(query):
            return str(e164 or raw)
    own = select(CustomerSummary.phone).where(CustomerSummary.customer_id == customer_id)
    return session.scalar(own) or ""


def address_of(session: Session, customer_id: int, contact_id: int | None) -> str:
    """The first address of the contact, else the customer's."""
    query = (
        select(Address.raw)
        .where(
            Address.customer_id == customer_id,
            or_(Address.contact_id == contact_id, Address.contact_id.is_(None)),
        )
        .order_by(Address.contact_id.is_(None), Address.position, Address.id)
        .limit(1)
    )
    return session.scalar(query) or ""
