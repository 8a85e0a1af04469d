"""Which columns an export has: those somebody asked for, or all that hold something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.people import CONTACT_CODES
from crmdesk.models.exchange.export.reach import Many, kinds_of_many
from crmdesk.models.exchange.stored.customers import Part, parts
from crmdesk.models.exchange.vocabulary.fields import CUSTOMER_FIELDS, Target
from crmdesk.models.schema import (
    NEVER,
    Consent,
    Contact,
    Customer,
    CustomerSummary,
    CustomerTag,
    CustomField,
    CustomValue,
)

ALWAYS = ("number", "kind", "name", "company", "stage")
OWN = (
    "number", "kind", "name", "salutation", "gender", "title", "company", "parent", "stage",
    "stage_since", "source", "industry", "country", "region", "size", "owner", "referrer",
    "birthday", "hobbies", "diet", "gift_taste", "preferred_channel", "preferred_hour",
    "occupation", "education", "income", "bereaved_on", "warning", "note", "private_note",
    "last_contact",
)  # fmt: skip
"""Fields that stand in the customer's own row, or are computed for her."""

_STORED_AS = {
    "parent": "parent_id",
    "source": "source_id",
    "owner": "owner_id",
    "referrer": "referrer_id",
    "birthday": "birthday_calendar",
}
_PLACE = {field.code: place for place, field in enumerate(CUSTOMER_FIELDS)}
_BESIDE = 3
"""So many phones, addresses or contacts stand where one looks for them."""
_FIRST = 500
"""What these rows hold needs not be looked for in the others."""
_ASK_ALL = 20_000
"""For more customers than this the whole database is asked: an empty column costs less."""


def all_targets(
    session: Session, ids: Sequence[int] | None, country: str, *, computed: bool
) -> list[Target]:
    """Every column that holds something for these customers, in the order of the field list.

    `computed` adds what an import would not take back, such as the last contact.
    """
    some = ids is not None and len(ids) <= _ASK_ALL
    scope = list(parts(session, ids)) if some else [None]
    found = {Target(code) for code in _own_used(session, scope)} | set(map(Target, ALWAYS))
    if computed and _any(session, scope, CustomerSummary, CustomerSummary.last_contact > NEVER):
        found.add(Target("last_contact"))
    if _any(session, scope, CustomerTag):
        found.add(Target("tags"))
    for many in kinds_of_many(country):
        found |= set(_many_used(session, scope, many))
    found |= set(_contacts_used(session, scope, country))
    found |= {part for target in found for part in _beside(target)}
    found |= set(_consents_used(session, scope))
    customs = _customs_used(session, scope)
    near = [target for target in found if not is_beyond(target)]
    return [*sorted(near, key=_in_order), *customs, *sorted(found - {*near}, key=_in_order)]


def _beside(target: Target) -> Iterator[Target]:
    """Where an address stands, so do its parts: an import would fill them by guessing."""
    if target.field == "address":
        for part in ("region", "city", "street"):
            yield Target(f"address.{part}", target.n, target.contact)
        if not target.contact:
            yield Target("region")


def is_beyond(target: Target) -> bool:
    """Whether this is one more than most customers have."""
    return target.n > _BESIDE or target.contact > _BESIDE


def _in_order(target: Target) -> tuple[bool, int, int, int, int]:
    """Own columns before those of contacts; the columns of one phone stay together.

    What few customers have so many of stands at the end, out of the way.
    """
    group = target.field.partition(".")[0]
    many = target.field if group == "consent" else group
    place = _PLACE[target.field]
    return is_beyond(target), target.contact, _PLACE.get(many, place), target.n, place


Scope = Sequence[Part | None]
"""The customers asked about, some thousand at a time; None stands for all."""


def _own_used(session: Session, scope: Scope) -> set[str]:
    stored = [code for code in OWN if code != "last_contact"]
    columns = {code: getattr(Customer, _STORED_AS.get(code, code)) for code in stored}
    return _used(session, scope, Customer.id, columns)


