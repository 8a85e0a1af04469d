"""What the composer and the form of a log entry need to know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.schema import Contact, Customer, FollowUp, Interaction


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom one talks to: a customer and the people inside it, as (id, name)."""

    id: int
    name: str
    salutation: str
    contacts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An interaction to be changed: its draft, with the follow-up planned in it that is open, and
    when it happened.
    """

    id: int
    draft: InteractionDraft
    at: datetime
    currency: str


def load_partner(session: Session, customer_id: int) -> Partner:
    """Raises CrmError "customer.gone" when there is no such customer any more."""
    query = select(Customer.name, Customer.salutation).where(Customer.id == customer_id)
    customer = session.execute(query).first()
    if customer is None:
        raise CrmError("customer.gone")
    contacts = session.execute(
        select(Contact.id, Contact.name)
        .where(Contact.customer_id == customer_id)
        .order_by(Contact.position, Contact.id)
    )
    people = tuple((row.id, row.name) for row in contacts)
    return Partner(customer_id, customer.name, customer.salutation, people)


def load_interaction(session: Session, interaction_id: int) -> LogEntry:
    """Raises CrmError "interaction.gone" when it was deleted meanwhile."""
    row = session.get(Interaction, interaction_id)
    if row is None:
        raise CrmError("interaction.gone")
    planned = session.scalar(planned_in(interaction_id))
    draft = InteractionDraft(
        customer_id=row.customer_id,
        kind=row.kind,
        text=row.text,
        direction=row.direction,
        purpose=row.purpose,
        outcome=row.outcome,
        minutes=row.minutes,
        cost=row.cost,
        at=row.at,
        contact_id=row.contact_id,
        next_on=planned.due_on if planned else None,
        next_time=planned.due_time if planned else "",
        next_text=planned.text if planned else "",
    )
    return LogEntry(row.id, draft, row.at, row.currency)


def planned_in(interaction_id: int) -> Select[FollowUp]:
    """The open follow-up that was noted along with a log entry."""
    return (
        select(FollowUp)
        .where(FollowUp.interaction_id == interaction_id, FollowUp.status == "open")
        .order_by(FollowUp.id)
        .limit(1)
    )
