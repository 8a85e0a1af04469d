"""What a good salesman still does once the sale is closed; ticked one by one, or left out.

A checklist follows from the sale itself: an order after a while without one, or the day a
customer became one. So it goes with an order that is cancelled or taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.rhythms.limits import may_be_called
from crmdesk.models.rhythms.settings import load_rhythms
from crmdesk.models.schema import ClosingItem, Customer, Order, Staff, StageChange
from crmdesk.models.schema.order import CANCELLED

ITEMS = {
    "thanks": P_("closing", "Thank the customer"),
    "gift": P_("closing", "A small gift"),
    "referral": P_("closing", "Ask for a referral"),
    "visit": P_("closing", "Agree on the first return visit"),
    "need": P_("closing", "Ask what is needed next"),
}
OPEN_FOR = timedelta(days=14)
"""So long after the sale the checklist is shown while something in it is open."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line: status open, done or left (for a `reason`); `staff` is whose doing it was."""

    code: str
    status: str = "open"
    at: datetime | None = None
    staff: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """That of the sale of a day."""

    customer_id: int
    sold_on: date
    items: tuple[Item, ...]

    @property
    def open(self) -> int:
        """How many lines wait."""
        return sum(item.status == "open" for item in self.items)


def item_text(code: str) -> str:
    """Thank the customer …"""
    return pgettext("closing", ITEMS[code])


def open_checklists(
    session: Session, today: date, staff: Sequence[int] = (), customer_id: int | None = None
) -> list[Checklist]:
    """Those with an open line, the newest sale first; one for a customer."""
    found = [one for one in _checklists(session, today, staff, customer_id) if one.open]
    return sorted(found, key=lambda one: (one.sold_on, one.customer_id), reverse=True)


def load_checklist(session: Session, customer_id: int, today: date) -> tuple[str, Checklist] | None:
    """Her name and the checklist of her last sale, open or not; None without one."""
    name = session.scalar(select(Customer.name).where(Customer.id == customer_id))
    found = _checklists(session, today, (), customer_id)
    return (name, found[0]) if name is not None and found else None


def tick(session: Session, customer_id: int, sold_on: date, code: str, *, now: datetime) -> None:
    """It is done. Raises CrmError "customer.gone"."""
    _set(session, customer_id, sold_on, code, "done", now, "")


def leave_out(
    session: Session, customer_id: int, sold_on: date, code: str, reason: str, *, now: datetime
) -> None:
    """It will not be done. Raises Invalid without a reason, CrmError "customer.gone"."""
    if not reason.strip():
        raise Invalid({"reason": "closing.reason.none"})
    _set(session, customer_id, sold_on, code, "left", now, reason.strip())


def reopen(session: Session, customer_id: int, sold_on: date, code: str) -> None:
    """It is to be done after all."""
    row = _row(session, customer_id, sold_on, code)
    if row is not None:
        session.delete(row)


def _set(
    session: Session, customer_id: int, sold_on: date, code: str, status: str, now: datetime,
    reason: str,
) -> None:  # fmt: skip
    if session.get(Customer, customer_id) is None:
        raise CrmError("customer.gone")
    row = _row(session, customer_id, sold_on, code)
    if row is None:
        row = ClosingItem(customer_id=customer_id, sold_on=sold_on, code=code)
        session.add(row)
    row.status, row.at, row.reason = status, now, reason
    row.staff_id = context_of(session).staff_id
    session.flush()


def _row(session: Session, customer_id: int, sold_on: date, code: str) -> ClosingItem | None:
    return session.scalar(
        select(ClosingItem).where(
            ClosingItem.customer_id == customer_id,
            ClosingItem.sold_on == sold_on,
            ClosingItem.code == code,
        )
    )


def _checklists(
    session: Session, today: date, staff: Sequence[int], customer_id: int | None
) -> list[Checklist]:
    sold = _sales(session, today, staff, customer_id)
    touched = _touched(session, today, sold)
    found: list[Checklist] = []
    for customer, day in sold.items():
        items = (touched.get((customer, day, code), Item(code)) for code in ITEMS)
        found.append(Checklist(customer, day, tuple(items)))
    return found


def _sales(
    session: Session, today: date, staff: Sequence[int], customer_id: int | None
) -> dict[int, date]:
    """The day of the newest sale that began a checklist, by customer."""
    pause = timedelta(days=load_rhythms(session).pause)
    if not pause:
        return {}
    whose = [*may_be_called(today)]
    if staff:
        whose.append(Customer.owner_id.in_(staff))
    first = today - OPEN_FOR - pause
    found: dict[int, date] = {}
    before: dict[int, date] = {}
    for customer, day in sorted(set(_days(session, first, today, whose, customer_id))):
        begins = customer not in before or day - before[customer] > pause
        before[customer] = day
        if begins and day >= today - OPEN_FOR:
            found[customer] = day
    return found


def _days(
    session: Session,
    first: date,
    last: date,
    whose: Sequence[ColumnElement[bool]],
    customer_id: int | None,
) -> Iterator[tuple[int, date]]:
    """Customers and the days they ordered on, or became customers."""
    orders = select(Order.customer_id, Order.ordered_on).where(
        Order.ordered_on.between(first, last), Order.status != CANCELLED
    )
    became = select(StageChange.customer_id, StageChange.on).where(
        StageChange.on.between(first, last),
        StageChange.stage == literal("customer", literal_execute=True),  # has an index of its own
        Customer.stage == "customer",
    )
    for query, table in ((orders, Order), (became, StageChange)):
        joined = query.join(Customer, Customer.id == table.customer_id).where(*whose)
        if customer_id is not None:  # by her own index
            joined = joined.where(table.customer_id == customer_id)
        yield from ((row[0], row[1]) for row in session.execute(joined))


def _touched(
    session: Session, today: date, sold: Mapping[int, date]
) -> dict[tuple[int, date, str], Item]:
    """The lines somebody ticked or left out."""
    if not sold:
        return {}
    query = (
        select(ClosingItem, func.coalesce(Staff.name, "").label("staff"))
        .outerjoin(Staff, Staff.id == ClosingItem.staff_id)
        .where(ClosingItem.sold_on >= min(sold.values()), ClosingItem.sold_on <= today)
    )
    return {
        (row.customer_id, row.sold_on, row.code): Item(
            row.code, row.status, row.at, staff, row.reason
        )
        for row, staff in session.execute(query)
        if sold.get(row.customer_id) == row.sold_on
    }
