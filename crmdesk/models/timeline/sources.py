"""The tables the timeline is merged from. A later kind of thing is one more source here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.interactions.rules import KINDS, title_text
from crmdesk.models.schema import Complaint, Contact, Interaction, Promise, ServiceOrder, Staff
from crmdesk.models.timeline.entries import Cursor, TimelineEntry
from crmdesk.models.timeline.orders import ORDER, OrderSource
from crmdesk.models.timeline.promises import PROMISE, promise_entry, promises_of
from crmdesk.models.timeline.service import SERVICE, service_entry, service_of
from crmdesk.models.timeline.surveys import SURVEY, SurveySource, not_told_by_answers

COMPLAINT = "complaint"
ALL_KINDS = (*KINDS, PROMISE, COMPLAINT, SERVICE, ORDER, SURVEY)


class Reader(Protocol):
    """Gives the entries of one table."""

    def fetch(
        self,
        session: Session,
        customer_id: int,
        kinds: frozenset[str],
        before: Cursor | None,
        limit: int,
    ) -> list[tuple[Cursor, TimelineEntry]]:
        """At most `limit` entries of this table below `before`, newest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table: its place among sources at the same instant, its columns, how a row is said."""

    rank: int
    row_id: InstrumentedAttribute[int]
    at: InstrumentedAttribute[Any]
    query: Callable[[int, frozenset[str]], Select[*tuple[Any, ...]] | None]
    entry: Callable[[Any], TimelineEntry]

    def fetch(
        self,
        session: Session,
        customer_id: int,
        kinds: frozenset[str],
        before: Cursor | None,
        limit: int,
    ) -> list[tuple[Cursor, TimelineEntry]]:
        """At most `limit` entries of this table below `before`, newest first."""
        query = self.query(customer_id, kinds)
        if query is None:
            return []
        if before is not None:
            query = query.where(self._below(before))
        rows = session.execute(query.order_by(self.at.desc(), self.row_id.desc()).limit(limit))
        return [(Cursor(row.at, self.rank, row.id), self.entry(row)) for row in rows]

    def _below(self, before: Cursor) -> ColumnElement[bool]:
        if self.rank == before.rank:
            return tuple_(self.at, self.row_id) < tuple_(before.at, before.id)
        return self.at <= before.at if self.rank < before.rank else self.at < before.at


def _interactions(customer_id: int, kinds: frozenset[str]) -> Select[*tuple[Any, ...]] | None:
    wanted = kinds - {PROMISE, COMPLAINT, SERVICE, ORDER, SURVEY}
    if kinds and not wanted:
        return None
    query = (
        select(
            Interaction.id, Interaction.at, Interaction.kind, Interaction.text,
            Interaction.direction, Interaction.purpose, Interaction.outcome,
            Interaction.minutes, Interaction.cost, Interaction.currency,
            func.coalesce(Staff.name, "").label("staff"),
            func.coalesce(Contact.name, "").label("contact"),
        )
        .outerjoin(Staff, Staff.id == Interaction.staff_id)
        .outerjoin(Contact, Contact.id == Interaction.contact_id)
        .where(Interaction.customer_id == customer_id, not_told_by_answers(customer_id))
    )  # fmt: skip
    return query.where(Interaction.kind.in_(wanted)) if wanted else query


def _interaction(row: Any) -> TimelineEntry:
    return TimelineEntry(
        source="interaction",
        id=row.id,
        kind=row.kind,
        at=row.at,
        title=title_text(row.kind, row.direction),
        text=row.text,
        staff=row.staff,
        contact=row.contact,
        direction=row.direction,
        purpose=row.purpose,
        outcome=row.outcome,
        minutes=row.minutes,
        cost=row.cost,
        currency=row.currency,
    )


def _complaints(customer_id: int, kinds: frozenset[str]) -> Select[*tuple[Any, ...]] | None:
    if kinds and COMPLAINT not in kinds:
        return None
    return (
        select(
            Complaint.id, Complaint.opened_at.label("at"), Complaint.subject, Complaint.words,
            Complaint.status, Complaint.step, Complaint.cost, Complaint.currency,
            func.coalesce(Staff.name, "").label("staff"),
            func.coalesce(Contact.name, "").label("contact"),
        )
        .outerjoin(Staff, Staff.id == Complaint.handler_id)
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .where(Complaint.customer_id == customer_id)
    )  # fmt: skip


def _complaint(row: Any) -> TimelineEntry:
    return TimelineEntry(
        source="complaint",
        id=row.id,
        kind=COMPLAINT,
        at=row.at,
        title=row.subject,
        text=row.words,
        staff=row.staff,
        contact=row.contact,
        cost=row.cost,
        currency=row.currency,
        status=row.status,
        step=row.step,
    )


SOURCES: Sequence[Reader] = (
    Source(1, Interaction.id, Interaction.at, _interactions, _interaction),
    Source(2, Complaint.id, Complaint.opened_at, _complaints, _complaint),
    OrderSource(),
    SurveySource(),
    Source(6, ServiceOrder.id, ServiceOrder.opened_at, service_of, service_entry),
    Source(4, Promise.id, Promise.made_at, promises_of, promise_entry),
)
