"""Complaints with their clocks: what the list, the board and Today show of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.cases.clocks import urgency
from crmdesk.models.cases.pausing import PausedFor, load_pauses
from crmdesk.models.complaints.clocks import ClockReader, Clocks
from crmdesk.models.complaints.parts import COMPLAINTS
from crmdesk.models.complaints.queries import ComplaintRow, find_ids, load_rows
from crmdesk.models.complaints.rules import CLOSED, RECENT_DAYS
from crmdesk.models.schema import Complaint, ComplaintEscalation, Staff

ORDERS = ("clock", "step", "newest")


@dataclass(frozen=True, slots=True)
class Escalation:
    """Somebody was asked to step in."""

    to_id: int | None
    to: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """A complaint at a glance; a closed one has no clocks here."""

    row: ComplaintRow
    clocks: Clocks | None
    escalated_to: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a complaint stands: its clocks, who was asked to step in, what it waited for."""

    clocks: Clocks
    escalations: tuple[Escalation, ...]
    pauses: tuple[PausedFor, ...]
    propose_to: int | None
    """Whom to ask to step in now: it is late and nobody was asked since."""


def load_cards(session: Session, ids: Iterable[int], now: datetime) -> dict[int, Card]:
    """The cards of these complaints, in their order; of those deleted meanwhile none."""
    rows = load_rows(session, list(ids))
    still_open = [key for key, row in rows.items() if row.status == "open"]
    clocks = ClockReader(session).read(still_open, now) if still_open else {}
    asked = {key: found[-1].to for key, found in _escalations(session, still_open).items()}
    return {key: Card(rows[key], clocks.get(key), asked.get(key, "")) for key in ids if key in rows}


def find_in_order(
    session: Session,
    now: datetime,
    *,
    order: str = "clock",
    status: str | None = "open",
    text: str = "",
    handler_id: int | None = None,
) -> list[int]:
    """Ids by clock (late ones first, those paused after all that run), by step, or newest first.

    Closed ones have no clock and stand last.
    """
    ids = find_ids(session, status=status, text=text, handler_id=handler_id)
    if order == "newest" or not ids:
        return ids
    if order == "step":
        every = session.execute(select(Complaint.id, Complaint.step, Complaint.status))
        steps = {row.id: row.step if row.status == "open" else CLOSED for row in every}
        return sorted(ids, key=lambda key: steps[key])
    open_ids = set(session.scalars(select(Complaint.id).where(Complaint.status == "open")))
    clocks = ClockReader(session).read([key for key in ids if key in open_ids], now)
    return sorted(ids, key=lambda key: urgency(clocks.get(key)))


def find_urgent(session: Session, now: datetime, staff: Sequence[int] = ()) -> list[int]:
    """Open ones by clock: those these people handle or were asked to step in for."""
    query = select(Complaint.id).where(Complaint.status == "open")
    if staff:
        asked = select(ComplaintEscalation.complaint_id).where(ComplaintEscalation.to_id.in_(staff))
        query = query.where(Complaint.handler_id.in_(staff) | Complaint.id.in_(asked))
    ids = list(session.scalars(query.order_by(Complaint.opened_at, Complaint.id)))
    clocks = ClockReader(session).read(ids, now) if ids else {}
    return sorted(ids, key=lambda key: urgency(clocks.get(key)))


def load_board(
    session: Session, now: datetime, *, text: str = "", handler_id: int | None = None
) -> dict[int, list[Card]]:
    """Open complaints by the step to do next, the most urgent on top; CLOSED: of late."""
    ids = find_in_order(session, now, text=text, handler_id=handler_id)
    board: dict[int, list[Card]] = {}
    for card in load_cards(session, ids, now).values():
        board.setdefault(card.row.step, []).append(card)
    closed = find_ids(session, status="closed", text=text, handler_id=handler_id)
    since = now - timedelta(days=RECENT_DAYS)
    rows = load_rows(session, closed[:200])
    late = [row for row in rows.values() if row.closed_at is not None and row.closed_at >= since]
    late.sort(key=lambda row: row.closed_at or now, reverse=True)
    board[CLOSED] = [Card(row, None) for row in late]
    return board


def load_standing(session: Session, complaint_id: int, now: datetime) -> Standing | None:
    """The clocks of one complaint and what was done about them; None when it was deleted."""
    reader = ClockReader(session)
    clocks = reader.read([complaint_id], now).get(complaint_id)
    if clocks is None:
        return None
    asked = tuple(_escalations(session, [complaint_id]).get(complaint_id, ()))
    current = clocks.current
    propose = None
    if current is not None and current[1].tone == "red" and not asked:
        propose = _whom(session, complaint_id, reader.targets.escalate_to)
    return Standing(clocks, asked, load_pauses(session, COMPLAINTS, complaint_id), propose)


def _whom(session: Session, complaint_id: int, wanted: int | None) -> int | None:
    """The person the office names for it, else whoever is first here; never who handles it."""
    handler = select(Complaint.handler_id).where(Complaint.id == complaint_id)
    query = select(Staff.id).where(Staff.active).order_by(Staff.id)
    others = [person for person in session.scalars(query) if person != session.scalar(handler)]
    return wanted if wanted in others else next(iter(others), None)


def _escalations(session: Session, ids: Sequence[int]) -> dict[int, list[Escalation]]:
    to, by = Staff.__table__.alias("to_staff"), Staff.__table__.alias("by_staff")
    query = (
        select(
            ComplaintEscalation.complaint_id, ComplaintEscalation.to_id,
            func.coalesce(to.c.name, ""), func.coalesce(by.c.name, ""),
            ComplaintEscalation.at, ComplaintEscalation.reason,
        )
        .outerjoin(to, to.c.id == ComplaintEscalation.to_id)
        .outerjoin(by, by.c.id == ComplaintEscalation.staff_id)
        .where(ComplaintEscalation.complaint_id.in_(ids))
        .order_by(ComplaintEscalation.at, ComplaintEscalation.id)
    )  # fmt: skip
    found: dict[int, list[Escalation]] = {}
    for complaint, *told in session.execute(query) if ids else ():
        found.setdefault(complaint, []).append(Escalation(*told))
    return found
