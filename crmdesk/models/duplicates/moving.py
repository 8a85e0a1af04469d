"""Each kind of thing a customer owns, moved to the customer that stays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.duplicates.belongings import Belongings
from crmdesk.models.duplicates.choices import JOIN, MergeDraft, propose_text
from crmdesk.models.duplicates.facts import Names
from crmdesk.models.duplicates.folding import fold
from crmdesk.models.schema import (
    Address,
    Base,
    Channel,
    Consent,
    Contact,
    Customer,
    CustomerOwned,
    CustomValue,
    DistinctPair,
    Draft,
    Email,
    FormerNumber,
    Invoice,
    Phone,
)

_ORDERED = (Address, Channel, Email, Invoice, Phone)
"""Tables whose rows the user put in order, each contact's by themselves."""
_PERSONAL = ("salutation", "gender", "title", "birthday_calendar", "birthday_year",
             "birthday_month", "birthday_day", "birthday_leap")  # fmt: skip


@dataclass(slots=True)
class Work:
    """What is to be deleted once everything has moved."""

    session: Session
    now: datetime
    names: Names
    fields: dict[int, str]
    gone: dict[type[CustomerOwned], list[Any]] = field(default_factory=dict)
    merged: list[Customer] = field(default_factory=list)

    def drop(self, table: type[CustomerOwned], rows: Iterable[Any]) -> None:
        self.gone.setdefault(table, []).extend(rows)


def move_contacts(hands: Belongings, sides: Sequence[Customer], work: Work) -> dict[int, int]:
    """Contacts of one name become one; persons merged into a company become contacts of it.

    Returns the contact each such person has become.
    """
    keeper = sides[0]
    rows = hands.of(Contact, [customer.id for customer in sides])
    folded = fold(Contact, rows)
    work.drop(Contact, (row for row, _same in folded.gone))
    for row, same in folded.gone:
        redirect(hands, sides, "contact", row.id, same.id)
    _move(folded.kept, keeper.id)
    made: dict[int, int] = {}
    if any(customer.kind == "company" for customer in sides):
        for person in sides:
            if person.kind != "company" and person is not keeper:
                made[person.id] = _as_contact(person, keeper, folded.kept, work)
    return made


def _as_contact(person: Customer, keeper: Customer, known: list[Any], work: Work) -> int:
    key = same_name_key(person.name)
    contact = next((row for row in known if same_name_key(row.name) == key), None)
    if contact is None:
        contact = Contact(customer_id=keeper.id, name=person.name, position=len(known))
        known.append(contact)
        work.session.add(contact)
    for name in _PERSONAL:
        if not getattr(contact, name, None) and getattr(person, name):
            setattr(contact, name, getattr(person, name))
    work.session.flush()  # it needs its id
    return int(contact.id)


def follow(
    table: type[CustomerOwned],
    rows: list[list[Any]],
    keeper: Customer,
    work: Work,
    new: dict[int, int],
) -> list[tuple[Any, Any]]:
    """Move the rows of a table, those that say the same folded into one.

    Returns each row that goes with the one that stays for it.
    """
    for side in rows[1:]:
        for row in side:
            contact = new.get(row.customer_id)
            if contact is not None and getattr(row, "contact_id", contact) is None:
                row.contact_id = contact
    folded = fold(table, rows)
    work.drop(table, (row for row, _same in folded.gone))
    _move(folded.kept, keeper.id)
    if table in _ORDERED:
        places = Counter[int | None]()
        for row in folded.kept:
            contact = getattr(row, "contact_id", None)
            _set(row, "position", places[contact])
            places[contact] += 1
    return folded.gone


def redirect(hands: Belongings, sides: Sequence[Customer], target: str, old: int, new: int) -> None:
    """Let what pointed to a row that goes point to the one that stays."""
    for table in owned_tables():
        for column in Base.metadata.tables[table.__tablename__].columns:
            if any(key.column.table.name == target for key in column.foreign_keys):
                for rows in hands.of(table, [customer.id for customer in sides]):
                    for row in rows:
                        if getattr(row, column.name) == old:
                            setattr(row, column.name, new)


