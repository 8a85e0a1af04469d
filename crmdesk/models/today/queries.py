"""Whom to contact today: promises, follow-ups, birthdays, festivals, open complaints."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from crmdesk.models.calendar.festivals import money_rests
from crmdesk.models.core.later import pattern
from crmdesk.models.tasks import queries as tasks
from crmdesk.models.tasks.queries import FollowUpFilter, FollowUpRow
from crmdesk.models.today.birthdays import load_birthdays
from crmdesk.models.today.complaints import load_complaints
from crmdesk.models.today.festivals import load_festivals
from crmdesk.models.today.festive_orders import load_festive_orders
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.promises import load_promises
from crmdesk.models.today.rows import SECTIONS, Section, TodayRow

_MONEY = pattern(r"[催收付还還欠结結对對][款账帳钱錢]|[货貨尾账帳余餘]款|payment|invoice due")
FIRST = 20
"""So many rows of a section are shown until more are asked for."""


def load_today(
    session: Session,
    today: date,
    zone: tzinfo,
    *,
    now: datetime,
    staff: Sequence[int] = (),
    limits: Mapping[str, int] | None = None,
) -> list[Section]:
    """All sections in their order, empty ones included; no `staff` means everybody's."""
    wanted = dict.fromkeys(SECTIONS, FIRST)
    wanted |= limits or {}
    people = tuple(staff)
    due = _due(session, today, people, wanted)
    return [
        *(_resting(due) if money_rests(today) else due),
        load_birthdays(session, today, zone, people, wanted["birthdays"]),
        load_festivals(session, today, zone, people, wanted["festivals"]),
        load_festive_orders(session, today, zone, people, wanted["festive_orders"]),
        load_complaints(session, now, people, wanted["complaints"]),
    ]


def _resting(sections: Sequence[Section]) -> list[Section]:
    """From 除夕 to 正月十五 it stands beside a row about money that it can wait."""
    return [
        Section(
            section.code,
            section.total,
            [replace(row, rests=_MONEY.search(row.text) is not None) for row in section.rows],
        )
        for section in sections
    ]


def _due(
    session: Session, today: date, staff: tuple[int, ...], limits: Mapping[str, int]
) -> list[Section]:
    """Promises and follow-ups by when they are due; promises come first."""
    return [
        Section(
            promised.code,
            promised.total + planned.total,
            [*promised.rows, *planned.rows][: limits[promised.code]],
        )
        for promised, planned in zip(
            load_promises(session, today, staff, limits),
            _follow_ups(session, today, staff, limits),
            strict=True,
        )
    ]


def _follow_ups(
    session: Session, today: date, staff: tuple[int, ...], limits: Mapping[str, int]
) -> list[Section]:
    totals: dict[str, int] = {}
    shown: dict[str, list[int]] = {}
    for scope in ("overdue", "today", "tomorrow"):
        wanted, limit = FollowUpFilter(scope, staff), limits[scope]
        ids = tasks.find_ids(session, wanted, today, limit=limit + 1)
        shown[scope] = ids[:limit]
        totals[scope] = tasks.count(session, wanted, today) if len(ids) > limit else len(ids)
    rows = tasks.load_rows(session, [key for ids in shown.values() for key in ids])
    phones = contact_phones(session, [row.contact_id for row in rows.values() if row.contact_id])
    return [
        Section(
            scope,
            total,
            [_follow_up(scope, rows[key], phones) for key in shown[scope] if key in rows],
        )
        for scope, total in totals.items()
    ]


def _follow_up(scope: str, row: FollowUpRow, phones: Mapping[int, str]) -> TodayRow:
    return TodayRow(
        section=scope,
        source="follow_up",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        name=row.contact or row.customer,
        company=row.customer if row.contact else row.company,
        salutation="" if row.contact else row.salutation,
        phone=phones.get(row.contact_id or 0) or row.phone,
        staff=row.staff,
        text=row.text,
        due_on=row.due_on,
        due_time=row.due_time,
        kind="person" if row.contact else row.kind,
    )
