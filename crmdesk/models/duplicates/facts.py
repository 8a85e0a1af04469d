"""The facts of the customer that stays, put together from those of all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.facts import (
    FACTS,
    FactValue,
    fact_of,
    fact_text,
    label_of,
    set_birthday,
)
from crmdesk.models.duplicates.choices import (
    JOIN,
    MERGED,
    OF_CONTACT,
    OF_PERSON,
    joined,
    pickable,
    propose,
    says_less,
)
from crmdesk.models.schema import Customer, Source, Staff

_MOST_LEVELS = 50
_POINTING = ("parent_id", "referrer_id")


@dataclass(slots=True)
class Names:
    """What ids stand for: members of staff, sources, customers."""

    staff: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    customers: dict[int, str] = field(default_factory=dict)

    def say(self, name: str, value: FactValue) -> str:
        """The value of a fact as it is read."""
        if value is None or value == "":
            return ""
        if isinstance(value, Birthday):
            return say_birthday(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int):
            known = {"owner_id": self.staff, "source_id": self.sources}.get(name, self.customers)
            return known.get(value, "…")
        return fact_text(name, value)


def load_names(session: Session, customers: Iterable[Customer] = ()) -> Names:
    """Those of all staff and sources, and of the customers these point to."""
    named = {getattr(customer, name) for customer in customers for name in _POINTING} - {None}
    relatives = select(Customer.id, Customer.name).where(Customer.id.in_(named))
    return Names(
        {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))},
        {row.id: row.name for row in session.execute(select(Source.id, Source.name))},
        {row.id: row.name for row in session.execute(relatives)} if named else {},
    )


def combine(
    customers: Sequence[Customer], keeper: Customer, picks: Mapping[str | int, int]
) -> dict[str, FactValue]:
    """The value of each fact after the merge; `number` is the keeper's."""
    choosing = pickable(customers)
    found: dict[str, FactValue] = {}
    for name in MERGED:
        among = choosing if name in OF_PERSON or name == "name" else customers
        pick = picks.get(name, propose(name, among, keeper))
        if pick == JOIN:
            ordered = sorted(among, key=lambda customer: customer is not keeper)
            found[name] = joined(name, [fact_of(customer, name) for customer in ordered])
        else:
            chosen = next((customer for customer in among if customer.id == pick), keeper)
            found[name] = fact_of(chosen, name)
    return found


def rest_lines(
    customers: Sequence[Customer],
    keeper: Customer,
    result: Mapping[str, FactValue],
    names: Names,
    *,
    private: bool,
) -> list[str]:
    """What the result does not say, a line for each customer; of `private` facts or the others."""
    ids = {customer.id for customer in customers}
    lines: list[str] = []
    for customer in customers:
        contact = keeper.kind == "company" and customer.kind != "company"
        told = [
            _("{field}: {value}").format(field=label_of(name), value=names.say(name, value))
            for name, value in _left_out(customer, result, ids)
            if FACTS[name].private == private and not (contact and name in OF_CONTACT)
        ]
        if told:
            line = _("From {number}: {facts}")
            lines.append(line.format(number=customer.number, facts="；".join(told)))
    return lines


def _left_out(
    customer: Customer, result: Mapping[str, FactValue], ids: set[int]
) -> Iterator[tuple[str, FactValue]]:
    for name in MERGED:
        value = fact_of(customer, name)
        if name in ("number", "stage") or (name in _POINTING and value in ids):
            continue
        if not says_less(value, result[name]):
            yield name, value


def write_facts(
    session: Session,
    keeper: Customer,
    customers: Sequence[Customer],
    result: Mapping[str, FactValue],
) -> None:
    """Store the result in the row that stays."""
    gone = {customer.id for customer in customers} - {keeper.id}
    for name, value in result.items():
        if name == "birthday":
            set_birthday(keeper, value if isinstance(value, Birthday) else None)
        elif name == "company":
            _set(keeper, name, str(value or "") or None)
        elif name == "stage":
            _enter(keeper, customers, str(value))
        elif name in _POINTING:
            _set(keeper, name, _relative(session, keeper, gone, name, value))
        else:
            _set(keeper, name, value)
    _set(keeper, "created_at", min(customer.created_at for customer in customers))


def _enter(keeper: Customer, customers: Sequence[Customer], stage: str) -> None:
    """The stage with the day on which somebody of them entered it."""
    days = [c.stage_since for c in customers if c.stage == stage and c.stage_since is not None]
    if keeper.stage != stage:
        keeper.stage, keeper.stage_since = stage, min(days, default=None)


def _relative(
    session: Session, keeper: Customer, gone: set[int], field: str, value: FactValue
) -> int | None:
    """Whom she belongs to or was referred by; nobody where that would lead back to herself."""
    if not isinstance(value, int) or value in gone or value == keeper.id:
        return None
    seen = value
    for _level in range(_MOST_LEVELS):
        above = session.scalar(select(getattr(Customer, field)).where(Customer.id == seen))
        if above is None:
            return value
        if above in gone or above == keeper.id:
            return None
        seen = above
    return None


def _set(customer: Customer, name: str, value: Any) -> None:
    if getattr(customer, name) != value:
        setattr(customer, name, value)
