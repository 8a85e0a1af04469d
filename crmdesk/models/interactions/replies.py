"""The reply clock: who waits for an answer, since when, and how long that may take.

One row per customer: what she wrote since the last answer is one question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Reading, read_clock
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.unanswered import DAYS, waits
from crmdesk.models.interactions.reply_targets import load_reply_targets
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.schema import Contact, Customer, CustomerSummary, Interaction, Staff


@dataclass(frozen=True, slots=True)
class Waiting:
    """A customer to be answered: `at` is when the first of `ids` came in, `kind`, `text` and the
    contact are those of the newest.
    """

    customer_id: int
    customer: str
    customer_kind: str
    salutation: str
    company: str
    phone: str
    contact_id: int | None
    contact: str
    staff: str
    ids: tuple[int, ...]
    at: datetime
    kind: str
    text: str
    clock: Reading


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many wait, and those to be shown, the one whose time is up first at the top."""

    total: int = 0
    rows: Sequence[Waiting] = field(default_factory=list)


def load_unanswered(
    session: Session, now: datetime, staff: Sequence[int] = (), limit: int | None = None
) -> Unanswered:
    """Those of these people's customers (nobody's: of who wrote it down); no `staff`: all."""
    query = _rows().where(Interaction.at >= now - DAYS, waits())
    if staff:
        query = query.where(func.coalesce(Customer.owner_id, Interaction.staff_id).in_(staff))
    found = _read(session, session.execute(query), now)
    return Unanswered(len(found), found[:limit])


def load_waiting(session: Session, customer_id: int, now: datetime) -> Waiting | None:
    """What this customer waits for, if she does."""
    query = _rows().where(
        Interaction.customer_id == customer_id, Interaction.at >= now - DAYS, waits()
    )
    found = _read(session, session.execute(query), now)
    return found[0] if found else None


def needs_no_answer(session: Session, customer_id: int, *, now: datetime) -> int:
    """What this customer sent wants no answer; returns how many entries that are.

    Raises CrmError "reply.answered" when nothing of hers waits any more.
    """
    query = select(Interaction).where(
        Interaction.customer_id == customer_id, Interaction.at >= now - DAYS, waits()
    )
    rows = session.scalars(query).all()
    if not rows:
        raise CrmError("reply.answered")
    for row in rows:
        row.needs_reply = False
    return len(rows)


def _rows() -> Any:
    return (
        select(
            Interaction.id, Interaction.customer_id, Interaction.at, Interaction.kind,
            Interaction.text, Interaction.contact_id, Customer.name, Customer.kind.label("who"),
            Customer.salutation, func.coalesce(Customer.company, "").label("company"),
            func.coalesce(CustomerSummary.phone, "").label("phone"),
            func.coalesce(Contact.name, "").label("contact"),
            func.coalesce(Staff.name, "").label("staff"),
        )
        .join(Customer, Customer.id == Interaction.customer_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Interaction.customer_id)
        .outerjoin(Contact, Contact.id == Interaction.contact_id)
        .outerjoin(Staff, Staff.id == func.coalesce(Customer.owner_id, Interaction.staff_id))
        .where(Customer.kind != "internal")  # colleagues are not answered by the clock
    )  # fmt: skip


def _read(session: Session, rows: Iterable[Any], now: datetime) -> list[Waiting]:
    """One of each customer. Sorted here: asked for in order, the index of what came in would
    not be used.
    """
    by_customer: dict[int, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        by_customer.setdefault(row.customer_id, []).append(row)
    if not by_customer:
        return []
    work, targets = load_working_time(session), load_reply_targets(session)

    def waiting(entries: Sequence[Any]) -> Waiting:
        first, last = entries[0], entries[-1]
        clock = read_clock(
            work, first.at, targets.allowed(first.kind), now=now, amber=targets.amber / 100
        )
        return Waiting(
            last.customer_id, last.name, last.who, last.salutation, last.company, last.phone,
            last.contact_id, last.contact, last.staff, tuple(entry.id for entry in entries),
            first.at, last.kind, last.text, clock,
        )  # fmt: skip

    found = [waiting(entries) for entries in by_customer.values()]
    return sorted(found, key=lambda one: (one.clock.left, one.at))
