"""Promises on the page Today: shown the day before they are due already."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from crmdesk.models.promises import queries
from crmdesk.models.promises.queries import PromiseFilter, PromiseRow
from crmdesk.models.today.phones import contact_phones
from crmdesk.models.today.rows import Section, TodayRow

SCOPES = ("overdue", "today", "tomorrow")


def load_promises(
    session: Session, today: date, staff: tuple[int, ...], limits: Mapping[str, int]
) -> list[Section]:
    """One section for each of SCOPES, with at most so many rows; no `staff` means everybody's."""
    totals: dict[str, int] = {}
    shown: dict[str, list[int]] = {}
    for scope in SCOPES:
        wanted, limit = PromiseFilter(scope, staff), limits[scope]
        ids = queries.find_ids(session, wanted, today, limit=limit + 1)
        shown[scope] = ids[:limit]
        totals[scope] = queries.count(session, wanted, today) if len(ids) > limit else len(ids)
    rows = queries.load_rows(session, [key for ids in shown.values() for key in ids])
    phones = contact_phones(session, [row.contact_id for row in rows.values() if row.contact_id])
    return [
        Section(
            scope, total, [_row(scope, rows[key], phones) for key in shown[scope] if key in rows]
        )
        for scope, total in totals.items()
    ]


def _row(scope: str, row: PromiseRow, phones: Mapping[int, str]) -> TodayRow:
    return TodayRow(
        section=scope,
        source="promise",
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
