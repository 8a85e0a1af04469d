"""The number to call a contact by."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Phone


def contact_phones(session: Session, contacts: Sequence[int]) -> dict[int, str]:
    """The first phone of each contact that has one."""
    if not contacts:
        return {}
    query = (
        select(Phone.contact_id, Phone.e164, Phone.raw)
        .where(Phone.contact_id.in_(contacts))
        .order_by(Phone.position, Phone.id)
    )
    found: dict[int, str] = {}
    for contact_id, e164, raw in session.execute(query):
        found.setdefault(contact_id or 0, e164 or raw)
    return found
