"""Made-up complaints, closed ones and some open at every step."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from crmdesk.models.complaints.rules import (
    CHANNELS,
    CONFIRM,
    LISTEN,
    MOODS,
    PROPOSE,
    RESOLVE,
    SEVERITIES,
    VERIFY,
)
from crmdesk.models.demo.belongings import Made, Rows
from crmdesk.models.demo.complaint_care import Care
from crmdesk.models.demo.seasons import Seasons
from crmdesk.models.demo.talks import Setting, fill_text, machines, products
from crmdesk.models.demo.words import currency, lines, pick, said

_SURE_OPEN = (VERIFY, PROPOSE, RESOLVE, CONFIRM, VERIFY, CONFIRM)
"""The steps at which the first complaints stand, so that a small office shows them all."""
_WAITS, _HANDED_UP, _CAME_BACK = 3, 5, 2
"""Which of them, by number, waits for its customer, was handed up, came back unsatisfied."""


class Complaints:
    """Adds complaints with their steps to `rows`."""

    def __init__(
        self,
        rng: random.Random,
        rows: Rows,
        seasons: Seasons,
        care: Care,
        bosses: Sequence[int],
    ) -> None:
        self._rng, self._rows, self._seasons = rng, rows, seasons
        self._care, self._bosses = care, bosses
        self._made = 0

    def wants(self, made: Made) -> bool:
        """Whether this customer has one."""
        if made.stage not in ("customer", "returning", "dormant"):
            return False
        return self._made < len(_SURE_OPEN) or self._rng.random() < 0.09

    def add(self, made: Made, complaint_ids: Iterator[int], numbers: Iterator[str]) -> None:
        """One complaint with the rows of the steps done."""
        rng, sure = self._rng, self._made < len(_SURE_OPEN)
        step = _SURE_OPEN[self._made] if sure else CONFIRM
        is_open = sure or rng.random() < 0.04
        self._made += 1
        complaint_id = next(complaint_ids)
        day = self._seasons.last - int(rng.random() * 5) if is_open else self._day(made)
        opened = self._seasons.at(rng, day)
        row = self._complaint(made, complaint_id, next(numbers), opened, step)
        if not is_open:
            days = 1 + int(rng.random() ** 2 * 8)
            row |= {"status": "closed", "closing": "confirmed", "closed_at": self._at(day, days)}
            self._call(made, complaint_id, row["closed_at"], satisfied=True)
            at = row["closed_at"]
            self._row("complaint_step", made, complaint_id, at, step=CONFIRM, staff_id=made.owner)
            if rng.random() < 0.12:
                self._call(made, complaint_id, self._at(day, 1), satisfied=False)
        elif self._made == len(_SURE_OPEN):
            self._call(made, complaint_id, opened + timedelta(hours=2), satisfied=None)

        if sure:
            self._look_after(made, complaint_id, opened)

    def _look_after(self, made: Made, complaint_id: int, opened: datetime) -> None:
        """Of the first complaints one waits for its customer, one was handed up, one came back."""
        if self._made == _WAITS:
            self._care.wait(made, complaint_id, opened + timedelta(hours=6))
        elif self._made == _HANDED_UP:
            boss = next(person for person in self._bosses if person != made.owner)
            self._care.ask(made, complaint_id, opened + timedelta(hours=3), boss)
        elif self._made == _CAME_BACK:
            first, other = lines("complaints", "offered")
            self._solutions(made, complaint_id, opened, (first, other))
            for step, minutes in ((PROPOSE, 70), (RESOLVE, 120)):
                at = opened + timedelta(minutes=minutes)
                self._row("complaint_step", made, complaint_id, at, step=step,
                          staff_id=made.owner)  # fmt: skip
            self._call(made, complaint_id, opened + timedelta(hours=3), satisfied=False)

    def _day(self, made: Made) -> int:
        last = self._seasons.last - 12
        return self._seasons.draw(self._rng, min(made.day, last), last)

    def _at(self, day: int, later: int) -> datetime:
        return self._seasons.at(self._rng, min(day + later, self._seasons.last))

    def _complaint(
        self, made: Made, complaint_id: int, number: str, opened: datetime, step: int
    ) -> dict[str, Any]:
        rng = self._rng
        line = pick(rng, lines("complaints", "complaints"))
        product = pick(rng, machines() if "{machine}" in line else products())
        setting = Setting(product, made.who, 1)
        told = [fill_text(rng, text, setting) for text in line.split("|")]
        subject, words, facts, solution, other, action, cause, improvement = told
        row: dict[str, Any] = {
            "id": complaint_id,
            "customer_id": made.id,
            "number": number,
            "contact_id": made.contacts[0] if made.contacts else None,
            "handler_id": made.owner,
            "status": "open",
            "step": step,
            "opened_at": opened,
            "subject": subject,
            "product": product.name if product.name in subject else "",
            "channel": pick(rng, CHANNELS[:3]),
            "words": words,
            "mood": pick(rng, MOODS),
            "facts": facts if step > VERIFY else "",
            "severity": pick(rng, SEVERITIES) if step > VERIFY else "",
            "compensation": solution if step > RESOLVE else "",
            "cost": 1000 * int(rng.random() * 60) if step > RESOLVE else None,
            "currency": currency(),
            "cause": cause if step > RESOLVE else "",
            "improvement": improvement if step > RESOLVE else "",
            "closed_at": None,
            "closing": "",
        }
        self._rows["complaint"].append(row)
        self._steps(made, complaint_id, opened, step)
        if step > PROPOSE:
            self._solutions(made, complaint_id, opened, (solution, other))
        if step > RESOLVE:
            at = opened + timedelta(hours=5)
            self._row("complaint_action", made, complaint_id, at, text=action,
                      staff_id=made.owner, on_day=at.date())  # fmt: skip
        return row

    def _steps(self, made: Made, complaint_id: int, opened: datetime, step: int) -> None:
        for done in range(LISTEN, step):
            at = opened + timedelta(minutes=(0, 25, 70, 300)[done - 1])
            self._row("complaint_step", made, complaint_id, at, step=done, staff_id=made.owner)

    def _solutions(
        self, made: Made, complaint_id: int, opened: datetime, texts: tuple[str, str]
    ) -> None:
        at = opened + timedelta(minutes=70)
        for number, text in enumerate(texts):
            self._row("complaint_solution", made, complaint_id, at, text=text, accepted=number == 0)

    def _call(self, made: Made, complaint_id: int, at: datetime, *, satisfied: bool | None) -> None:
        """A call-back; `satisfied` None: nobody was reached."""
        rng = self._rng
        texts = {True: "calls", False: "unhappy"}
        self._row(
            "complaint_call",
            made,
            complaint_id,
            at,
            staff_id=made.owner,
            reached=satisfied is not None,
            satisfied=satisfied,
            score=None if satisfied is None else (4 if satisfied else 1) + int(rng.random() * 2),
            text=said("nobody")
            if satisfied is None
            else pick(rng, lines("complaints", texts[satisfied])),
        )

    def _row(
        self, table: str, made: Made, complaint_id: int, at: datetime, **columns: object
    ) -> None:
        row = {"customer_id": made.id, "complaint_id": complaint_id, "at": at, **columns}
        self._rows[table].append(row)
