"""The sheets of an export of everything that tell what is to be done: promises, follow-ups."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.blocks import Found
from crmdesk.models.exchange.export.log_cells import (
    Detail,
    contact_name,
    decoded,
    decoders,
    staff_name,
)
from crmdesk.models.exchange.stored.customers import Part, gather
from crmdesk.models.exchange.vocabulary.fields import FOLLOW_UP_FIELDS, PROMISE_FIELDS, Target
from crmdesk.models.exchange.writers.sheet import Cells
from crmdesk.models.schema import Customer, FollowUp, Promise, PromiseMove

_MOVE = {
    "move.at": PromiseMove.at,
    "move.staff": PromiseMove.staff_id,
    "move.from_on": PromiseMove.from_on,
    "move.to_on": PromiseMove.to_on,
    "move.reason": PromiseMove.reason,
}


class FollowUpTable:
    """One row each dated task."""

    sheet = "follow_ups"

    def __init__(self, zone: tzinfo) -> None:
        self.targets = [Target(field.code) for field in FOLLOW_UP_FIELDS]
        self._zone = zone

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        codes = [target.field for target in self.targets]
        own = {"done_by": staff_name(FollowUp.done_by_id)}
        query = (
            select(FollowUp.customer_id, *_columns(FollowUp, codes, own))
            .join(Customer, Customer.id == FollowUp.customer_id)
            .where(part.has(FollowUp.customer_id))
            .order_by(FollowUp.due_on, FollowUp.id)
        )
        owners, *found = gather(session, query)
        for at, decode in decoders(self.sheet, codes, self._zone):
            found[at] = list(map(decode, found[at]))
        return owners, found


class PromiseTable:
    """One row each promise, with the days it was moved to beside it."""

    sheet = "promises"

    def __init__(self, session: Session, zone: tzinfo) -> None:
        self._zone = zone
        self._codes = [field.code for field in PROMISE_FIELDS if not field.many]
        self._moves = Detail(session, PromiseMove, _MOVE, PromiseMove.promise_id)
        self.targets = [*map(Target, self._codes), *self._moves.targets]

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        own = {"closed_by": staff_name(Promise.closed_by_id)}
        query = (
            select(Promise.customer_id, Promise.id, *_columns(Promise, self._codes, own))
            .join(Customer, Customer.id == Promise.customer_id)
            .where(part.has(Promise.customer_id))
            .order_by(Promise.made_at, Promise.id)
        )
        moves = self._moves.load(session, part, self._zone)
        known = decoders(self.sheet, self._codes, self._zone)
        owners: list[int] = []
        found: list[Cells] = []
        for customer, promise, *cells in session.execute(query):
            owners.append(customer)
            found.append(decoded(cells, known) + self._moves.cells(moves.get(promise, [])))
        return owners, list(map(list, zip(*found, strict=True)))


def _columns(table: Any, codes: list[str], own: dict[str, Any]) -> list[Any]:
    special = own | {
        "customer_number": Customer.number,
        "customer": Customer.name,
        "contact": contact_name(table.contact_id),
        "staff": staff_name(table.staff_id),
    }
    return [special.get(code, getattr(table, code, None)) for code in codes]
