"""The report on complaints of a period: how quickly, how well, how often again, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import mean, median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.due import Reading
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.complaints.clocks import ClockReader, Clocks
from crmdesk.models.schema import Complaint, ComplaintCall, Staff

REPEAT = timedelta(days=180)
"""A customer who complained so shortly before complains again."""
GROUPS = ("cause", "product", "staff")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of a number of complaints; None where there is nothing to say it of.

    Hours and days are of working time; shares from 0 to 1; score is the mean of the last
    call-back of each, 1 to 5.
    """

    name: str
    complaints: int
    closed: int
    response_hours: float | None
    response_kept: float | None
    resolution_days: float | None
    resolution_kept: float | None
    satisfied: float | None
    score: float | None
    repeats: int
    unreachable: int
    cost: int


@dataclass(frozen=True, slots=True)
class Report:
    """All complaints received from `first` to `last`, and the same by month, cause …"""

    first: date
    last: date
    currency: str
    total: Figures
    months: tuple[Figures, ...]
    groups: dict[str, tuple[Figures, ...]]


@dataclass(frozen=True, slots=True)
class _Case:
    month: str
    cause: str
    product: str
    staff: str
    status: str
    closing: str
    cost: int
    clocks: Clocks
    first_said: bool | None
    score: int | None
    repeat: bool


def load_report(
    session: Session, first: date, last: date, now: datetime, *, staff_id: int | None = None
) -> Report:
    """Read every complaint received in these days, both included."""
    reader = ClockReader(session)
    cases = _cases(session, reader, first, last, now, staff_id)
    day = reader.work.day
    months = _months(first, last)
    by_month = {month: [case for case in cases if case.month == month] for month in months}
    groups = {
        "cause": _grouped(cases, lambda case: case.cause, day),
        "product": _grouped(cases, lambda case: case.product, day),
        "staff": _grouped(cases, lambda case: case.staff, day),
    }
    currency = session.scalar(
        select(Complaint.currency).where(Complaint.currency != "").order_by(Complaint.id).limit(1)
    )
    return Report(
        first,
        last,
        currency or "",
        _figures("", cases, day),
        tuple(_figures(month, found, day) for month, found in by_month.items()),
        groups,
    )


def _cases(
    session: Session, reader: ClockReader, first: date, last: date, now: datetime,
    staff_id: int | None,
) -> list[_Case]:  # fmt: skip
    begin, end = _instants(reader.work, first, last)
    query = (
        select(
            Complaint.id, Complaint.customer_id, Complaint.opened_at, Complaint.cause,
            Complaint.product, func.coalesce(Staff.name, "").label("staff"), Complaint.status,
            Complaint.closing, func.coalesce(Complaint.cost, 0).label("cost"),
        )
        .outerjoin(Staff, Staff.id == Complaint.handler_id)
        .where(Complaint.opened_at >= begin, Complaint.opened_at < end)
        .order_by(Complaint.opened_at, Complaint.id)
    )  # fmt: skip
    if staff_id is not None:
        query = query.where(Complaint.handler_id == staff_id)
    rows = session.execute(query).all()
    clocks = reader.read([row.id for row in rows], now)
    said, again = _said(session, begin), _repeated(session, begin - REPEAT, end)
    zone = reader.work.zone
    return [
        _Case(
            f"{row.opened_at.astimezone(zone):%Y-%m}", row.cause, row.product, row.staff,
            row.status, row.closing, row.cost, clocks[row.id], *said.get(row.id, (None, None)),
            row.id in again,
        )
        for row in rows
    ]  # fmt: skip


def _instants(work: WorkingTime, first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time.min, work.zone),
        datetime.combine(last + timedelta(days=1), time.min, work.zone),
    )


def _said(session: Session, since: datetime) -> dict[int, tuple[bool | None, int | None]]:
    """Of each complaint: satisfied at the first call-back that reached her, and the last score."""
    found: dict[int, tuple[bool | None, int | None]] = {}
    query = (
        select(ComplaintCall.complaint_id, ComplaintCall.satisfied, ComplaintCall.score)
        .where(ComplaintCall.reached, ComplaintCall.at >= since)
        .order_by(ComplaintCall.at, ComplaintCall.id)
    )
    for complaint, satisfied, score in session.execute(query):
        first = found.get(complaint, (satisfied, score))[0]
        found[complaint] = first, score
    return found


def _repeated(session: Session, begin: datetime, end: datetime) -> set[int]:
    """Complaints of customers who had complained within half a year before."""
    query = (
        select(Complaint.id, Complaint.customer_id, Complaint.opened_at)
        .where(Complaint.opened_at >= begin, Complaint.opened_at < end)
        .order_by(Complaint.opened_at, Complaint.id)
    )
    before: dict[int, datetime] = {}
    found: set[int] = set()
    for complaint, customer, at in session.execute(query):
        if customer in before and at - before[customer] <= REPEAT:
            found.add(complaint)
        before[customer] = at
    return found


def _grouped(
    cases: Iterable[_Case], key: Callable[[_Case], str], day: timedelta
) -> tuple[Figures, ...]:
    """By frequency; those without a word stand last."""
    found: dict[str, list[_Case]] = {}
    for case in cases:
        found.setdefault(key(case), []).append(case)
    rows = [_figures(name, group, day) for name, group in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.name == "", -row.complaints, row.name)))


def _figures(name: str, cases: Sequence[_Case], day: timedelta) -> Figures:
    responses = [case.clocks.response for case in cases if case.clocks.response.stopped]
    solved = [case.clocks.resolution for case in cases if case.status == "closed"]
    said = [case.first_said for case in cases if case.first_said is not None]
    scores = [case.score for case in cases if case.score is not None]
    late = [case.clocks for case in cases]
    return Figures(
        name=name,
        complaints=len(cases),
        closed=sum(case.status == "closed" for case in cases),
        response_hours=_middle(responses, timedelta(hours=1)),
        response_kept=_kept([clocks.response for clocks in late]),
        resolution_days=_middle(solved, day),
        resolution_kept=_kept([clocks.resolution for clocks in late]),
        satisfied=mean(said) if said else None,
        score=mean(scores) if scores else None,
        repeats=sum(case.repeat for case in cases),
        unreachable=sum(case.closing == "unreachable" for case in cases),
        cost=sum(case.cost for case in cases),
    )


def _middle(clocks: Sequence[Reading], unit: timedelta) -> float | None:
    return median(clock.used / unit for clock in clocks) if clocks else None


def _kept(clocks: Sequence[Reading]) -> float | None:
    """The share of those kept; one still running within its time is not judged yet."""
    judged = [clock.late for clock in clocks if clock.stopped is not None or clock.late]
    return 1 - mean(judged) if judged else None


def _months(first: date, last: date) -> list[str]:
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=31)).replace(day=1)
    return found
