"""Whom to contact today: follow-ups, birthdays, open complaints."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Complaint, Contact, Customer, CustomerSummary, Staff
from crmdesk.models.tasks import queries as tasks
from crmdesk.models.tasks.queries import FollowUpFilter, FollowUpRow
from crmdesk.models.today.birthdays import load_birthdays
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.rows import Section, TodayRow

FIRST = 20
"""So many rows of a section are shown until more are asked for."""


def load_today(
    session: Session,
    today: date,
    zone: tzinfo,
    *,
    staff: Sequence[int] = (),
    limits: Mapping[str, int] | None = None,
) -> list[Section]:
    """All sections in their order, empty ones included; no `staff` means everybody's."""
    wanted = dict.fromkeys(("overdue", "today", "tomorrow", "birthdays", "complaints"), FIRST)
    wanted |= limits or {}
    people = tuple(staff)
    return [
        *_follow_ups(session, today, people, wanted),
        load_birthdays(session, today, zone, people, wanted["birthdays"]),
        _complaints(session, people, wanted["complaints"]),
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


def _complaints(session: Session, staff: tuple[int, ...], limit: int) -> Section:
    """Open ones, the oldest first."""
    still_open = [Complaint.status == "open"]
    if staff:
        still_open.append(Complaint.handler_id.in_(staff))
    rows = session.execute(
        select(
            Complaint.id, Complaint.customer_id, Complaint.contact_id, Complaint.subject,
            Complaint.step, Complaint.opened_at, Customer.name, Customer.salutation,
            Customer.company, Customer.kind, func.coalesce(Contact.name, "").label("contact"),
            func.coalesce(CustomerSummary.phone, "").label("phone"),
            func.coalesce(Staff.name, "").label("staff"),
        )
        .join(Customer, Customer.id == Complaint.customer_id)
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Complaint.customer_id)
        .outerjoin(Staff, Staff.id == Complaint.handler_id)
        .where(*still_open)
        .order_by(Complaint.opened_at, Complaint.id)
        .limit(limit)
    ).all()  # fmt: skip
    total = len(rows)
    if total == limit:
        total = session.scalar(select(func.count()).select_from(Complaint).where(*still_open)) or 0
    phones = contact_phones(session, [row.contact_id for row in rows if row.contact_id])
    return Section("complaints", total, [_complaint(row, phones) for row in rows])


def _complaint(row: Any, phones: Mapping[int, str]) -> TodayRow:
    return TodayRow(
        section="complaints",
        source="complaint",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        name=row.contact or row.name,
        company=row.name if row.contact else row.company or "",
        salutation="" if row.contact else row.salutation,
        phone=phones.get(row.contact_id) or row.phone,
        staff=row.staff,
        text=row.subject,
        step=row.step,
        opened_at=row.opened_at,
        kind="person" if row.contact else row.kind,
    )