def choose_values(
    hands: Belongings, sides: Sequence[Customer], draft: MergeDraft, work: Work
) -> None:
    """One value for each field of the user's own: the one picked, proposed, or both texts."""
    by_field: dict[int, dict[int, CustomValue]] = {}
    for customer, rows in zip(sides, hands.of(CustomValue, [c.id for c in sides]), strict=True):
        for row in rows:
            by_field.setdefault(row.field_id, {})[customer.id] = row
    newest = [c.id for c in sorted(sides, key=lambda c: (c.created_at, c.id), reverse=True)]
    for field_id, rows_by in by_field.items():
        texts = {key: row.value for key, row in rows_by.items()}
        pick = draft.picks.get(field_id, propose_text(texts, newest))
        if pick == JOIN and work.fields.get(field_id) == "text":
            value = "；".join(dict.fromkeys(texts.values()))
        else:
            value = texts.get(pick, "")
        staying = rows_by.get(sides[0].id) or next(iter(rows_by.values()))
        if not value:  # picked from somebody who has none
            work.drop(CustomValue, rows_by.values())
            continue
        work.drop(CustomValue, (row for row in rows_by.values() if row is not staying))
        _set(staying, "value", value)
        _set(staying, "customer_id", sides[0].id)


def keep_apart(hands: Belongings, ids: Sequence[int], work: Work) -> None:
    """Who was found to be another customer is another than the merged one."""
    keeper, known = ids[0], set[tuple[int, int]]()
    rows = [row for side in hands.of(DistinctPair, ids) for row in side]
    rows += [row for key in ids for row in hands.paired.get(key, ())]
    for row in dict.fromkeys(rows):
        one, other = (keeper if key in ids else key for key in (row.customer_id, row.other_id))
        pair = (min(one, other), max(one, other))
        if one == other or pair in known:
            work.drop(DistinctPair, [row])
            continue
        known.add(pair)
        _set(row, "customer_id", pair[0])
        _set(row, "other_id", pair[1])


def keep_numbers(
    hands: Belongings, keeper: Customer, others: Sequence[Customer], work: Work
) -> None:
    """An old book still finds her by any number she had."""
    for rows in hands.of(FormerNumber, [customer.id for customer in others]):
        _move(rows, keeper.id)
    for customer in others:
        work.session.add(FormerNumber(customer_id=keeper.id, number=customer.number))


def keep_refusals(hands: Belongings, sides: Sequence[Customer], work: Work) -> None:
    """What one of them refused stays refused, however new another's permission is."""
    rows = hands.of(Consent, [customer.id for customer in sides])
    newest = _standing(row for side in rows for row in side)
    refused = {name for side in rows for name, row in _standing(side).items() if not row.given}
    for channel in sorted(refused):
        if newest[channel].given:
            work.session.add(
                Consent(
                    customer_id=sides[0].id,
                    channel=channel,
                    given=False,
                    at=work.now,
                    how=_("refused before two records were merged"),
                    staff_id=context_of(work.session).staff_id,
                )
            )


def _standing(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.channel: row for row in sorted(rows, key=lambda row: (row.at, row.id))}


def keep_words(session: Session, keeper: int, others: Sequence[int]) -> None:
    """Words begun about one who goes are offered with the one who stays."""
    for other in others:
        ends = session.scalars(select(Draft).where(Draft.key.like(f"%:{other}")))
        for draft in ends:
            key = f"{draft.key.rpartition(':')[0]}:{keeper}"
            if draft.key.endswith(f"composer:{other}") and session.get(Draft, key) is None:
                values = {"staff_id": draft.staff_id, "at": draft.at, "data": draft.data}
                session.add(Draft(key=key, **values))
                session.delete(draft)


def repoint(customer: Customer, old: int, new: int) -> None:
    for name in ("parent_id", "referrer_id"):
        if getattr(customer, name) == old:
            setattr(customer, name, new if customer.id != new else None)


def _move(rows: Iterable[Any], keeper: int) -> None:
    for row in rows:
        _set(row, "customer_id", keeper)


def _set(row: Any, name: str, value: object) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)
