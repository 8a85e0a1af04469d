"""Whose customers are whose: what masking the numbers of others has to know."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Customer


def load_mine(session: Session, staff_id: int) -> frozenset[int]:
    """The customers this member of staff owns."""
    return frozenset(session.scalars(select(Customer.id).where(Customer.owner_id == staff_id)))
