"""Everything that some customers own and all that points to them, read at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.derived.summary import batches
from crmdesk.models.schema import Base, Customer, CustomerOwned, DistinctPair

Owned = dict[int, list[Any]]
_BATCH = 500


@dataclass(slots=True)
class Belongings:
    """Rows to be changed, by what they are and whose; `pointing` are customers whose parent or
    referrer one of these is."""

    customers: dict[int, Customer]
    owned: dict[type[CustomerOwned], Owned] = field(default_factory=dict)
    pointing: dict[int, list[Customer]] = field(default_factory=dict)
    paired: Owned = field(default_factory=dict)

    def of(self, table: type[CustomerOwned], customers: Sequence[int]) -> list[list[Any]]:
        """The rows of a table for each of these customers."""
        rows = self.owned.get(table, {})
        return [rows.get(customer, []) for customer in customers]

    def get(self, customer: int) -> Customer:
        """Raises CrmError "customer.gone" where somebody deleted (or merged) her meanwhile."""
        if (found := self.customers.get(customer)) is None:
            raise CrmError("customer.gone")
        return found


def load_belongings(session: Session, ids: Iterable[int]) -> Belongings:
    """Of these customers; one that is gone is absent."""
    found = Belongings({})
    wanted = sorted(set(ids))
    for part in batches(wanted, _BATCH):
        query = select(Customer).where(Customer.id.in_(part))
        found.customers |= {customer.id: customer for customer in session.scalars(query)}
        for table in owned_tables():
            owned = found.owned.setdefault(table, defaultdict(list))
            rows = select(table).where(table.customer_id.in_(part)).order_by(_order(table))
            for row in session.scalars(rows.order_by(table.id)):
                owned[row.customer_id].append(row)
        _load_pointing(session, part, found)
    return found


def _order(table: type[CustomerOwned]) -> Any:
    columns = Base.metadata.tables[table.__tablename__].columns
    return columns.get("position", columns["id"])


def _load_pointing(session: Session, part: Sequence[int], found: Belongings) -> None:
    named = or_(Customer.parent_id.in_(part), Customer.referrer_id.in_(part))
    for customer in session.scalars(select(Customer).where(named)):
        for target in {customer.parent_id, customer.referrer_id} & set(part):
            if target is not None:
                found.pointing.setdefault(target, []).append(customer)
    for pair in session.scalars(select(DistinctPair).where(DistinctPair.other_id.in_(part))):
        found.paired.setdefault(pair.other_id, []).append(pair)
