"""Where the rows of Today come from: one module each, and one entry here.

To add a source: a module beside this one with a function that takes an `Ask` and gives a `Part`
for each section it feeds, its rows filled in as far as `TodayRow` says a source does (names,
numbers, channel, hour and words are added for all rows at once); then an entry in SOURCES, with
its sections and the tables it reads. A section stands where it is first named here. In ui/today a
new section needs its line in `sections.py`, and a new value of `TodayRow.source` its entry in
`kinds/table.py`; nothing else. The words offered to copy stand in resources/care.

A source asks as few questions as it can (tests/models/today/test_questions.py holds their
number), imports what it only sometimes needs when it needs it, and gives nothing for the rows of
others. `ahead` says that it also answers for a day to come (`ask.day` after `ask.today`): what
falls on it, and each time what falls on every day of the week (`Part.days`), for the same
questions. What has no day of its own (a complaint, a questionnaire) stands on today alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crmdesk.models.today import (
    birthdays,
    caring,
    complaints,
    due,
    festivals,
    festive_orders,
    replies,
    service,
    surveys,
    visits,
)
from crmdesk.models.today.rows import Ask, Part


@dataclass(frozen=True, slots=True)
class Source:
    """A function that finds rows, the sections they may stand in, and the tables it reads beside
    those everybody reads: what changes there lets the page be read anew.
    """

    find: Callable[[Ask], Iterable[Part]]
    sections: tuple[str, ...]
    tables: tuple[str, ...] = ()
    ahead: bool = False


SOURCES = (
    Source(
        due.find,
        ("overdue", "today", "tomorrow", "day"),
        ("follow_up", "promise", "promise_move"),
        ahead=True,
    ),
    Source(replies.find, ("replies",)),
    Source(
        visits.find,
        ("closings", "visits"),
        ("closing_item", "stage_change", "order"),
        ahead=True,
    ),
    Source(birthdays.find, ("birthdays",), ahead=True),
    Source(festivals.find, ("festivals",), ahead=True),
    Source(festive_orders.find, ("festive_orders",), ("order", "order_line")),
    Source(
        caring.find,
        ("gifts", "plans"),
        ("gift", "gift_list", "service_plan", "plan_member", "plan_service"),
        ahead=True,
    ),
    Source(
        complaints.find,
        ("complaints",),
        (
            "complaint", "complaint_step", "complaint_call", "complaint_pause",
            "complaint_escalation",
        ),
    ),
    Source(
        service.find,
        ("service", "contracts"),
        (
            "service_order", "service_step", "service_pause", "service_group",
            "service_contract", "service_visit",
        ),
        ahead=True,
    ),
    Source(surveys.find, ("surveys",), ("survey_response", "questionnaire")),
)  # fmt: skip
SECTIONS = tuple(dict.fromkeys(code for source in SOURCES for code in source.sections))
TABLES = frozenset(table for source in SOURCES for table in source.tables) | {
    "customer", "contact", "interaction", "phone", "channel", "email", "address", "consent",
    "setting", "staff", "holiday",
}  # fmt: skip
"""What is read; of `customer_summary` its customers tell."""
