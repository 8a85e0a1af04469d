"""The clocks of a complaint: first response, resolution, call-back, all in working time.

The first response is the first contact that reached the customer after she complained (offers and
surveys are none), or step 2, whichever was earlier. Resolution lasts until step 4 is done;
a customer not satisfied sets it going again. Then the call-back has its own time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Pause, Reading, read_clock
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.complaints.rules import CONFIRM, RESOLVE, VERIFY
from crmdesk.models.complaints.targets import Targets, load_targets
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.schema import (
    Complaint,
    ComplaintCall,
    ComplaintPause,
    ComplaintStep,
    Interaction,
)

RESPONSE, RESOLUTION, CALL_BACK = "response", "resolution", "call_back"
_NOT_AN_ANSWER = ("new_product", "sales", "survey")
_NOBODY = "no_answer"
_AT_ONCE = 500
"""Complaints a question is asked for: a statement takes only so many parameters."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clocks:
    """`call_back` is None until there is something to call about."""

    response: Reading
    resolution: Reading
    call_back: Reading | None = None
    paused_for: str = ""

    @property
    def current(self) -> tuple[str, Reading] | None:
        """The clock that matters now: of those that run, the one whose time is up first."""
        running = [
            (code, clock)
            for code, clock in (
                (RESPONSE, self.response),
                (RESOLUTION, self.resolution),
                (CALL_BACK, self.call_back),
            )
            if clock is not None and clock.stopped is None
        ]
        return min(running, key=lambda one: one[1].left, default=None)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the clocks of one complaint are read from."""

    opened: datetime
    severity: str
    step: int
    closed: datetime | None
    stamps: Mapping[int, Sequence[datetime]]
    reached: Sequence[datetime]
    pauses: Sequence[Pause]
    reason: str
    answered: datetime | None


class ClockReader:
    """Reads clocks of many complaints by the same hours and targets."""

    def __init__(self, session: Session, work: WorkingTime | None = None) -> None:
        self._session = session
        self.work = work or load_working_time(session)
        self.targets = load_targets(session)

    def read(self, ids: Iterable[int], now: datetime) -> dict[int, Clocks]:
        """The clocks of these complaints; of those deleted meanwhile none."""
        wanted = list(ids)
        found: dict[int, Clocks] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            facts = _load(self._session, wanted[start : start + _AT_ONCE])
            found |= {key: clocks_of(one, self.work, self.targets, now)
                      for key, one in facts.items()}  # fmt: skip
        return found


def clocks_of(facts: _Facts, work: WorkingTime, targets: Targets, now: datetime) -> Clocks:
    """Read all three."""

    def read(start: datetime, allowed: timedelta, stopped: datetime | None) -> Reading:
        return read_clock(
            work, start, allowed, now=now, pauses=facts.pauses,
            stopped=stopped, amber=targets.amber / 100,
        )  # fmt: skip

    resolved = _resolved(facts)
    call_back = None
    if resolved is not None:
        called = next((at for at in facts.reached if at >= resolved), facts.closed)
        call_back = read(resolved, work.days(targets.call_back_days), called)
    return Clocks(
        read(facts.opened, timedelta(hours=targets.response_hours), _answered(facts)),
        read(facts.opened, work.days(targets.resolution_days(facts.severity)), resolved),
        call_back,
        facts.reason,
    )


def _answered(facts: _Facts) -> datetime | None:
    told = [at for at in (facts.answered, *facts.stamps.get(VERIFY, ()), facts.closed) if at]
    return min(told, default=None)


def _resolved(facts: _Facts) -> datetime | None:
    """When step 4 was done last; not while it is being done again."""
    if facts.closed is None and facts.step < CONFIRM:
        return None
    done = [at for at in facts.stamps.get(RESOLVE, ()) if not facts.closed or at <= facts.closed]
    return max(done, default=facts.closed or max(facts.stamps.get(VERIFY, [facts.opened])))


def _load(session: Session, ids: Sequence[int]) -> dict[int, _Facts]:
    query = select(
        Complaint.id, Complaint.customer_id, Complaint.opened_at, Complaint.severity,
        Complaint.step, Complaint.closed_at,
    ).where(Complaint.id.in_(ids))  # fmt: skip
    rows = session.execute(query).all()
    stamps = _grouped(session, ComplaintStep, ids, lambda row: (row.step, row.at))
    called = select(ComplaintCall.complaint_id, ComplaintCall.at).where(
        ComplaintCall.complaint_id.in_(ids), ComplaintCall.reached
    )
    calls: dict[int, list[datetime]] = defaultdict(list)
    for complaint, at in session.execute(called.order_by(ComplaintCall.at)):
        calls[complaint].append(at)
    pauses = _grouped(session, ComplaintPause, ids, lambda row: row)
    heard = _Heard(session, rows, pauses)
    found: dict[int, _Facts] = {}
    for row in rows:
        kept = [heard.pause(row, pause) for pause in pauses[row.id]]
        still = bool(kept) and kept[-1].end is None and row.closed_at is None
        found[row.id] = _Facts(
            row.opened_at, row.severity, row.step, row.closed_at, _by_step(stamps[row.id]),
            calls[row.id], kept, pauses[row.id][-1].reason if still else "", heard.answer(row),
        )  # fmt: skip
    return found


def _grouped(
    session: Session, kind: Any, ids: Sequence[int], value: Callable[[Any], T]
) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    query = select(kind).where(kind.complaint_id.in_(ids)).order_by(kind.at, kind.id)
    for row in session.scalars(query):
        found[row.complaint_id].append(value(row))
    return found


def _by_step(stamps: Iterable[tuple[int, datetime]]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for step, at in stamps:
        found[step].append(at)
    return found


class _Heard:
    """What the log says went out to the customers, and came in from those we waited for."""

    def __init__(
        self, session: Session, rows: Sequence[Any], pauses: Mapping[int, Sequence[ComplaintPause]]
    ) -> None:
        self._out: dict[int, list[datetime]] = defaultdict(list)
        self._in: dict[int, list[datetime]] = defaultdict(list)
        if not rows:
            return
        said = select(
            Interaction.customer_id, Interaction.at, Interaction.direction, Interaction.outcome
        ).where(
            Interaction.customer_id.in_({row.customer_id for row in rows}),
            Interaction.at >= min(row.opened_at for row in rows),
            Interaction.direction.in_(("in", "out")),
            Interaction.purpose.not_in(_NOT_AN_ANSWER),
        )
        for customer, at, direction, outcome in session.execute(said.order_by(Interaction.at)):
            if direction == "in":
                self._in[customer].append(at)
            elif outcome != _NOBODY:
                self._out[customer].append(at)

    def answer(self, row: Any) -> datetime | None:
        """The first contact that went out after she complained."""
        return next((at for at in self._out[row.customer_id] if at >= row.opened_at), None)

    def pause(self, row: Any, pause: ComplaintPause) -> Pause:
        """One that still lasts ends with the first entry that came in from her."""
        if pause.until is not None:
            return Pause(pause.at, pause.until)
        heard = next((at for at in self._in[row.customer_id] if at > pause.at), None)
        return Pause(pause.at, heard)
