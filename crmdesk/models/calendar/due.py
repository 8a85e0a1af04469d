"""A clock that runs in working time: allowed so long, paused now and then, stopped in the end.

Nothing here knows what the clock is about; complaints and service orders share it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crmdesk.models.calendar.worktime import WorkingTime

State = Literal["running", "paused", "kept", "missed"]
AMBER = 0.75
"""The share of the time allowed after which a clock is amber."""
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still; `end` None: it still does."""

    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says: how much of the time allowed is used, when the rest will be.

    `due` is None while it is paused in time. Kept and missed clocks have stopped, at `stopped`.
    """

    state: State
    allowed: timedelta
    used: timedelta
    due: datetime | None
    tone: str
    started: datetime
    stopped: datetime | None = None

    @property
    def left(self) -> timedelta:
        """Working time left; negative when late."""
        return self.allowed - self.used

    @property
    def late(self) -> bool:
        """Whether it took, or takes, longer than allowed."""
        return self.used > self.allowed

    @property
    def share(self) -> float:
        """Used by allowed; 1 is the limit."""
        return self.used / self.allowed if self.allowed else 1.0


def read_clock(
    work: WorkingTime,
    start: datetime,
    allowed: timedelta,
    *,
    now: datetime,
    pauses: Iterable[Pause] = (),
    stopped: datetime | None = None,
    amber: float = AMBER,
) -> Reading:
    """Read a clock started at `start`; green, amber or red while it runs or stands."""
    end = max(stopped or now, start)
    still = _merged(pauses, start, end)
    used, at = _NONE, start
    for pause in still:
        used += work.between(at, pause.begin)
        at = pause.end or end
    paused = bool(still) and still[-1].end is None
    if not paused:
        used += work.between(at, end)
    if stopped is not None:
        state: State = "kept" if used <= allowed else "missed"
        tone = "green" if state == "kept" else "red"
        return Reading(state, allowed, used, _due(work, start, allowed, still), tone, start, end)
    due = _due(work, start, allowed, still)
    late = used > allowed or (due is not None and due <= now)
    tone = "red" if late else "amber" if used >= allowed * amber else "green"
    return Reading("paused" if paused else "running", allowed, used, due, tone, start)


def _due(
    work: WorkingTime, start: datetime, allowed: timedelta, pauses: Sequence[Pause]
) -> datetime | None:
    """When the time allowed is used up, if nothing pauses it any more."""
    left, at = allowed, start
    for pause in pauses:
        part = work.between(at, pause.begin)
        if part >= left:
            break
        if pause.end is None:
            return None
        left, at = left - part, pause.end
    return work.add(at, left)


def _merged(pauses: Iterable[Pause], start: datetime, end: datetime) -> list[Pause]:
    """Those within start and end, cut to them, overlapping ones made one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.begin):
        over = pause.end is not None and (pause.end <= start or pause.begin >= end)
        if over or pause.begin > end:
            continue
        begin = max(pause.begin, start)
        until = pause.end if pause.end is None or pause.end <= end else end
        if found and (found[-1].end is None or begin <= found[-1].end):
            last = found.pop()
            ends = None if last.end is None or until is None else max(last.end, until)
            found.append(Pause(last.begin, ends))
        else:
            found.append(Pause(begin, until))
    return found
