"""Keeping the first pages of the next days when the file is closed."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.first_page.glance import KEY
from crmdesk.models.first_page.packing import pack
from crmdesk.models.first_page.page import Facts, FirstPage, load_facts
from crmdesk.models.first_page.state import Rows, state_of
from crmdesk.models.journal.drafts import load_draft, save_draft
from crmdesk.models.today.queries import load_today

DAYS = 4
"""Who closes on a Friday opens on Monday."""
_MORNING = time(9)


def keep_first_page(db: Database, whose: Sequence[int]) -> None:
    """Keep what `glance` will look for, unless it stands there; of a file without a password,
    which alone can be looked into before anybody is asked."""
    storage, now = db.storage, db.now()
    if storage.kind != "sqlite" or storage.key is not None or storage.read_only:
        return
    with db.read() as session:
        facts = load_facts(session)
        zone = office_zone(facts.office.zone)
        first = local_day(now, zone)
        days = [first + timedelta(days=ahead) for ahead in range(DAYS)]
        told = {"state": _state(session), "zone": facts.office.zone, "whose": list(whose)}
        kept = load_draft(session, KEY, db.staff_id)
        if kept is not None and _stands(kept.data, told, days[-1]):
            return
        at = [now] + [datetime.combine(day, _MORNING, zone) for day in days[1:]]
        pages = [
            _page(session, facts, day, moment, whose) for day, moment in zip(days, at, strict=True)
        ]
    told["days"] = {str(page.day): json.dumps(pack(page), ensure_ascii=False) for page in pages}
    with db.write("draft") as session:
        save_draft(session, KEY, told)


def _stands(kept: dict[str, Any], told: dict[str, Any], last: date) -> bool:
    """Whether the same was kept, up to this day."""
    same = all(kept.get(name) == value for name, value in told.items())
    return same and str(last) in kept.get("days", {})


def _page(
    session: Session, facts: Facts, day: date, now: datetime, whose: Sequence[int]
) -> FirstPage:
    zone = office_zone(facts.office.zone)
    today = load_today(session, day, zone, now=now, staff=whose, day=day)
    return FirstPage(facts, day, tuple(whose), today)


def _state(session: Session) -> dict[str, Any]:
    def ask(query: str) -> Rows:
        return (tuple(row) for row in session.connection().exec_driver_sql(query))

    return state_of(ask)
