"""Promises, follow-ups and measures of a plan, written for new and stored customers alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.records.logs import ComplaintRecord, Measure
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord
from crmdesk.models.exchange.stored.rows import Names
from crmdesk.models.schema import Improvement

Values = dict[str, Any]
Contacts = Mapping[tuple[int, str], int]


class Writer(Protocol):
    """Writes rows and puts them into the journal."""

    def insert(self, name: str, rows: Sequence[Values]) -> range: ...
    def contacts(self, entries: Sequence[tuple[int, Any]]) -> Contacts: ...


def write_tasks(
    writer: Writer,
    names: Names,
    promises: Sequence[tuple[int, PromiseRecord]],
    tasks: Sequence[tuple[int, FollowUpRecord]],
) -> None:
    """Add promises with the days they were moved to, and follow-ups, each to its customer."""
    contacts = writer.contacts([*promises, *tasks])
    ids = writer.insert("promise", [_promise(*one, contacts, names) for one in promises])
    moves = [
        {
            "customer_id": customer,
            "promise_id": promise,
            "at": names.instant(move.at or record.made_at),
            "staff_id": names.staff.get(move.staff),
            "from_on": move.from_on or record.due_on or names.today,
            "to_on": move.to_on or record.due_on or names.today,
            "reason": move.reason,
        }
        for (customer, record), promise in zip(promises, ids, strict=True)
        for move in record.moves
    ]
    writer.insert("promise_move", moves)
    writer.insert("follow_up", [_follow_up(*one, contacts, names) for one in tasks])


def _promise(customer: int, record: PromiseRecord, contacts: Contacts, names: Names) -> Values:
    return {
        "customer_id": customer,
        "contact_id": contacts.get((customer, same_name_key(record.contact))),
        "staff_id": names.staff.get(record.staff),
        "text": record.text,
        "made_at": names.instant(record.made_at),
        "due_on": record.due_on or names.today,
        "due_time": record.due_time,
        "status": record.status or "open",
        "done_on": record.done_on,
        "closed_at": record.closed_at and names.instant(record.closed_at),
        "closed_by_id": names.staff.get(record.closed_by),
        "result": record.result,
    }


def _follow_up(customer: int, record: FollowUpRecord, contacts: Contacts, names: Names) -> Values:
    return {
        "customer_id": customer,
        "contact_id": contacts.get((customer, same_name_key(record.contact))),
        "staff_id": names.staff.get(record.staff),
        "text": record.text,
        "due_on": record.due_on or names.today,
        "due_time": record.due_time,
        "channel": record.channel,
        "status": record.status or "open",
        "done_at": record.done_at and names.instant(record.done_at),
        "done_by_id": names.staff.get(record.done_by),
        "result": record.result,
        "why": record.why or None,
        "created_at": names.instant(record.created_at),
    }


def _improvement(measure: Measure, names: Names) -> Improvement:
    at = names.instant(measure.at)
    return Improvement(
        title=measure.title,
        status=measure.state or "open",
        created_at=at,
        done_at=at if measure.state in ("done", "closed") else None,
        closed_at=at if measure.state == "closed" else None,
    )


def write_measures(
    writer: Writer,
    session: Session,
    names: Names,
    owners: Sequence[tuple[ComplaintRecord, Values]],
) -> None:
    """Tie complaints to the measures they called for; those nobody knows yet are made."""
    told = [(owner, measure) for record, owner in owners for measure in record.measures]
    if not told:
        return
    known = {
        title: id_ for id_, title in session.execute(select(Improvement.id, Improvement.title))
    }
    states = {measure.title: measure for _, measure in told if measure.title}
    fresh = [
        _improvement(measure, names) for title, measure in states.items() if title not in known
    ]
    session.add_all(fresh)
    session.flush()
    known |= {measure.title: measure.id for measure in fresh}
    rows = [
        owner
        | {
            "improvement_id": known[measure.title],
            "verdict": measure.verdict,
            "at": measure.at and names.instant(measure.at),
            "staff_id": names.staff.get(measure.staff),
            "text": measure.text,
        }
        for owner, measure in told
        if measure.title
    ]
    writer.insert("improvement_call", rows)
