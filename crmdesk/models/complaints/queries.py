"""Reading complaints: the list, and one with all its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.cases.stamps import Stamp, load_stamps
from crmdesk.models.complaints.calls import days_unreached, round_began
from crmdesk.models.complaints.parts import COMPLAINTS
from crmdesk.models.schema import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintSolution,
    Customer,
    Product,
    ServiceOrder,
    Staff,
)

_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A line of the list of complaints."""

    id: int
    number: str
    customer_id: int
    customer: str
    subject: str
    status: str
    step: int
    severity: str
    handler: str
    opened_at: datetime
    closed_at: datetime | None
    closing: str
    kind: str


@dataclass(frozen=True, slots=True)
class Solution:
    """One offered; an `earlier` one did not satisfy, or is from before it was closed."""

    text: str
    accepted: bool
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class DoneAction:
    """Something done; `on_day` where somebody said when, `earlier` as of solutions."""

    text: str
    staff: str
    at: datetime
    staff_id: int | None = None
    on_day: date | None = None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """An attempt to call back; satisfied and score are None where nobody was reached."""

    at: datetime
    staff: str
    reached: bool
    satisfied: bool | None
    score: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """One complaint, whole; `row` is its line, `stamps` the newest per step."""

    row: ComplaintRow
    contact_id: int | None
    handler_id: int | None
    product: str
    channel: str
    words: str
    mood: str
    facts: str
    compensation: str
    cost: int | None
    currency: str
    cause: str
    improvement: str
    stamps: dict[int, Stamp]
    solutions: tuple[Solution, ...]
    actions: tuple[DoneAction, ...]
    calls: tuple[Call, ...]
    days_unreached: int
    service: str = ""
    """The number of the service order made of it."""


def find_ids(
    session: Session, *, status: str | None = "open", text: str = "", handler_id: int | None = None
) -> list[int]:
    """Ids of complaints, newest first; status open, closed or None for all."""
    query = select(Complaint.id).order_by(Complaint.opened_at.desc(), Complaint.id.desc())
    if status is not None:
        query = query.where(Complaint.status == status)
    if handler_id is not None:
        query = query.where(Complaint.handler_id == handler_id)
    for word in text.split():
        found = (
            Complaint.subject.contains(word, autoescape=True)
            | Complaint.words.contains(word, autoescape=True)
            | Complaint.number.contains(word, autoescape=True)
            | Complaint.customer_id.in_(
                select(Customer.id).where(Customer.name.contains(word, autoescape=True))
            )
        )
        query = query.where(found)
    return list(session.scalars(query))


def load_involved(session: Session, complaint_id: int | None) -> list[int | None]:
    """Ids of those who handle it or did something in it; of a new one nobody."""
    if complaint_id is None:
        return []
    handler = select(Complaint.handler_id).where(Complaint.id == complaint_id)
    did = select(ComplaintAction.staff_id).where(ComplaintAction.complaint_id == complaint_id)
    return [*session.scalars(handler), *session.scalars(did)]


def load_product_names(session: Session) -> list[str]:
    """What a complaint may be about: what we sell, and what others complained of."""
    sold = select(Product.name).where(Product.active).order_by(Product.name).limit(_MOST_NAMES)
    told = select(Complaint.product).where(Complaint.product != "").distinct().limit(_MOST_NAMES)
    return list(dict.fromkeys([*session.scalars(sold), *session.scalars(told)]))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, ComplaintRow]:
    """Lines for `ids`; an id deleted meanwhile is simply absent."""
    query = (
        select(
            Complaint.id, Complaint.number, Complaint.customer_id, Customer.name,
            Complaint.subject, Complaint.status, Complaint.step, Complaint.severity, Staff.name,
            Complaint.opened_at, Complaint.closed_at, Complaint.closing, Customer.kind,
        )
        .join(Customer, Customer.id == Complaint.customer_id)
        .outerjoin(Staff, Staff.id == Complaint.handler_id)
        .where(Complaint.id.in_(ids))
    )  # fmt: skip
    return {
        row[0]: ComplaintRow(*row[:8], handler=row[8] or "", opened_at=row[9], closed_at=row[10],
                             closing=row[11], kind=row[12])
        for row in session.execute(query)
    }  # fmt: skip


def load_complaint(session: Session, complaint_id: int) -> ComplaintPage | None:
    """One complaint with all its steps, or None when it was deleted."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        return None
    staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    began = round_began(session, complaint_id)
    return ComplaintPage(
        row=load_rows(session, [complaint_id])[complaint_id],
        contact_id=complaint.contact_id,
        handler_id=complaint.handler_id,
        product=complaint.product,
        channel=complaint.channel,
        words=complaint.words,
        mood=complaint.mood,
        facts=complaint.facts,
        compensation=complaint.compensation,
        cost=complaint.cost,
        currency=complaint.currency,
        cause=complaint.cause,
        improvement=complaint.improvement,
        stamps=load_stamps(session, COMPLAINTS, complaint_id, staff),
        solutions=_solutions(session, complaint_id, began),
        actions=_actions(session, complaint_id, staff, began),
        calls=_calls(session, complaint_id, staff),
        days_unreached=days_unreached(session, complaint_id),
        service=_service(session, complaint_id),
    )


def _service(session: Session, complaint_id: int) -> str:
    query = select(ServiceOrder.number).where(ServiceOrder.complaint_id == complaint_id)
    return session.scalar(query.order_by(ServiceOrder.id.desc()).limit(1)) or ""


Names = dict[int, str]


def _solutions(session: Session, complaint_id: int, began: datetime | None) -> tuple[Solution, ...]:
    query = select(ComplaintSolution).where(ComplaintSolution.complaint_id == complaint_id)
    rows = session.scalars(query.order_by(ComplaintSolution.id))
    return tuple(Solution(row.text, row.accepted, _before(row.at, began)) for row in rows)


def _actions(
    session: Session, complaint_id: int, staff: Names, began: datetime | None
) -> tuple[DoneAction, ...]:
    query = select(ComplaintAction).where(ComplaintAction.complaint_id == complaint_id)
    rows = session.scalars(query.order_by(ComplaintAction.id))
    return tuple(
        DoneAction(
            row.text,
            staff.get(row.staff_id or 0, ""),
            row.at,
            row.staff_id,
            row.on_day,
            _before(row.at, began),
        )
        for row in rows
    )


def _before(at: datetime, began: datetime | None) -> bool:
    return began is not None and at < began


def _calls(session: Session, complaint_id: int, staff: Names) -> tuple[Call, ...]:
    query = select(ComplaintCall).where(ComplaintCall.complaint_id == complaint_id)
    rows = session.scalars(query.order_by(ComplaintCall.at, ComplaintCall.id))
    return tuple(
        Call(
            row.at,
            staff.get(row.staff_id or 0, ""),
            row.reached,
            row.satisfied,
            row.score,
            row.text,
        )
        for row in rows
    )
