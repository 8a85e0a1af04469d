"""What customers of the made-up office wrote lately: mostly answered soon, some still waiting; and
two good customers nobody has spoken to for long.
"""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from crmdesk.models.demo.talks import sentence
from crmdesk.models.demo.words import country
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.interactions.replies import load_unanswered
from crmdesk.models.schema import Customer, CustomerSummary, Interaction, Order

_WRITERS, _WAITING = 40, 5
_DAYS = 8
_BIGGEST = 6
_SILENT = timedelta(days=80)
_KINDS = {"CN": ("wechat", "wechat", "wechat", "email"), "TW": ("sms", "email", "sms")}


def add_messages(session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
    """Of the last week; whoever is asked for nothing else waits for an answer."""
    midnight = datetime.combine(today, time(), zone).astimezone(UTC)
    made = _Messages(random.Random(f"messages/{today}"), staff, midnight)
    for one in load_unanswered(session, midnight).rows:
        made.answer(one.customer_id, one.salutation or one.customer, one.kind, one.at, None)
    quiet_since = midnight - timedelta(days=2)
    for number, customer in enumerate(session.execute(_writers(quiet_since)).all()):
        made.ask(customer, number)
    if not made.rows:
        return
    session.execute(insert(Interaction), made.rows)
    refresh_summaries(session, [*made.touched, *_fall_silent(session, today, midnight)])


class _Messages:
    """Writes them down; `touched` are the customers."""

    def __init__(self, rng: random.Random, staff: Sequence[int], midnight: datetime) -> None:
        self._rng, self._staff, self._midnight = rng, staff, midnight
        self.touched: set[int] = set()
        self.rows: list[dict[str, Any]] = []

    def ask(self, customer: Any, number: int) -> None:
        """One message; the first customers still wait, the others were answered."""
        rng = self._rng
        back = 1 if number < _WAITING else 1 + number % _DAYS
        minutes = 9 * 60 + int(rng.random() * 500)
        at = self._midnight - timedelta(days=back) + timedelta(minutes=minutes)
        kind = rng.choice(_KINDS[country()])
        who = customer.salutation or customer.name
        self._add(customer.id, customer.owner_id, kind, "in", at, "asked", who)
        if number >= _WAITING:
            self.answer(customer.id, who, kind, at, customer.owner_id)

    def answer(
        self, customer: int, who: str, kind: str, asked: datetime, owner: int | None
    ) -> None:
        """Mostly within the hour."""
        at = asked + timedelta(minutes=4 + int(self._rng.random() ** 3 * 300))
        kind = kind if kind != "fax" else "call"
        self._add(customer, owner, kind, "out", min(at, self._midnight), "answered", who)

    def _add(
        self,
        customer: int,
        owner: int | None,
        kind: str,
        direction: str,
        at: datetime,
        section: str,
        who: str,
    ) -> None:
        self.touched.add(customer)
        text = sentence(self._rng, section, who=who, month=at.month)
        self.rows.append(
            {
                "customer_id": customer,
                "staff_id": owner or self._rng.choice(self._staff),
                "at": at,
                "kind": kind,
                "direction": direction,
                "purpose": "service",
                "text": text,
                "created_at": at,
            }
        )


def _writers(quiet_since: datetime) -> Any:
    """Customers one does business with and nobody spoke to since, those spoken to last first."""
    return (
        select(Customer.id, Customer.name, Customer.salutation, Customer.owner_id)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(
            Customer.stage.in_(("interested", "customer", "returning")),
            CustomerSummary.last_contact < quiet_since,
        )
        .order_by(CustomerSummary.last_contact.desc(), Customer.id)
        .limit(_WRITERS)
    )


def _fall_silent(session: Session, today: date, midnight: datetime) -> list[int]:
    """Two of the biggest: what was said to them lately was said long ago."""
    bought = (
        select(Order.customer_id)
        .where(Order.ordered_on > today - timedelta(days=365))
        .group_by(Order.customer_id)
        .order_by(func.sum(Order.amount).desc(), Order.customer_id)
        .limit(_BIGGEST)
    )
    chosen = list(session.scalars(bought))[1:_BIGGEST:3]
    recent = select(Interaction.id, Interaction.at).where(
        Interaction.customer_id.in_(chosen), Interaction.at > midnight - _SILENT
    )
    for talk, at in session.execute(recent).all():
        then = {"at": at - _SILENT, "created_at": at - _SILENT}
        session.execute(update(Interaction).where(Interaction.id == talk).values(then))
    return chosen
