"""Remembering that two customers were looked at and are two."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.schema import Customer, DistinctPair


def mark_distinct(session: Session, ids: Sequence[int], *, now: datetime) -> int:
    """Note of each two of these customers that they are not the same; returns how many are new.

    Raises CrmError "customer.gone" where less than two of them are left.
    """
    there = set(session.scalars(select(Customer.id).where(Customer.id.in_(ids))))
    if len(there) < 2:
        raise CrmError("customer.gone")
    known = select(DistinctPair.customer_id, DistinctPair.other_id)
    noted = {tuple(row) for row in session.execute(known.where(DistinctPair.customer_id.in_(ids)))}
    new = [pair for pair in combinations(sorted(there), 2) if pair not in noted]
    staff = context_of(session).staff_id
    for one, other in new:
        session.add(DistinctPair(customer_id=one, other_id=other, staff_id=staff, at=now))
    session.flush()
    return len(new)