def _many_used(session: Session, scope: Scope, many: Many) -> Iterator[Target]:
    contact = getattr(many.table, "contact_id", None)
    own = []
    if contact is not None and _any(session, scope, many.table, contact.is_not(None)):
        own.append(contact.is_(None))  # asked for only where it says something: it is slow
    yield from _reach_used(session, scope, many, many.table.customer_id, own, contact=0)


def _contacts_used(session: Session, scope: Scope, country: str) -> Iterator[Target]:
    count = _most(session, scope, Contact.customer_id, Contact.customer_id)
    if not count:
        return
    columns = {code: getattr(Contact, _STORED_AS.get(code, code)) for code in CONTACT_CODES}
    codes = _used(session, scope, Contact.customer_id, columns)
    targets = [Target(code, 1, 1) for code in codes]
    for many in kinds_of_many(country):
        contact = getattr(many.table, "contact_id", None)
        if contact is not None:
            own = [contact.is_not(None)]
            targets += _reach_used(session, scope, many, contact, own, contact=1)
    for number in range(1, count + 1):
        yield from (Target(target.field, target.n, number) for target in targets)


def _reach_used(
    session: Session,
    scope: Scope,
    many: Many,
    owner: Any,
    own: list[ColumnElement[bool]],
    *,
    contact: int,
) -> Iterator[Target]:
    conditions = [*many.conditions(), *own]
    count = _most(session, scope, owner, many.table.customer_id, *conditions)
    if not count:
        return
    used = _used(session, scope, many.table.customer_id, many.columns, *conditions)
    for number in range(1, count + 1):
        yield from (Target(code, number, contact) for code in used | {many.code})


def _consents_used(session: Session, scope: Scope) -> Iterator[Target]:
    for part in scope:
        query = select(Consent.channel).distinct()
        if part is not None:
            query = query.where(part.has(Consent.customer_id))
        for channel in session.scalars(query):
            for detail in ("", ".at", ".how", ".staff"):
                if (code := f"consent.{channel}{detail}") in _PLACE:
                    yield Target(code)


def _customs_used(session: Session, scope: Scope) -> list[Target]:
    used: set[int] = set()
    for part in scope:
        query = select(CustomValue.field_id).distinct()
        if part is not None:
            query = query.where(part.has(CustomValue.customer_id))
        used |= set(session.scalars(query))
    fields = select(CustomField).order_by(CustomField.position, CustomField.id)
    return [
        Target("custom", label=field.name) for field in session.scalars(fields) if field.id in used
    ]


def _any(session: Session, scope: Scope, table: Any, *conditions: ColumnElement[bool]) -> bool:
    owner = table.customer_id
    queries = (_among(part, select(owner), owner, conditions).limit(1) for part in scope)
    return any(session.scalar(query) is not None for query in queries)


def _most(
    session: Session, scope: Scope, owner: Any, customer: Any, *conditions: ColumnElement[bool]
) -> int:
    """How many rows of one owner there are at most."""
    most = 0
    for part in scope:
        counts = _among(part, select(func.count(owner).label("n")), customer, conditions)
        query = select(func.max(counts.group_by(owner).subquery().c.n))
        most = max(most, session.scalar(query) or 0)
    return most


def _used(
    session: Session,
    scope: Scope,
    customer: Any,
    columns: Mapping[str, Any],
    *conditions: ColumnElement[bool],
) -> set[str]:
    """The codes of the columns in which some row holds something."""
    found: set[str] = set()
    for part in scope:
        first = _among(part, select(*columns.values()), customer, conditions).limit(_FIRST)
        cells = zip(*session.execute(first), strict=True)
        found |= {code for code, column in zip(columns, cells, strict=False) if any(column)}
        sought = {code: column for code, column in columns.items() if code not in found}
        filled = [func.max(case((_filled(column), 1), else_=0)) for column in sought.values()]
        if filled:
            row = session.execute(_among(part, select(*filled), customer, conditions)).one()
            found |= {code for code, used in zip(sought, row, strict=True) if used}
    return found


def _among(part: Part | None, query: Any, customer: Any, conditions: Sequence[Any]) -> Any:
    query = query.where(*conditions)
    return query if part is None else query.where(part.has(customer))


def _filled(column: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.is_not(None)
    return found & (column != "") if isinstance(column.type, String) else found
