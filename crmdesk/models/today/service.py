"""Service orders by their clocks, contract visits that are due, contracts that end."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import String, column, exists, select, table

from crmdesk.models.today.rows import Ask, Part, TodayRow

_FEEDBACK = 4
# Not the mapped tables: to declare those would slow every start.
_ORDER = table("service_order", column("status", String))
_CONTRACT = table("service_contract", column("status", String))


def find(ask: Ask) -> Iterator[Part]:
    """One question tells whether there is anything of either at all."""
    orders = exists().where(_ORDER.c.status == "open")
    contracts = exists().where(_CONTRACT.c.status == "running")
    is_open, running = ask.session.execute(select(orders, contracts)).one()
    if is_open:
        yield from _orders(ask)
    if running:
        yield from _contracts(ask)


def _orders(ask: Ask) -> Iterator[Part]:
    """The one whose clock runs out first stands first; of a day to come its appointments."""
    from crmdesk.models.schema import ServiceOrder  # not for a start without any
    from crmdesk.models.service.clocks import ServiceClockReader

    query = (
        select(
            ServiceOrder.id, ServiceOrder.customer_id, ServiceOrder.contact_id,
            ServiceOrder.handler_id, ServiceOrder.subject, ServiceOrder.step,
            ServiceOrder.opened_at, ServiceOrder.appointment_on, ServiceOrder.appointment_time,
        )
        .where(ServiceOrder.status == "open", *ask.whose(ServiceOrder.handler_id))
        .order_by(ServiceOrder.opened_at, ServiceOrder.id)
    )  # fmt: skip
    found: Sequence[Any] = ask.session.execute(query).all()
    if not found:
        return
    days = ask.week(row.appointment_on for row in found)
    if ask.ahead:
        found = [row for row in found if row.appointment_on == ask.day]
    clocks = ServiceClockReader(ask.session).read([row.id for row in found], ask.now)
    found = sorted(found, key=_hour if ask.ahead else partial(_urgency, clocks))
    shown = found[: ask.limit("service")]
    yield Part(
        "service",
        len(found),
        [_order(row, clocks[row.id].current) for row in shown if row.id in clocks],
        days,
    )


def _hour(row: Any) -> str:
    return row.appointment_time or "24"


def _urgency(clocks: Mapping[int, Any], row: Any) -> Any:
    from crmdesk.models.cases.clocks import urgency

    return urgency(clocks.get(row.id))


def _contracts(ask: Ask) -> Iterator[Part]:
    """Visits due within days, the oldest first, then contracts that end within 60 days; of a day
    to come its visits.
    """
    from crmdesk.models.service.contract_queries import count_due, load_due_visits, load_ending

    by_day, ends = count_due(ask.session, ask.today, ask.staff)
    limit = ask.limit("contracts")
    due, on = sum(by_day.values()), None
    if ask.ahead:
        due, on, ends = by_day.get(ask.day, 0), ask.day, 0
    rows: list[TodayRow] = []
    if due:
        visits = load_due_visits(ask.session, ask.today, ask.staff, limit, on=on)
        rows = [_visit(row) for row in visits]
    if ends and len(rows) < limit:
        ending = load_ending(ask.session, ask.today, ask.staff, limit - len(rows))
        rows += [_ending(row) for row in ending]
    days = {day: count for day, count in by_day.items() if ask.week([day])}
    if rows or days:
        yield Part("contracts", due + ends, rows, days)


def _order(row: Any, clock: Any) -> TodayRow:
    return TodayRow(
        section="service",
        source="service_order",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        staff_id=row.handler_id,
        text=row.subject,
        step=row.step,
        due_on=row.appointment_on,
        due_time=row.appointment_time,
        since=row.opened_at,
        clock=clock,
        suggests="call" if row.step >= _FEEDBACK else "visit",
        words="service_feedback" if row.step >= _FEEDBACK else "service",
    )


def _visit(row: Any) -> TodayRow:
    return TodayRow(
        section="contracts",
        source="service_visit",
        id=row.id,
        customer_id=row.customer_id,
        contact_id=row.contact_id,
        staff_id=row.staff_id,
        text=row.level,
        code="" if row.every_months is None else str(row.every_months),
        due_on=row.due_on,
        suggests="visit",
        words="contract_visit",
    )


def _ending(row: Any) -> TodayRow:
    return TodayRow(
        section="contracts",
        source="service_contract",
        id=row.id,
        customer_id=row.customer_id,
        staff_id=row.staff_id,
        text=row.level,
        due_on=row.ends_on,
        suggests="call",
        words="contract_end",
    )
