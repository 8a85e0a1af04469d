"""补记: the talks of a morning, written down at noon in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from crmdesk.models.calendar.when_clock import read_time
from crmdesk.models.core.errors import Invalid
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft

BEGINS = time(9)
_STEP = 5  # minutes: nobody remembers them more exactly


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time of day as typed; `at` is None where nothing was, `unclear` where nobody knows."""

    at: time | None = None
    unclear: bool = False


def read_told_time(text: str) -> ToldTime:
    """9:30, 上午十点半, 3pm, 930: one time of day and nothing else."""
    plain = simplify(text).strip().lower()
    if not plain:
        return ToldTime()
    if plain.isdigit() and len(plain) in (3, 4):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    told, end = read_time(plain, 0)
    if not told or plain[end:].strip():
        return ToldTime(unclear=True)
    return ToldTime(time.fromisoformat(told))


def guess_times(
    told: Sequence[time | None], now: datetime, zone: tzinfo, begins: time = BEGINS
) -> list[datetime]:
    """When each talk was, in the order written: told ones as told, the others evenly between.

    The day begins at `begins` (earlier where an earlier time is told) and ends now; a talk never
    lies in the future. Guesses are whole five minutes.
    """
    today = now.astimezone(zone).date()
    marks = [None if at is None else datetime.combine(today, at, zone) for at in told]
    first = min([datetime.combine(today, begins, zone), now, *(m for m in marks if m is not None)])
    guessed: list[datetime] = []
    for place, mark in enumerate(marks):
        if mark is not None:
            guessed.append(min(mark, now))
            continue
        before = guessed[-1] if guessed else first
        ahead = next((n for n in range(place, len(marks)) if marks[n] is not None), len(marks))
        until = marks[ahead] if ahead < len(marks) else now
        assert until is not None
        share = max(until - before, timedelta()) / (ahead - place + 1)
        guessed.append(min(_rounded(before + share), now))
    return guessed


def _rounded(at: datetime) -> datetime:
    return at.replace(minute=at.minute - at.minute % _STEP, second=0, microsecond=0)


def log_talks(session: Session, drafts: Sequence[InteractionDraft], *, now: datetime) -> list[int]:
    """Store all of them or none; returns their ids.

    Raises Invalid with "row.field" as names where a draft has problems, CrmError "customer.gone".
    """
    problems = {
        f"{row}.{field}": code
        for row, draft in enumerate(drafts)
        for field, code in draft.problems().items()
    }
    if problems:
        raise Invalid(problems)
    return [log_interaction(session, draft, now=now) for draft in drafts]
