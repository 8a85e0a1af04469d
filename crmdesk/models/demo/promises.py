"""What the made-up office promised: mostly kept, now and then moved, late or broken."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from crmdesk.models.demo.belongings import Made, Rows
from crmdesk.models.demo.seasons import Seasons
from crmdesk.models.demo.talks import sentence

_ACTIVE = frozenset({"interested", "customer", "returning"})
_OPEN = (-4, -2, -1, 0, 0, 1, 1, 2, 3, 5, 8, 12)
"""In how many days those still open are due."""
_HOURS = ("", "", "", "10:00", "15:00", "17:30")


class Promises:
    """Adds a customer's promises to `rows`."""

    def __init__(self, rng: random.Random, rows: Rows, seasons: Seasons) -> None:
        self._rng, self._rows, self._seasons = rng, rows, seasons

    def add(self, made: Made, ids: Iterator[int]) -> None:
        """Those of the last year, and for a few customers one to keep now."""
        rng = self._rng
        if made.stage not in _ACTIVE:
            return
        first = max(made.day, self._seasons.last - 365)
        for _ in range(int(rng.random() ** 2 * 4)):
            day = self._seasons.draw(rng, first, self._seasons.last)
            due = self._seasons.days[day] + timedelta(days=1 + int(rng.random() * 6))
            if due <= self._seasons.days[-1] - timedelta(days=3):
                self._close(made, self._promise(made, next(ids), self._seasons.at(rng, day), due))
        if rng.random() < 0.05:
            today = self._seasons.days[-1] + timedelta(days=1)
            due = today + timedelta(days=rng.choice(_OPEN))
            at = self._seasons.at(rng, self._seasons.last - 4 - int(rng.random() * 5))
            row = self._promise(made, next(ids), at, due)
            row["due_time"] = rng.choice(_HOURS) if due >= today else ""
            if rng.random() < 0.25:
                self._move(made, row, due - timedelta(days=3), at + timedelta(days=1))

    def _promise(self, made: Made, row_id: int, at: datetime, due: date) -> dict[str, Any]:
        row: dict[str, Any] = {
            "id": row_id,
            "customer_id": made.id,
            "contact_id": made.contacts[0] if made.contacts else None,
            "staff_id": made.owner,
            "interaction_id": None,
            "text": sentence(self._rng, "promises", who=made.who, month=at.month),
            "made_at": at,
            "due_on": due,
            "due_time": "",
            "status": "open",
            "done_on": None,
            "closed_at": None,
            "closed_by_id": None,
            "result": "",
        }
        self._rows["promise"].append(row)
        return row

    def _close(self, made: Made, row: dict[str, Any]) -> None:
        """Nine of ten are kept in time."""
        rng, due = self._rng, row["due_on"]
        if rng.random() < 0.12:
            self._move(made, row, due - timedelta(days=2), row["made_at"] + timedelta(days=1))
        fate = rng.random()
        late = 1 + int(rng.random() * 2) if 0.9 <= fate < 0.96 else 0
        done = due + timedelta(days=late)
        row["status"] = "broken" if fate >= 0.96 else "kept"
        row |= {"done_on": done, "closed_by_id": made.owner}
        row["closed_at"] = datetime.combine(done, time(7), row["made_at"].tzinfo)
        if row["status"] == "broken":
            row["result"] = sentence(rng, "promise_broken", who=made.who, month=done.month)

    def _move(self, made: Made, row: dict[str, Any], before: date, at: datetime) -> None:
        self._rows["promise_move"].append(
            {
                "customer_id": made.id,
                "promise_id": row["id"],
                "at": at,
                "staff_id": made.owner,
                "from_on": before,
                "to_on": row["due_on"],
                "reason": sentence(self._rng, "promise_reasons", who=made.who, month=at.month),
            }
        )
