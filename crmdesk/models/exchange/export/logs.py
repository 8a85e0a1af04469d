"""The sheets beside the customers of an export of everything: contact log and complaints."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import tzinfo
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.export.blocks import Found, local
from crmdesk.models.exchange.export.log_cells import (
    Detail,
    contact_name,
    decoded,
    decoders,
    staff_name,
)
from crmdesk.models.exchange.stored.customers import Part, ahead, gather, grouped, parts
from crmdesk.models.exchange.vocabulary.fields import COMPLAINT_FIELDS, INTERACTION_FIELDS, Target
from crmdesk.models.exchange.writers.sheet import Batch, Cells
from crmdesk.models.schema import (
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintEscalation,
    ComplaintPause,
    ComplaintSolution,
    ComplaintStep,
    Customer,
    Improvement,
    ImprovementCall,
    Interaction,
)

STEPS = 5
_AT_ONCE = 1000
"""Customers whose rows are held at a time: each may have many."""


class Loads(Protocol):
    """Rows that belong to customers."""

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        """The customer of each row of these customers in order of time, and the cells by column."""


class LogTable(Loads, Protocol):
    """A sheet of rows that an import can take back."""

    @property
    def sheet(self) -> str:
        """Its code in `fields.SHEETS`."""

    @property
    def targets(self) -> Sequence[Target]:
        """Its columns."""


def log_batches(
    table: Loads, session: Session, ids: Sequence[int] | None
) -> Generator[Batch, None, None]:
    """The rows of a table, customer by customer in the order of `ids`."""
    with closing(ahead(_loaded(table, session, ids))) as loaded:
        for part, owners, columns in loaded:
            places = {customer: place for place, customer in enumerate(part.ids)}
            known = (at for at, owner in enumerate(owners) if owner in places)
            order = sorted(known, key=lambda at: places[owners[at]])
            cells = {place: [column[at] for at in order] for place, column in enumerate(columns)}
            yield Batch(len(order), cells)


def _loaded(
    table: Loads, session: Session, ids: Sequence[int] | None
) -> Iterator[tuple[Part, list[int], Found]]:
    for part in parts(session, ids, _AT_ONCE):
        yield part, *table.load(session, part)


class InteractionTable:
    """One row each talk, gift, letter …"""

    sheet = "interactions"

    def __init__(self, zone: tzinfo) -> None:
        self.targets = [Target(field.code) for field in INTERACTION_FIELDS if field.exported]
        self._zone = zone

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        special = {
            "customer_number": Customer.number,
            "customer": Customer.name,
            "contact": contact_name(Interaction.contact_id),
            "staff": staff_name(Interaction.staff_id),
        }
        codes = [target.field for target in self.targets]
        columns = [special.get(code, getattr(Interaction, code, None)) for code in codes]
        query = (
            select(Interaction.customer_id, *columns)
            .join(Customer, Customer.id == Interaction.customer_id)
            .where(part.has(Interaction.customer_id))
            .order_by(Interaction.at, Interaction.id)
        )
        owners, *found = gather(session, query)
        for at, decode in decoders(self.sheet, codes, self._zone):
            found[at] = list(map(decode, found[at]))
        return owners, found


class ComplaintTable:
    """One row each complaint; its solutions, actions and call-backs beside it."""

    sheet = "complaints"

    def __init__(self, session: Session, zone: tzinfo) -> None:
        self._zone = zone
        self._codes = [field.code for field in COMPLAINT_FIELDS if not field.many]
        self._details = [
            Detail(session, table, columns, table.complaint_id) for table, columns in _DETAILS
        ]
        self.targets = [
            *map(Target, self._codes),
            *(target for detail in self._details for target in detail.targets),
            *(Target(code, step) for step in range(1, STEPS + 1) for code in _STAMP),
        ]

    def load(self, session: Session, part: Part) -> tuple[list[int], Found]:
        special = {
            "customer_number": Customer.number,
            "customer": Customer.name,
            "contact": contact_name(Complaint.contact_id),
            "handler": staff_name(Complaint.handler_id),
        }
        columns = [special.get(code, getattr(Complaint, code, None)) for code in self._codes]
        query = (
            select(Complaint.customer_id, Complaint.id, *columns)
            .join(Customer, Customer.id == Complaint.customer_id)
            .where(part.has(Complaint.customer_id))
            .order_by(Complaint.opened_at, Complaint.id)
        )
        details = [detail.load(session, part, self._zone) for detail in self._details]
        stamps = _stamps(session, part, self._zone)
        known = decoders(self.sheet, self._codes, self._zone)
        owners: list[int] = []
        found: list[Cells] = []
        own: Sequence[Any]
        for customer, complaint, *own in session.execute(query):
            cells = decoded(own, known)
            for detail, rows in zip(self._details, details, strict=True):
                cells += detail.cells(rows.get(complaint, []))
            owners.append(customer)
            found.append(cells + stamps.get(complaint, (None,) * 2 * STEPS))
        return owners, list(map(list, zip(*found, strict=True)))


def _measure(column: Any) -> Any:
    """What is known of the measure a complaint called for."""
    return select(column).where(Improvement.id == ImprovementCall.improvement_id).scalar_subquery()


_DETAILS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (
        ComplaintSolution,
        {
            "solution": ComplaintSolution.text,
            "solution.accepted": ComplaintSolution.accepted,
            "solution.at": ComplaintSolution.at,
        },
    ),
    (
        ComplaintAction,
        {
            "action": ComplaintAction.text,
            "action.staff": ComplaintAction.staff_id,
            "action.at": ComplaintAction.at,
            "action.on_day": ComplaintAction.on_day,
        },
    ),
    (
        ComplaintCall,
        {
            "call.at": ComplaintCall.at,
            "call.staff": ComplaintCall.staff_id,
            "call.reached": ComplaintCall.reached,
            "call.satisfied": ComplaintCall.satisfied,
            "call.score": ComplaintCall.score,
            "call.text": ComplaintCall.text,
        },
    ),
    (
        ComplaintPause,
        {
            "pause.at": ComplaintPause.at,
            "pause.until": ComplaintPause.until,
            "pause.staff": ComplaintPause.staff_id,
            "pause.reason": ComplaintPause.reason,
        },
    ),
    (
        ComplaintEscalation,
        {
            "escalation.at": ComplaintEscalation.at,
            "escalation.to_staff": ComplaintEscalation.to_id,
            "escalation.staff": ComplaintEscalation.staff_id,
            "escalation.reason": ComplaintEscalation.reason,
        },
    ),
    (
        ImprovementCall,
        {
            "measure": _measure(Improvement.title),
            "measure.state": _measure(Improvement.status),
            "measure.verdict": ImprovementCall.verdict,
            "measure.at": ImprovementCall.at,
            "measure.staff": ImprovementCall.staff_id,
            "measure.text": ImprovementCall.text,
        },
    ),
)
_STAMP = ("step.staff", "step.at")


def _stamps(session: Session, part: Part, zone: tzinfo) -> dict[int, Cells]:
    """Who finished each step of a complaint last, and when."""
    rows = grouped(
        session,
        ComplaintStep.complaint_id,
        [ComplaintStep.step, staff_name(ComplaintStep.staff_id), ComplaintStep.at],
        part.has(ComplaintStep.customer_id),
        order=(ComplaintStep.at, ComplaintStep.id),
    )
    found: dict[int, Cells] = {}
    for complaint, several in rows.items():
        newest = {step: (staff, local(at, zone)) for step, staff, at in several}
        cells: Cells = ()
        for step in range(1, STEPS + 1):
            cells += newest.get(step, (None, None))
        found[complaint] = cells
    return found
