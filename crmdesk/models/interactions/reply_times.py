"""How quickly customers were answered: per person, how long it takes and how much was in time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.customers.unanswered import DAYS, answers, came_in
from crmdesk.models.interactions.reply_targets import ReplyTargets, load_reply_targets
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.schema import Customer, Interaction


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """Of what came in in a time: the working time each answer took, how many of all were in time
    (those still waiting within theirs are not counted), and how many wait.
    """

    taken: Sequence[timedelta] = field(default_factory=list)
    in_time: int = 0
    late: int = 0
    waiting: int = 0

    @property
    def middle(self) -> timedelta | None:
        """Half of the answers took no longer."""
        if not self.taken:
            return None
        return timedelta(seconds=median(span.total_seconds() for span in self.taken))

    @property
    def percent(self) -> int | None:
        """In time out of all whose time is up, 0 to 100."""
        counted = self.in_time + self.late
        return round(100 * self.in_time / counted) if counted else None


@dataclass(frozen=True, slots=True)
class _Question:
    staff_id: int | None
    asked: datetime
    kind: str
    answered: datetime | None


def load_reply_times(
    session: Session, first: datetime, until: datetime, now: datetime
) -> dict[int | None, ReplyTimes]:
    """Staff -> how what came in from `first` to before `until` was answered.

    It counts for who answered, and while nobody has, for the customer's owner or who noted it.
    """
    asked = [
        one
        for one in _questions(_entries(session, first - DAYS, first, until))
        if first <= one.asked < until
    ]
    if not asked:
        return {}
    work, targets = load_working_time(session), load_reply_targets(session)
    by_staff: dict[int | None, list[_Question]] = {}
    for one in asked:
        by_staff.setdefault(one.staff_id, []).append(one)
    return {staff: _figures(ones, work, targets, now) for staff, ones in by_staff.items()}


def together(parts: Iterable[ReplyTimes]) -> ReplyTimes:
    """Those of several people as one."""
    known = list(parts)
    return ReplyTimes(
        [span for part in known for span in part.taken],
        sum(part.in_time for part in known),
        sum(part.late for part in known),
        sum(part.waiting for part in known),
    )


def _entries(session: Session, since: datetime, first: datetime, until: datetime) -> Iterable[Any]:
    """What came in and what answered, by customer, of those who wrote within the time."""
    wrote = (
        select(Interaction.customer_id)
        .where(Interaction.at >= first, Interaction.at < until, came_in())
        .distinct()
    )
    query = (
        select(
            Interaction.customer_id, Interaction.at, Interaction.kind,
            came_in().label("came"), Interaction.staff_id,
            func.coalesce(Customer.owner_id, Interaction.staff_id).label("whose"),
        )
        .join(Customer, Customer.id == Interaction.customer_id)
        .where(
            Interaction.customer_id.in_(wrote),
            Interaction.at >= since,
            or_(came_in(), answers()),
        )
        .order_by(Interaction.customer_id, Interaction.at, Interaction.id)
    )  # fmt: skip
    return session.execute(query)


def _questions(entries: Iterable[Any]) -> Iterator[_Question]:
    """Each from its first message to what answered it."""
    open_one: Any = None
    for entry in entries:
        if open_one is not None and entry.customer_id != open_one.customer_id:
            yield _Question(open_one.whose, open_one.at, open_one.kind, None)
            open_one = None
        if entry.came:
            open_one = open_one or entry
        elif open_one is not None:
            yield _Question(entry.staff_id, open_one.at, open_one.kind, entry.at)
            open_one = None
    if open_one is not None:
        yield _Question(open_one.whose, open_one.at, open_one.kind, None)


def _figures(
    asked: Iterable[_Question], work: WorkingTime, targets: ReplyTargets, now: datetime
) -> ReplyTimes:
    taken: list[timedelta] = []
    in_time = late = waiting = 0
    for one in asked:
        allowed = targets.allowed(one.kind)
        took = work.between(one.asked, one.answered or now)
        if one.answered is not None:
            taken.append(took)
            in_time += took <= allowed
        else:
            waiting += 1
        late += took > allowed
    return ReplyTimes(taken, in_time, late, waiting)
