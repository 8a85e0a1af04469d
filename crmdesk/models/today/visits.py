"""Whom to call again, and what is still to do after a sale."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from crmdesk.models.schema import Customer, FollowUp
from crmdesk.models.today.rows import FIRST, WEEK, Ask, Part, TodayRow

if TYPE_CHECKING:
    from crmdesk.models.rhythms.visits import Visit

_WORDS = {"delivery": "visit_delivery", "complaint": "visit_complaint"}
_NOT_YET = ("potential", "interested")


def find(ask: Ask) -> Iterator[Part]:
    """Return visits, of those by rhythm so many as the office wants a day; open checklists.

    Of a day to come the visits after a delivery or a complaint: the others are made on any day.
    """
    if ask.session.scalar(select(Customer.id).limit(1)) is None:
        return
    if not ask.ahead:
        yield _checklists(ask)
    yield _visits(ask)


def _visits(ask: Ask) -> Part:
    from crmdesk.models.rhythms.due import load_due_visits  # not where there is no customer
    from crmdesk.models.rhythms.words import say_why

    limit = ask.limit("visits")
    by_rhythm = 0 if ask.ahead else _left_today(ask) if limit == FIRST else None
    due = load_due_visits(
        ask.session, ask.today, ask.zone, ask.staff, limit,
        by_rhythm=by_rhythm, ahead=WEEK - timedelta(days=1),
    )  # fmt: skip
    shown, total = due.visits, due.total
    if ask.ahead:
        shown = [visit for visit in due.coming if visit.due_on == ask.day]
        total = len(shown)
    rows = [
        TodayRow(
            section="visits",
            source="visit",
            id=visit.customer_id,
            customer_id=visit.customer_id,
            text=say_why(visit),
            code=visit.why,
            due_on=visit.due_on,
            suggests="call",
            words=_words(visit),
        )
        for visit in shown[:limit]
    ]
    days = ask.week(visit.due_on for visit in due.coming)
    return Part("visits", total, rows, days, capped=due.capped and not ask.ahead)


def _words(visit: "Visit") -> str:
    """Who bought nothing yet is not asked how it works."""
    usual = "visit_interested" if visit.stage in _NOT_YET else "visit"
    return _WORDS.get(visit.why, usual)


def _left_today(ask: Ask) -> int:
    """So many visits by rhythm are shown until tomorrow: those of today are made at some time."""
    from crmdesk.models.rhythms.settings import load_rhythms

    midnight = datetime.combine(ask.today, time.min, ask.zone)
    made = select(func.count()).where(
        FollowUp.origin == "rhythm", FollowUp.status == "done", FollowUp.done_at >= midnight,
        *ask.whose(FollowUp.done_by_id),
    )  # fmt: skip
    wanted = load_rhythms(ask.session).per_day * max(1, len(ask.staff))
    return max(0, wanted - (ask.session.scalar(made) or 0))


def _checklists(ask: Ask) -> Part:
    from crmdesk.models.rhythms.closing import open_checklists
    from crmdesk.models.rhythms.words import say_open

    found = open_checklists(ask.session, ask.today, ask.staff)
    rows = [
        TodayRow(
            section="closings",
            source="closing",
            id=one.customer_id,
            customer_id=one.customer_id,
            text=say_open(one),
            words="closing",
            due_on=one.sold_on,
        )
        for one in found[: ask.limit("closings")]
    ]
    return Part("closings", len(found), rows)
