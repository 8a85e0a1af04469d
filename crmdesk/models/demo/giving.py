"""What the made-up office gave for the last feasts and means to give for the next one."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import Festival, festivals_between
from crmdesk.models.care.gift_proposals import persons
from crmdesk.models.care.gift_rules import WAYS, occasion_text
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.i18n import speaking
from crmdesk.models.demo.words import country, currency, lines, pick
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.schema import Customer, CustomerSales, Gift, GiftList, Interaction

PEOPLE = 16
"""So many get something for a feast."""
_MOST_LISTS = 12
_GREAT = ("spring", "dragon", "moon")
_BACK, _AHEAD = timedelta(days=500), timedelta(days=200)


def add_gifts(session: Session, staff: Sequence[int], today: date, zone: ZoneInfo) -> None:
    """Lists for the great feasts of the last year, given; one for the next, half bought."""
    best = (
        select(CustomerSales.customer_id)
        .join(Customer, Customer.id == CustomerSales.customer_id)
        .where(Customer.kind != "internal", Customer.stage.in_(("customer", "returning")))
        .order_by(CustomerSales.sales.desc())
        .limit(PEOPLE)
    )
    people = persons(session, session.scalars(best).all())
    feasts = [
        one
        for one in festivals_between(country(), today - _BACK, today + _AHEAD)
        if one.code in _GREAT
    ]
    giving = _Giving(session, people, staff, today, zone)
    for feast in feasts:
        giving.add(feast)
        if feast.day > today:
            break
    giving.thank()
    giving.store()


class _Giving:
    def __init__(
        self,
        session: Session,
        people: Sequence[tuple[int, int | None]],
        staff: Sequence[int],
        today: date,
        zone: ZoneInfo,
    ) -> None:
        self._session, self._people, self._staff = session, people, staff
        self._today, self._zone = today, zone
        self._rng = random.Random(f"gifts/{today}")
        self._goods = [line.split("|") for line in lines("care", "gifts")]
        reserve = storage_of(session).reserve_ids
        self._list_ids = iter(reserve(session, GiftList.__tablename__, _MOST_LISTS))
        log = reserve(session, Interaction.__tablename__, _MOST_LISTS * len(people))
        self._log_ids = iter(log)
        self._lists: list[dict[str, Any]] = []
        self._gifts: list[dict[str, Any]] = []
        self._log: list[dict[str, Any]] = []

    def add(self, feast: Festival) -> None:
        """A list for a feast: given where it is past, else planned, a third of it bought."""
        with speaking("zh_TW" if country() == "TW" else "zh_CN"):
            name = occasion_text(feast.code)
        title = lines("care", "list_last")[0].format(feast=name, year=feast.day.year)
        made = self._list(title, feast.code, feast.day, len(self._people) * 450)
        for at, person in enumerate(self._people):
            status = (
                "given" if feast.day <= self._today else ("planned", "planned", "bought")[at % 3]
            )
            self._gift(made, person, feast, status, at)

    def thank(self) -> None:
        """A few are to be thanked at the end of the year; what they get is not chosen yet."""
        title = lines("care", "list_thanks")[0].format(year=self._today.year)
        made = self._list(title, "thanks", None, 2_000)
        for person in self._people[:4]:
            self._row(made, person, ("", ""), "planned")

    def store(self) -> None:
        """Write all of it; who was given something was contacted."""
        for table, rows in ((GiftList, self._lists), (Interaction, self._log), (Gift, self._gifts)):
            if rows:
                self._session.execute(insert(table), rows)
        refresh_summaries(self._session, sorted({row["customer_id"] for row in self._log}))

    def _list(self, name: str, occasion: str, day: date | None, budget: int) -> int:
        key = next(self._list_ids)
        factor = 300 if country() == "TW" else 100
        self._lists.append(
            {
                "id": key, "name": name, "occasion": occasion, "day": day,
                "budget": budget * factor, "per_person": 500 * factor, "currency": currency(),
                "created_at": self._at((day or self._today) - timedelta(days=30)),
            }
        )  # fmt: skip
        return key

    def _gift(
        self, made: int, person: tuple[int, int | None], feast: Festival, status: str, at: int
    ) -> None:
        """Some get the same as last year, one a thing better not given: that is warned of."""
        goods = self._goods[(at * 3 + feast.day.year * (at % 4 != 0)) % (len(self._goods) - 1)]
        if status != "given" and at == 5:
            goods = self._goods[-1]
        row = self._row(made, person, (goods[0], goods[1]), status)
        if status != "given":
            return
        day = feast.day - timedelta(days=2 + int(self._rng.random() * 4))
        key = next(self._log_ids)
        self._log.append(
            {
                "id": key, "customer_id": person[0], "contact_id": person[1],
                "staff_id": row["staff_id"], "at": self._at(day), "kind": "gift",
                "direction": "out", "purpose": "care", "text": row["name"], "cost": row["price"],
                "currency": currency(), "created_at": self._at(day),
                "occasion": f"{feast.code}:{feast.day.isoformat()}",
            }
        )  # fmt: skip
        row |= {"given_on": day, "interaction_id": key}

    def _row(
        self, made: int, person: tuple[int, int | None], goods: tuple[str, str], status: str
    ) -> dict[str, Any]:
        name, price = goods
        row: dict[str, Any] = {
            "customer_id": person[0], "list_id": made, "contact_id": person[1], "name": name,
            "price": int(price) * 100 if price else None, "staff_id": pick(self._rng, self._staff),
            "way": pick(self._rng, WAYS), "status": status,
            "note": next(self._notes()), "given_on": None, "interaction_id": None,
            "created_at": self._at(self._today - timedelta(days=20)),
        }  # fmt: skip
        self._gifts.append(row)
        return row

    def _notes(self) -> Iterator[str]:
        notes = lines("care", "notes")
        while True:
            yield pick(self._rng, notes) if self._rng.random() < 0.2 else ""

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(15), self._zone)
