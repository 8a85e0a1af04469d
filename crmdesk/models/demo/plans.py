"""Service plans of the made-up office's biggest customers, half a year under way."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.care.gift_proposals import persons
from crmdesk.models.core.db import storage_of
from crmdesk.models.demo.words import country, currency, lines, pick
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.schema import (
    Customer,
    CustomerSales,
    Interaction,
    PlanMember,
    PlanService,
    ServicePlan,
)

COMPANIES = 6
_EVERY = (30, 60, 45, 90, 30, 60)


def add_plans(session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
    """This year's, with some services given; one of last year, and one for the next."""
    best = (
        select(CustomerSales.customer_id)
        .join(Customer, Customer.id == CustomerSales.customer_id)
        .where(Customer.kind == "company")
        .order_by(CustomerSales.sales.desc())
        .limit(COMPANIES)
    )
    people = persons(session, session.scalars(best).all())
    planning = _Planning(session, staff, today, zone)
    for at, person in enumerate(people):
        planning.add(person, at, today.year)
    for person in people[:1]:
        planning.add(person, 0, today.year - 1)
        planning.add(person, 0, today.year + 1)
    planning.store()


def _business(industry: str) -> str:
    """What a company of this industry does; "*" is what may be said of any."""
    known = dict(line.split("|", 1) for line in lines("care", "business"))
    return known.get(industry, known["*"])


class _Planning:
    def __init__(self, session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
        self._session, self._staff = session, staff
        self._today, self._zone = today, zone
        self._rng = random.Random(f"plans/{today}")
        reserve = storage_of(session).reserve_ids
        self._ids = {
            table: iter(reserve(session, table.__tablename__, count))
            for table, count in ((ServicePlan, COMPANIES + 2), (Interaction, 4 * (COMPANIES + 2)))
        }
        self._rows: dict[type[Any], list[dict[str, Any]]] = {
            ServicePlan: [], PlanMember: [], Interaction: [], PlanService: [],
        }  # fmt: skip

    def add(self, person: tuple[int, int | None], at: int, year: int) -> None:
        """One for a whole year, with its team, services and the visits made for it."""
        key = next(self._ids[ServicePlan])
        customer, contact = person
        factor = 300 if country() == "TW" else 100
        first, last = date(year, 1, 1), date(year, 12, 31)
        texts = {
            name: lines("care", name)[at % len(lines("care", name))]
            for name in ("goals", "challenges", "content")
        }
        texts["business"] = _business(self._session.get_one(Customer, customer).industry)
        self._rows[ServicePlan].append(
            {
                "id": key, "customer_id": customer, "starts_on": first, "ends_on": last,
                "lead_id": self._staff[at % len(self._staff)], "visit_every": _EVERY[at],
                "budget": (2_000 + 500 * at) * factor, "currency": currency(),
                "created_at": self._at(first - timedelta(days=20)), **texts,
            }
        )  # fmt: skip
        colleagues = dict.fromkeys(self._staff[(at + step) % len(self._staff)] for step in (0, 1))
        team: list[tuple[int | None, int | None]] = [(one, None) for one in colleagues]
        if contact is not None:
            team.append((None, contact))
        self._rows[PlanMember] += [
            {"customer_id": customer, "plan_id": key, "staff_id": one, "contact_id": other}
            for one, other in team
        ]
        self._add_services(customer, key, at, year)

    def _add_services(self, customer: int, plan: int, at: int, year: int) -> None:
        texts = lines("care", "services")
        for number in range(4):
            due = date(year, 3 * (number + 1), 25)
            entry = day = None
            if due + timedelta(days=at * 9) <= self._today and (at, number) != (1, 2):
                day = due - timedelta(days=int(self._rng.random() * 6))
                entry = self._log(customer, texts[(at + number) % len(texts)], day)
            self._rows[PlanService].append(
                {
                    "customer_id": customer, "plan_id": plan, "due_on": due, "done_on": day,
                    "text": texts[(at + number) % len(texts)], "interaction_id": entry,
                    "position": number,
                }
            )  # fmt: skip

    def store(self) -> None:
        """Write all of it; who was visited was contacted."""
        for table, rows in self._rows.items():
            if rows:
                self._session.execute(insert(table), rows)
        customers = {row["customer_id"] for row in self._rows[Interaction]}
        refresh_summaries(self._session, sorted(customers))

    def _log(self, customer: int, text: str, day: date) -> int:
        key = next(self._ids[Interaction])
        self._rows[Interaction].append(
            {
                "id": key, "customer_id": customer, "contact_id": None,
                "staff_id": pick(self._rng, self._staff), "at": self._at(day), "kind": "visit",
                "direction": "out", "purpose": "service", "text": text, "cost": 12_000,
                "currency": currency(), "created_at": self._at(day),
            }
        )  # fmt: skip
        return key

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(10), self._zone)
