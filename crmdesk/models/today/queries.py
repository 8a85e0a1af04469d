"""Whom to contact today, and how many on each day of the week ahead."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import festivals_between
from crmdesk.models.care.rules import load_care
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer
from crmdesk.models.today.left_over import last_working_day
from crmdesk.models.today.people import fill
from crmdesk.models.today.rows import WEEK, Ask, Part, Section, TodayPage, TodayRow, WeekDay
from crmdesk.models.today.sources import SECTIONS, SOURCES


def load_today(
    session: Session,
    today: date,
    zone: tzinfo,
    *,
    now: datetime,
    staff: Sequence[int] = (),
    limits: Mapping[str, int] | None = None,
    day: date | None = None,
) -> TodayPage:
    """All sections in their order, empty ones included; no `staff` means everybody's.

    With a `day` to come: what falls on it.
    """
    ask = Ask(session, today, now, zone, day or today, tuple(staff), dict(limits or {}))
    parts = [
        part for source in SOURCES if source.ahead or ask.day == today for part in source.find(ask)
    ]
    sections = _sections(ask, parts)
    return TodayPage(
        sections,
        _week(ask, parts),
        sum(count for part in parts for day, count in part.days.items() if day < today),
        last_working_day(session, today),
        first_day=not any(one.total for one in sections) and _is_empty(session),
    )


def _is_empty(session: Session) -> bool:
    return session.scalar(select(Customer.id).limit(1)) is None


def _sections(ask: Ask, parts: Iterable[Part]) -> list[Section]:
    """The parts of all sources, names added to all their rows at once."""
    totals: Counter[str] = Counter()
    rows: dict[str, list[TodayRow]] = {code: [] for code in SECTIONS}
    capped: set[str] = set()
    for part in parts:
        totals[part.section] += part.total
        rows[part.section] += part.rows
        if part.capped:
            capped.add(part.section)
    kept = {code: found[: ask.limit(code)] for code, found in rows.items()}
    filled = iter(fill(ask, [row for found in kept.values() for row in found]))
    return [
        Section(code, totals[code], [next(filled) for _row in found], code in capped)
        for code, found in kept.items()
    ]


def _week(ask: Ask, parts: Iterable[Part]) -> list[WeekDay]:
    """From today on, with the festivals the office keeps."""
    counts: Counter[date] = Counter()
    for part in parts:
        counts.update(part.days)
    care, country = load_care(ask.session), load_office(ask.session).country
    found = festivals_between(
        country, ask.today, ask.today + WEEK - timedelta(days=1), south=care.south, own=care.own
    )
    feasts: dict[date, list[tuple[str, str]]] = {}
    for one in found:
        if one.code not in care.off:
            feasts.setdefault(one.day, []).append((one.code, one.name))
    days = (ask.today + timedelta(days=ahead) for ahead in range(WEEK.days))
    return [WeekDay(day, counts[day], tuple(feasts.get(day, ()))) for day in days]
