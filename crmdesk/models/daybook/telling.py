"""Ask what to tell, and claim it: another program on the database then tells it no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.models.core.db import Database
from crmdesk.models.daybook.notice_facts import load_facts, load_told, remember
from crmdesk.models.daybook.notices import Facts, Notice, decide
from crmdesk.models.daybook.quiet import Hours, Quiet
from crmdesk.models.office.hours import load_working_time


@dataclass(frozen=True, slots=True)
class Found:
    """What there may be to tell; `loud`: it is no quiet hour."""

    facts: Facts
    hours: Hours
    notices: Sequence[Notice] = ()
    loud: bool = False


def look(db: Database, quiet: Quiet, *, first: bool) -> Found:
    """What would be told now; in quiet hours nothing is asked for."""
    now = db.now()
    with db.read() as session:
        hours = Hours(load_working_time(session), quiet)
        if not hours.loud(now):
            return Found(Facts(), hours)
        facts = load_facts(session, db.staff_id, now, hours.day_of(now))
        told = load_told(session, db.staff_id)
    return Found(facts, hours, decide(facts, told, now, hours, first=first), loud=True)


def claim(db: Database, found: Found, *, first: bool) -> Sequence[Notice]:
    """What is told now, as far as nobody else told it since; from now on it was told."""
    now = db.now()
    with db.write("draft") as session:
        told = load_told(session, db.staff_id, lock=True)
        notices = decide(found.facts, told, now, found.hours, first=first)
        if notices:
            remember(session, db.staff_id, notices, found.hours.day_of(now))
    return notices
