"""Whom to call again: computed from the last talk, so that no row has to be kept for each of
100 000 customers and every change counts at once.

A visit is due when nobody talked to a customer for as long as her rhythm is, or when goods came
or a complaint was closed a while ago and nobody asked since; unless a follow-up with her is
planned, a complaint of hers is open, or she may not be called (limits.py). One that was put off
or handed over is a follow-up with an `origin` from then on (actions.py).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day
from crmdesk.models.rhythms.events import Asked, after_events
from crmdesk.models.rhythms.limits import left_out, may_be_called, midnight, unreachable
from crmdesk.models.rhythms.settings import load_rhythms
from crmdesk.models.rhythms.visits import Due, Visit
from crmdesk.models.schema import NEVER, Customer, CustomerSales, CustomerSummary, Staff

FEW = 200
"""So many are counted; who has more to call does not mind how many."""
SILENT = (30, 90, 180)
"""Days without a talk one may ask for."""
SCOPES = ("due", "complaint", "delivery", "rhythm", *(f"silent:{days}" for days in SILENT))
_BASE = case(
    (CustomerSummary.last_contact == NEVER, Customer.created_at),
    else_=CustomerSummary.last_contact,
)
"""The last talk; before the first one, the day she was noted."""


def load_due_visits(
    session: Session,
    today: date,
    zone: tzinfo,
    staff: Sequence[int] = (),
    limit: int = 20,
    *,
    by_rhythm: int | None = None,
    ahead: timedelta = timedelta(),
) -> Due:
    """Who is due, at most one visit each: after complaints and deliveries first, then by rhythm
    who buys most; `by_rhythm` at most so many of the latter, and what comes so long `ahead`.

    Those due by rhythm are counted up to FEW; of more only those shown are looked at.
    """
    reader = _Reader(session, today, zone, staff, ahead=ahead)
    first = reader.any_by_rhythm(FEW + 1)
    if not first and not reader.found and not reader.coming:
        return Due(0, ())
    capped = len(first) > FEW
    events = reader.events(among=first)
    room = max(0, limit - len(events))
    wanted = room if by_rhythm is None else min(room, by_rhythm)
    count = FEW if capped else reader.count_by_rhythm()
    more = reader.biggest(wanted) if capped else reader.by_rhythm(wanted)
    return Due(len(events) + count, [*events[:limit], *more], capped, reader.reached(reader.coming))


def find_visits(
    session: Session,
    today: date,
    zone: tzinfo,
    scope: str,
    staff: Sequence[int] = (),
    *,
    sort: str = "",
    descending: bool = False,
) -> list[int]:
    """The customers of one of SCOPES, in the order of `load_due_visits` unless sorted."""
    reader = _Reader(session, today, zone, staff)
    events = [visit.customer_id for visit in reader.events() if scope in ("due", visit.why)]
    conditions = list(reader.conditions(scope))
    if sort in ("", "due") and not descending:
        ids = session.scalars(_ordered(_customers(Customer.id).where(*conditions)))
        return [*events, *ids]
    wanted = or_(and_(*conditions), Customer.id.in_(events)) if conditions else false()
    columns = {"customer": CustomerSummary.sort_name, "staff": Staff.name}
    order = columns.get(sort, _BASE)
    query = _customers(Customer.id).outerjoin(Staff, Staff.id == Customer.owner_id).where(wanted)
    return list(session.scalars(query.order_by(order.desc() if descending else order, Customer.id)))


def count_visits(
    session: Session, today: date, zone: tzinfo, staff: Sequence[int] = ()
) -> dict[str, int]:
    """How many stand in each of SCOPES."""
    reader = _Reader(session, today, zone, staff)
    events, rhythm = reader.events(), reader.count_by_rhythm()
    found = {why: sum(visit.why == why for visit in events) for why in ("complaint", "delivery")}
    found |= {"due": len(events) + rhythm, "rhythm": rhythm}
    silent = [func.coalesce(func.sum(case((_silent(today, zone, days), 1), else_=0)), 0)
              for days in SILENT]  # fmt: skip
    counts = session.execute(
        select(*silent)
        .select_from(Customer)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(*reader.whose())
    ).one()
    return found | {f"silent:{days}": n for days, n in zip(SILENT, counts, strict=True)}


def load_visits(
    session: Session, today: date, zone: tzinfo, customers: Collection[int]
) -> dict[int, Visit]:
    """Why each of these customers may be called: a visit that is due, or else how long nobody
    talked to her.
    """
    reader = _Reader(session, today, zone, (), list(customers))
    found = {visit.customer_id: visit for visit in reader.found}
    query = _customers(*_TOLD).where(Customer.id.in_(customers))
    for row in session.execute(query):
        found.setdefault(row.id, reader.visit(row))
    return found


class _Reader:
    """One question about one day; what decides is read once."""

    def __init__(
        self,
        session: Session,
        today: date,
        zone: tzinfo,
        staff: Sequence[int],
        customers: Sequence[int] | None = None,
        ahead: timedelta = timedelta(),
    ) -> None:
        self._session, self._today, self._zone = session, today, zone
        rhythms = load_rhythms(session)
        self.asked = Asked(session, today, zone, rhythms, tuple(staff), customers, ahead)
        self._days = rhythms.running()
        events = after_events(self.asked)
        self.found = [visit for visit in events if visit.due_on <= today]
        self.coming = [visit for visit in events if visit.due_on > today]
        self._events: list[Visit] | None = None
        self._unreachable: set[int] = set()
        self._out: set[int] | None = None

    def any_by_rhythm(self, limit: int) -> list[int]:
        """Some of those who could be due by rhythm, in no order."""
        query = _customers(Customer.id).where(*self._by_rhythm()).limit(limit)
        return list(self._session.scalars(query))

    def events(self, among: Collection[int] | None = None) -> list[Visit]:
        """Of those who can be reached at all; only of them and of `among` that is asked."""
        if self._events is None:
            told = (*self.found, *self.coming)
            asked = None if among is None else {*among, *(one.customer_id for one in told)}
            self._unreachable = unreachable(self._session, asked)
            self._events = self.reached(self.found)
        return self._events

    def reached(self, visits: Iterable[Visit]) -> list[Visit]:
        """Of these who can be reached, once `events` knows."""
        return [one for one in visits if one.customer_id not in self._unreachable]

    def whose(self) -> Iterator[ColumnElement[bool]]:
        """SQL for: not ours, and theirs whose customers were asked for."""
        yield Customer.kind != "internal"
        yield from self.asked.whose()

    def count_by_rhythm(self) -> int:
        return self._session.scalar(_customers(func.count()).where(*self.conditions("rhythm"))) or 0

    def by_rhythm(self, limit: int) -> list[Visit]:
        if limit <= 0:
            return []
        query = _ordered(_customers(*_TOLD).where(*self.conditions("rhythm"))).limit(limit)
        return [self.visit(row) for row in self._session.execute(query)]

    def biggest(self, limit: int) -> list[Visit]:
        """The same of a flood: by the index of what each bought, until there are enough."""
        spare = 10 if limit > 0 else 0
        query = (
            select(*_TOLD)
            .select_from(CustomerSales)
            .join(Customer, Customer.id == CustomerSales.customer_id)
            .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
            .where(*self.conditions("rhythm"))
            .order_by(CustomerSales.sales.desc(), CustomerSales.customer_id.desc())
            .limit(limit + spare)
        )
        rows = self._session.execute(query).all() if limit > 0 else ()
        refusing = unreachable(self._session, [row.id for row in rows]) if rows else set()
        found = [self.visit(row) for row in rows if row.id not in refusing]
        return found[:limit] if len(found) >= limit else self.by_rhythm(limit)

    def conditions(self, scope: str) -> Iterator[ColumnElement[bool]]:
        """SQL for a scope without those after an event."""
        yield from self.whose()
        if scope.startswith("silent:"):
            yield _silent(self._today, self._zone, int(scope.partition(":")[2]))
            return
        if scope not in ("due", "rhythm"):
            yield false()
            return
        yield from self._by_rhythm()
        if self._out is None:
            self._out = {visit.customer_id for visit in self.events()} | self._unreachable
            self._out |= left_out(self._session, self._today, self._zone, self._days)
        if self._out:
            yield Customer.id.not_in(self._out)

    def _by_rhythm(self) -> Iterator[ColumnElement[bool]]:
        """SQL for who was not spoken to for as long as her rhythm is."""
        yield from self.whose()
        yield from may_be_called(self._today)
        yield CustomerSummary.next_follow_up.is_(None)
        yield CustomerSummary.open_complaints == 0
        yield or_(
            false(),
            *(
                and_(Customer.stage == stage, self._after(days) > _BASE)
                for stage, days in self._days.items()
            ),
        )

    def visit(self, row: Any) -> Visit:
        """By the rhythm where she has one and it is due, else so many days without a talk."""
        day = local_day(row.base, self._zone)
        every = self._days.get(row.stage, 0)
        past = (self._today - day).days
        why = "rhythm" if every and past >= every else "silent"
        due = day + timedelta(days=every) if why == "rhythm" else self._today
        return Visit(row.id, why, due, past, every, row.stage, never=row.last_contact == NEVER)

    def _after(self, days: int) -> Any:
        return midnight(self._today - timedelta(days=days - 1), self._zone)


_TOLD = (Customer.id, Customer.stage, CustomerSummary.last_contact, _BASE.label("base"))


def _customers(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Customer)
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
    )


def _ordered(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Who buys most, then who has waited longest."""
    sales = func.coalesce(CustomerSales.sales, 0)
    joined = query.outerjoin(CustomerSales, CustomerSales.customer_id == Customer.id)
    return joined.order_by(sales.desc(), _BASE, Customer.id)


def _silent(today: date, zone: tzinfo, days: int) -> ColumnElement[bool]:
    """Nobody spoke to her for so long; who is lost is not counted."""
    before = midnight(today - timedelta(days=days - 1), zone)
    return and_(Customer.stage != "lost", before > _BASE)
