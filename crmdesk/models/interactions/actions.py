"""Logging, changing and deleting what happened with a customer."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.interactions.queries import planned_in
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import (
    Contact,
    Customer,
    FollowUp,
    Gift,
    Interaction,
    PlanService,
    Promise,
    ServiceVisit,
    SurveyResponse,
)

_AHEAD = timedelta(minutes=5)  # clocks of two machines differ
_SUBJECT = 60


def log_interaction(session: Session, draft: InteractionDraft, *, now: datetime) -> int:
    """Store what happened, and its follow-up if one is named; returns the id of the interaction.

    Raises Invalid when the draft has problems, CrmError "customer.gone" when the customer was
    deleted meanwhile.
    """
    _check(draft, now)
    if session.get(Customer, draft.customer_id) is None:
        raise CrmError("customer.gone")
    interaction = Interaction(
        customer_id=draft.customer_id,
        staff_id=context_of(session).staff_id,
        at=draft.at or now,
        created_at=now,
    )
    _fill(session, interaction, draft)
    session.add(interaction)
    session.flush()
    if draft.next_on is not None:
        session.add(_follow_up(interaction, draft, now))
        session.flush()
    return interaction.id


def edit_interaction(
    session: Session, interaction_id: int, draft: InteractionDraft, *, now: datetime
) -> None:
    """Change a log entry, and the open follow-up planned in it; who logged it stays.

    Raises Invalid, or CrmError "interaction.gone" when it was deleted meanwhile.
    """
    _check(draft, now)
    interaction = _existing(session, interaction_id)
    if draft.at is not None:
        interaction.at = draft.at
    _fill(session, interaction, draft)
    if draft.next_on is not None:
        _plan(session, interaction, draft, now)


def delete_interaction(session: Session, interaction_id: int) -> None:
    """Take a log entry away; follow-ups, promises, gifts and services it stood for stay.

    Raises as `edit_interaction`.
    """
    interaction = _existing(session, interaction_id)
    tables: tuple[Any, ...] = (FollowUp, Promise, Gift, PlanService, SurveyResponse, ServiceVisit)
    for table in tables:
        for row in session.scalars(select(table).where(table.interaction_id == interaction_id)):
            row.interaction_id = None
    session.flush()
    session.delete(interaction)


def _check(draft: InteractionDraft, now: datetime) -> None:
    problems = draft.problems()
    if draft.at is not None and draft.at > now + _AHEAD:
        raise Invalid(problems | {"at": "interaction.at.future"})
    if problems:
        raise Invalid(problems)


def _existing(session: Session, interaction_id: int) -> Interaction:
    interaction = session.get(Interaction, interaction_id)
    if interaction is None:
        raise CrmError("interaction.gone")
    return interaction


def _fill(session: Session, interaction: Interaction, draft: InteractionDraft) -> None:
    interaction.kind, interaction.text = draft.kind, draft.text.strip()
    interaction.direction, interaction.purpose = draft.direction, draft.purpose
    interaction.outcome, interaction.minutes = draft.outcome, draft.minutes
    interaction.contact_id = _contact(session, draft)
    if interaction.cost != draft.cost:
        interaction.currency = "" if draft.cost is None else load_office(session).currency
        interaction.cost = draft.cost


def _contact(session: Session, draft: InteractionDraft) -> int | None:
    """The contact if she still is one of this customer: the words are kept in any case."""
    contact = None if draft.contact_id is None else session.get(Contact, draft.contact_id)
    return contact.id if contact and contact.customer_id == draft.customer_id else None


def _follow_up(interaction: Interaction, draft: InteractionDraft, now: datetime) -> FollowUp:
    return FollowUp(
        customer_id=interaction.customer_id,
        contact_id=interaction.contact_id,
        staff_id=interaction.staff_id,
        due_on=draft.next_on,
        due_time=draft.next_time,
        text=draft.next_text.strip() or _first_line(draft.text),
        interaction_id=interaction.id,
        created_at=now,
    )


def _plan(
    session: Session, interaction: Interaction, draft: InteractionDraft, now: datetime
) -> None:
    planned = session.scalar(planned_in(interaction.id))
    if planned is None:
        session.add(_follow_up(interaction, draft, now))
    elif draft.next_on is not None:
        planned.due_on, planned.due_time = draft.next_on, draft.next_time
        planned.text = draft.next_text.strip() or planned.text


def _first_line(text: str) -> str:
    """What a follow-up is about when nothing else was said."""
    return text.strip().partition("\n")[0][:_SUBJECT]
