"""What stands for the braces in an answer to one customer."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Staff


def words_for(session: Session, customer_id: int | None, staff_id: int) -> dict[str, str]:
    """Her salutation, who speaks, the office; nothing for who is not known."""
    salutation = select(Customer.salutation).where(Customer.id == customer_id)
    me = select(Staff.name).where(Staff.id == staff_id)
    return {
        "salutation": session.scalar(salutation) or "" if customer_id is not None else "",
        "me": session.scalar(me) or "",
        "office": load_office(session).name,
    }
