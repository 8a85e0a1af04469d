"""The clocks of a complaint: first response, resolution, call-back, all in working time.

The first response is the first contact that reached the customer after she complained (offers and
surveys are none), or step 2, whichever was earlier. Resolution lasts until step 4 is done;
a customer not satisfied sets it going again. Then the call-back has its own time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Reading, read_clock
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.cases.clocks import CaseClocks, Facts, batches, load_facts
from crmdesk.models.complaints.parts import COMPLAINTS
from crmdesk.models.complaints.rules import CONFIRM, RESOLVE, VERIFY
from crmdesk.models.complaints.targets import Targets, load_targets
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.schema import Complaint, ComplaintCall

RESPONSE, RESOLUTION, CALL_BACK = "response", "resolution", "call_back"


class Clocks(CaseClocks):
    """`call_back` is None until there is something to call about."""

    __slots__ = ()

    @property
    def response(self) -> Reading:
        return dict(self.each)[RESPONSE]

    @property
    def resolution(self) -> Reading:
        return dict(self.each)[RESOLUTION]

    @property
    def call_back(self) -> Reading | None:
        return self.get(CALL_BACK)


class ClockReader:
    """Reads clocks of many complaints by the same hours and targets."""

    def __init__(self, session: Session, work: WorkingTime | None = None) -> None:
        self._session = session
        self.work = work or load_working_time(session)
        self.targets = load_targets(session)

    def read(self, ids: Iterable[int], now: datetime) -> dict[int, Clocks]:
        """The clocks of these complaints; of those deleted meanwhile none."""
        facts = load_facts(self._session, COMPLAINTS, ids, Complaint.severity)
        reached = _reached(self._session, facts)
        return {
            key: _clocks(one, reached[key], self.work, self.targets, now)
            for key, one in facts.items()
        }


def _clocks(
    facts: Facts, reached: Sequence[datetime], work: WorkingTime, targets: Targets, now: datetime
) -> Clocks:
    """Read all three."""

    def read(start: datetime, allowed: timedelta, stopped: datetime | None) -> Reading:
        return read_clock(
            work, start, allowed, now=now, pauses=facts.pauses,
            stopped=stopped, amber=targets.amber / 100,
        )  # fmt: skip

    resolved = _resolved(facts)
    solution = work.days(targets.resolution_days(facts.row.severity))
    each = [
        (RESPONSE, read(facts.opened, timedelta(hours=targets.response_hours), _answered(facts))),
        (RESOLUTION, read(facts.opened, solution, resolved)),
    ]
    if resolved is not None:
        called = next((at for at in reached if at >= resolved), facts.closed)
        each.append((CALL_BACK, read(resolved, work.days(targets.call_back_days), called)))
    return Clocks(tuple(each), facts.paused_for, facts.waits_for)


def _answered(facts: Facts) -> datetime | None:
    told = [at for at in (facts.answered, *facts.stamped(VERIFY), facts.closed) if at]
    return min(told, default=None)


def _resolved(facts: Facts) -> datetime | None:
    """When step 4 was done last; not while it is being done again."""
    if facts.closed is None and facts.step < CONFIRM:
        return None
    done = [at for at in facts.stamped(RESOLVE) if not facts.closed or at <= facts.closed]
    return max(done, default=facts.closed or max(facts.stamped(VERIFY) or [facts.opened]))


def _reached(session: Session, ids: Iterable[int]) -> dict[int, list[datetime]]:
    """When she was called back, and reached."""
    calls: dict[int, list[datetime]] = defaultdict(list)
    for part in batches(ids):
        called = select(ComplaintCall.complaint_id, ComplaintCall.at).where(
            ComplaintCall.complaint_id.in_(part), ComplaintCall.reached
        )
        for complaint, at in session.execute(called.order_by(ComplaintCall.at)):
            calls[complaint].append(at)
    return calls
