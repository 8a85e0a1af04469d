"""What happened with made-up customers: three years of talks, and what is still to do."""

import random
from datetime import datetime, timedelta
from typing import Any

from crmdesk.models.demo.belongings import Made, Rows
from crmdesk.models.demo.customers import Office
from crmdesk.models.demo.seasons import Seasons
from crmdesk.models.demo.talks import sentence, talk
from crmdesk.models.demo.words import Weighted, country, currency, pick, said

_HOW_MANY = {
    "potential": (1, 3),
    "interested": (3, 9),
    "customer": (6, 22),
    "returning": (16, 48),
    "dormant": (5, 22),
    "lost": (3, 14),
}
_PURPOSES: Weighted[str] = Weighted(
    ["sales", "service", "care", "reminder", "thanks", "new_product", "survey", "favour", "note"],
    [27, 24, 16, 9, 6, 7, 4, 3, 2],
)
_ENDINGS: Weighted[str] = Weighted(
    ["reached", "", "agreed", "no_answer", "rescheduled", "declined"], [62, 16, 7, 7, 5, 3]
)
_TOLD_ENDINGS = ("no_answer", "rescheduled", "declined", "agreed")


class History:
    """Adds a customer's interactions and follow-ups to `rows`."""

    def __init__(self, rng: random.Random, rows: Rows, office: Office, seasons: Seasons) -> None:
        self._rng, self._rows, self._office, self._seasons = rng, rows, office, seasons

    def add(self, made: Made) -> None:
        """All of one customer's past and near future."""
        least, most = _HOW_MANY[made.stage]
        count = least + int(self._rng.random() ** 1.5 * (most - least + 1))
        last = self._last_day(made)
        days = sorted(self._seasons.draw(self._rng, made.day, last) for _ in range(count))
        for at, day in enumerate(days):
            self._talk(made, day, first=at == 0 and made.day > 0)
        self._done(made, days)
        if made.stage != "lost" and self._rng.random() < (0.1 if made.stage == "dormant" else 0.24):
            self._open_follow_up(made)

    def _last_day(self, made: Made) -> int:
        """Dormant and lost ones have been silent for half a year or more."""
        if made.stage in ("dormant", "lost"):
            silent = 190 + int(self._rng.random() * 250)
            return max(made.day, self._seasons.last - silent)
        return self._seasons.last

    def _talk(self, made: Made, day: int, *, first: bool) -> None:
        rng = self._rng
        at = self._seasons.at(rng, day)
        purpose, outcome = _PURPOSES.draw(rng), _ENDINGS.draw(rng)
        section = outcome if outcome in _TOLD_ENDINGS else purpose
        if first:
            section, purpose, outcome = "first_call", "sales", "reached"
        elif outcome in _TOLD_ENDINGS:
            purpose = "sales" if outcome != "no_answer" else pick(rng, ("sales", "service", "care"))
        month = self._seasons.days[day].month
        kind, direction, text, _ = talk(rng, section, who=made.who, month=month)
        silent = kind not in ("call", "visit", "wechat") or section == "note"
        self._rows["interaction"].append(
            {
                "customer_id": made.id,
                "contact_id": self._contact(made),
                "staff_id": self._staff(made),
                "at": at,
                "kind": kind,
                "direction": direction,
                "purpose": "" if section == "note" else purpose,
                "outcome": "" if silent else outcome,
                "minutes": None if section == "no_answer" else self._minutes(kind),
                "cost": self._cost(kind),
                "currency": currency(),
                "text": text,
                "created_at": at + timedelta(minutes=3),
            }
        )

    def _minutes(self, kind: str) -> int | None:
        if kind == "call":
            return 1 + int(self._rng.random() ** 2 * 24)
        if kind in ("visit", "meeting"):
            return 15 * (1 + int(self._rng.random() * 7))
        return None

    def _cost(self, kind: str) -> int | None:
        """In 分: fares of visits, the price of gifts."""
        if kind == "gift":
            return 100 * (40 + int(self._rng.random() * 260))
        if kind == "visit" and self._rng.random() < 0.5:
            return 100 * (10 + int(self._rng.random() * 90))
        return None

    def _contact(self, made: Made) -> int | None:
        if not made.contacts or self._rng.random() < 0.15:
            return None
        return made.contacts[int(self._rng.random() ** 2 * len(made.contacts))]

    def _staff(self, made: Made) -> int:
        return made.owner if self._rng.random() < 0.88 else pick(self._rng, self._office.staff)

    def _done(self, made: Made, days: list[int]) -> None:
        """Follow-ups kept in the past."""
        rng = self._rng
        for day in days[1::4]:
            at = self._seasons.at(rng, day)
            due = self._seasons.days[day] - timedelta(days=int(rng.random() ** 3 * 6))
            done = rng.random() < 0.93
            result = sentence(rng, "results", who=made.who, month=due.month)
            row = self._follow_up(made, at - timedelta(days=9), due_on=due)
            row |= {
                "status": "done" if done else "dropped",
                "done_at": at,
                "done_by_id": made.owner,
                "result": result if done else said("dropped"),
            }

    def _open_follow_up(self, made: Made) -> None:
        """One still to do: overdue, due today, or within the next weeks."""
        rng = self._rng
        if (how := rng.random()) < 0.1:
            days = -1 - int(rng.random() ** 2 * 14)
        elif how < 0.18:
            days = 0
        else:
            days = 1 + int(rng.random() ** 1.6 * 45)
        due = self._seasons.days[-1] + timedelta(days=1 + days)
        if due.weekday() >= 5 and days > 0:
            due += timedelta(days=7 - due.weekday())
        written = self._seasons.at(rng, self._seasons.last - int(rng.random() * 14))
        times = ("", "", "09:30", "10:00", "14:00", "15:30")
        row = self._follow_up(made, written, due_on=due)
        row["due_time"] = pick(rng, times) if days >= 0 else ""

    def _follow_up(self, made: Made, written: datetime, *, due_on: Any) -> dict[str, Any]:
        rng = self._rng
        row: dict[str, Any] = {
            "customer_id": made.id,
            "contact_id": self._contact(made),
            "staff_id": made.owner,
            "due_on": due_on,
            "due_time": "",
            "text": sentence(rng, "follow_ups", who=made.who, month=due_on.month),
            "channel": pick(
                rng, ("call", "call", "email" if country() == "TW" else "wechat", "visit", "")
            ),
            "status": "open",
            "done_at": None,
            "done_by_id": None,
            "result": "",
            "interaction_id": None,
            "created_at": written,
        }
        self._rows["follow_up"].append(row)
        return row
