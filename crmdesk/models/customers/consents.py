"""By which channels a customer may be contacted: each yes and no is kept, the newest counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.edit import get_customer
from crmdesk.models.customers.refusals import forget_refusals, load_traces, remember_refusals
from crmdesk.models.customers.rules import CONSENT_CHANNELS
from crmdesk.models.schema import Consent


def record_consent(
    session: Session, customer_id: int, channel: str, *, given: bool, how: str, now: datetime
) -> int:
    """Note that she agreed, or refused, to be contacted by a channel, and how she said so.

    Raises CrmError "customer.gone" and "fact.choice" for a channel that is none.
    """
    get_customer(session, customer_id)
    if channel not in CONSENT_CHANNELS:
        raise CrmError("fact.choice")
    row = Consent(
        customer_id=customer_id,
        channel=channel,
        given=given,
        at=now,
        how=how.strip(),
        staff_id=context_of(session).staff_id,
    )
    session.add(row)
    session.flush()
    traces = load_traces(session, [customer_id])
    if given:
        forget_refusals(session, channel, traces[customer_id])
    else:
        remember_refusals(session, channel, traces.values(), now=now)
    return row.id


def consent_now(session: Session, customer_id: int) -> dict[str, bool]:
    """Channel -> whether she agreed; a channel nobody asked about is absent."""
    query = (
        select(Consent.channel, Consent.given)
        .where(Consent.customer_id == customer_id)
        .order_by(Consent.at, Consent.id)
    )
    return {row.channel: row.given for row in session.execute(query)}
