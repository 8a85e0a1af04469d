"""What was done after the last sales, and why some follow-ups were put off."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from crmdesk.models.demo.words import said
from crmdesk.models.rhythms.closing import ITEMS, open_checklists
from crmdesk.models.schema import ClosingItem, FollowUp

_SALES, _PUT_OFF = 40, 8
_DONE = (2, 1, 0, 3, 5)
"""So many lines of a checklist are done, sale by sale; of every third the gift is left out."""


def add_rhythms(session: Session, staff: Sequence[int], today: date, zone: tzinfo) -> None:
    """Checklists begun, one with a line left out; follow-ups with a reason for their day."""
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(open_checklists(session, today)[:_SALES]):
        done = _DONE[number % len(_DONE)]
        at = datetime.combine(one.sold_on + timedelta(days=1), time(10, 5 + number % 50), zone)
        for code in list(ITEMS)[: max(done, 2 * (number % 3 == 0))]:
            left = code == "gift" and number % 3 == 0
            rows.append(
                {
                    "customer_id": one.customer_id,
                    "sold_on": one.sold_on,
                    "code": code,
                    "status": "left" if left else "done",
                    "at": min(at, datetime.combine(today, time(9), zone)),
                    "staff_id": staff[number % len(staff)],
                    "reason": said("closing_reason") if left else "",
                }
            )
    if rows:
        session.execute(insert(ClosingItem), rows)
    reasons = said("put_off").split()
    late = (
        select(FollowUp.id)
        .where(FollowUp.status == "open", FollowUp.due_on >= today)
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(_PUT_OFF)
    )
    for number, follow_up in enumerate(session.scalars(late).all()):
        if number % 2:
            why = reasons[number // 2 % len(reasons)]
            session.execute(update(FollowUp).where(FollowUp.id == follow_up).values(why=why))
