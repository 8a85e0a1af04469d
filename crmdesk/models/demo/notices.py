"""Whom the made-up office told that their data are kept: buyers mostly, with the contract."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Customer, DataBasis

_WAYS = (("contract", "", 0.5), ("message", "consent", 0.3), ("form", "", 0.2))
_TOLD = {"customer": 0.7, "returning": 0.85, "interested": 0.3}


def add_notices(session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
    """One line for each who was told, on a day between the first talk and now."""
    rng = random.Random(f"{today}/notices")
    query = select(Customer.id, Customer.stage, Customer.created_at, Customer.owner_id)
    rows = []
    for customer, stage, made, owner in session.execute(query.order_by(Customer.id)).all():
        if rng.random() >= _TOLD.get(stage, 0):
            continue
        first = made.astimezone(zone).date()
        day = date.fromordinal(rng.randint(min(first, today).toordinal(), today.toordinal()))
        [(how, basis, _weight)] = rng.choices(_WAYS, [weight for *_way, weight in _WAYS])
        rows.append(
            {
                "customer_id": customer,
                "basis": basis,
                "noticed_on": day,
                "how": how,
                "at": datetime.combine(day, time(10), zone),
                "staff_id": owner or staff[0],
            }
        )
    if rows:
        session.execute(insert(DataBasis), rows)
