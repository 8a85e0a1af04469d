"""日报: what was done in a day or a week, by one person or by all, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.daybook.promised import (
    count_overdue,
    load_plan,
    load_planned,
    load_promised,
)
from crmdesk.models.daybook.report_rows import Person, Report
from crmdesk.models.daybook.span import DAY, Span
from crmdesk.models.daybook.talked import (
    VISITS,
    count_services,
    load_complaints,
    load_contacts,
    load_sold,
    load_visits,
)
from crmdesk.models.interactions.reply_times import ReplyTimes, load_reply_times, together
from crmdesk.models.office.hours import load_working_time
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Interaction, Order, Staff
from crmdesk.models.schema.order import CANCELLED

_FAR = timedelta(days=16)
"""No holiday closes an office for longer."""


def load_report(
    session: Session, first: date, last: date, now: datetime, staff_id: int | None = None
) -> Report:
    """All that stands in the report of these days; `staff_id` None: of everybody."""
    span = Span(first, last, office_zone(load_office(session).zone), staff_id)
    replies = load_reply_times(session, span.begin, span.end, now)
    opened, closed = load_complaints(session, span)
    services, services_closed = count_services(session, span)
    plan_on = next_working_day(session, last)
    report = Report(
        first=first,
        last=last,
        contacts=load_contacts(session, span),
        visits=load_visits(session, span),
        sold=load_sold(session, span),
        promises=load_promised(session, span),
        follow_ups=load_planned(session, span),
        complaints=opened,
        complaints_closed=closed,
        services=services,
        services_closed=services_closed,
        plan_on=plan_on,
        plan=load_plan(session, span, plan_on),
        overdue=count_overdue(session, span),
    )
    if staff_id is not None:
        name = session.scalar(select(Staff.name).where(Staff.id == staff_id)) or ""
        return replace(report, staff=name, replies=replies.get(staff_id, ReplyTimes()))
    people = _people(session, span, replies)
    return replace(report, replies=together(replies.values()), people=people)


def next_working_day(session: Session, day: date) -> date:
    """The first day after it on which the office is open."""
    work = load_working_time(session)
    after = day + DAY
    while after < day + _FAR:
        if work.spans(after):
            return after
        after += DAY
    return day + DAY


def _people(
    session: Session, span: Span, replies: dict[int | None, ReplyTimes]
) -> Sequence[Person]:
    """Who did what, by name; one who works alone is not compared with herself."""
    talks = (
        select(
            Interaction.staff_id, func.count(),
            func.sum(case((Interaction.kind.in_(VISITS), 1), else_=0)),
        )
        .where(span.at(Interaction.at), Interaction.kind != "note")
        .group_by(Interaction.staff_id)
    )  # fmt: skip
    contacts = {staff: (count, visits) for staff, count, visits in session.execute(talks)}
    sold = (
        select(Order.staff_id, Order.currency, func.sum(Order.amount))
        .where(span.on(Order.ordered_on), Order.status != CANCELLED)
        .group_by(Order.staff_id, Order.currency)
    )
    sales: dict[int | None, dict[str, int]] = {}
    for staff, currency, amount in session.execute(sold):
        sales.setdefault(staff, {})[currency] = int(amount)
    busy: Iterable[int | None] = {*contacts, *sales, *replies}
    names = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_([*busy])))
    people = [
        Person(
            name, *contacts.get(staff, (0, 0)), sales.get(staff, {}),
            replies.get(staff, ReplyTimes()),
        )
        for staff, name in sorted(names, key=lambda row: row.name)
    ]  # fmt: skip
    return people if len(people) > 1 else ()
