"""The clocks of a service order: first reaction, completion, feedback, all in working time.

The first reaction is the first contact that reached the customer, or the moment somebody was
assigned. Completion lasts until step 3 is done; a group of questions has its own time for it, and
a later day agreed with the customer counts. Then the feedback has its own time.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Reading, read_clock
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.cases.clocks import CaseClocks, Facts, load_facts
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.schema import ServiceGroup, ServiceOrder
from crmdesk.models.service.parts import SERVICE
from crmdesk.models.service.rules import ASSIGN, FEEDBACK, WORK
from crmdesk.models.service.targets import ServiceTargets, load_service_targets

REACTION, COMPLETION, FED_BACK = "reaction", "completion", "feedback"


class ServiceClockReader:
    """Reads clocks of many service orders by the same hours and targets."""

    def __init__(self, session: Session, work: WorkingTime | None = None) -> None:
        self._session = session
        self.work = work or load_working_time(session)
        self.targets = load_service_targets(session)

    def read(self, ids: Iterable[int], now: datetime) -> dict[int, CaseClocks]:
        """The clocks of these service orders; of those deleted meanwhile none."""
        facts = load_facts(
            self._session, SERVICE, ids, ServiceOrder.group_id, ServiceOrder.appointment_on
        )
        hours = _hours(self._session) if facts else {}
        return {
            key: _clocks(one, self.work, self.targets, hours, now) for key, one in facts.items()
        }


def _clocks(
    facts: Facts, work: WorkingTime, targets: ServiceTargets, hours: Mapping[int, int],
    now: datetime,
) -> CaseClocks:  # fmt: skip
    def read(start: datetime, allowed: timedelta, stopped: datetime | None) -> Reading:
        return read_clock(
            work, start, allowed, now=now, pauses=facts.pauses,
            stopped=stopped, amber=targets.amber / 100,
        )  # fmt: skip

    done = _done(facts)
    each = [
        (REACTION, read(facts.opened, timedelta(hours=targets.reaction_hours), _reacted(facts))),
        (COMPLETION, read(facts.opened, _allowed(facts, work, targets, hours), done)),
    ]
    if done is not None:
        each.append((FED_BACK, read(done, work.days(targets.feedback_days), facts.closed)))
    return CaseClocks(tuple(each), facts.paused_for, facts.waits_for)


def _reacted(facts: Facts) -> datetime | None:
    told = (facts.answered, *facts.stamped(ASSIGN), *facts.stamped(WORK), facts.closed)
    return min((at for at in told if at), default=None)


def _done(facts: Facts) -> datetime | None:
    """When step 3 was done last; not while it is being done again."""
    if facts.closed is None and facts.step < FEEDBACK:
        return None
    done = [at for at in facts.stamped(WORK) if not facts.closed or at <= facts.closed]
    return max(done, default=facts.closed or facts.opened)


def _allowed(
    facts: Facts, work: WorkingTime, targets: ServiceTargets, hours: Mapping[int, int]
) -> timedelta:
    """The time of its group, else the office's; longer where a later day was agreed."""
    own = hours.get(facts.row.group_id or 0)
    allowed = timedelta(hours=own) if own else work.days(targets.completion_days)
    agreed: date | None = facts.row.appointment_on
    if agreed is None:
        return allowed
    evening = datetime.combine(agreed + timedelta(days=1), time.min, work.zone)
    return max(allowed, work.between(facts.opened, evening))


def _hours(session: Session) -> dict[int, int]:
    query = select(ServiceGroup.id, ServiceGroup.hours).where(ServiceGroup.hours.is_not(None))
    return {row.id: row.hours for row in session.execute(query)}
