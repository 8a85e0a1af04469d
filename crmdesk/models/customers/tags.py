"""Tags of one customer, by name as typed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.customers.named import tag_ids
from crmdesk.models.schema import CustomerTag, Tag


def add_tag(session: Session, customer_id: int, name: str) -> None:
    """Tag the customer; a tag the office does not know yet is added to its list.

    Raises CrmError "customer.gone" and "tag.empty".
    """
    get_customer(session, customer_id)
    ids = tag_ids(session, [name])
    if not ids:
        raise CrmError("tag.empty")
    if _link(session, customer_id, Tag.id == ids[0]) is None:
        session.add(CustomerTag(customer_id=customer_id, tag_id=ids[0]))
        session.flush()


def remove_tag(session: Session, customer_id: int, name: str) -> None:
    """Take the tag from the customer; it stays in the office's list."""
    link = _link(session, customer_id, Tag.name == name)
    if link is not None:
        session.delete(link)
        session.flush()


def _link(session: Session, customer_id: int, condition: object) -> CustomerTag | None:
    return session.scalar(
        select(CustomerTag)
        .join(Tag, Tag.id == CustomerTag.tag_id)
        .where(CustomerTag.customer_id == customer_id, condition)  # type: ignore[arg-type]
    )
