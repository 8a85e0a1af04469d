"""The contact log and the complaints of a plan, written for new and stored customers alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk, note_created
from crmdesk.models.core.db import storage_of
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.applying.tasks import write_measures, write_tasks
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.plan import LogRecord, Plan, PlannedRow
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.exchange.stored.rows import Names
from crmdesk.models.office.settings import raise_counter, reserve_counter
from crmdesk.models.schema import Base, Complaint, Contact

Values = dict[str, Any]
_COUNTER = "complaint"
_OWN_NUMBER = re.compile(r"T(\d{6,18})")
_TEXTS = (
    "subject", "product", "channel", "words", "mood", "facts", "severity", "compensation",
    "currency", "cause", "improvement", "closing",
)  # fmt: skip


def write_logs(session: Session, plan: Plan, ids: Sequence[int], names: Names) -> None:
    """Add the log entries of a plan whose new customers have `ids`.

    What new customers own is in the journal as ranges, what stored ones get row by row.
    """
    for fresh in (True, False):
        talks = _records(plan.interactions, ids, fresh=fresh)
        cases = _records(plan.complaints, ids, fresh=fresh)
        if talks or cases:
            writer = _LogWriter(session, names, fresh=fresh)
            writer.write_interactions(talks)
            writer.write_complaints(cases)
        said = _records(plan.promises, ids, fresh=fresh)
        tasks = _records(plan.follow_ups, ids, fresh=fresh)
        if said or tasks:
            write_tasks(_LogWriter(session, names, fresh=fresh), names, said, tasks)


def _records(
    rows: Iterable[PlannedRow], ids: Sequence[int], *, fresh: bool
) -> list[tuple[int, Any]]:
    """(customer id, record) of the entries to add."""
    return [
        (_id_of(row.ref, ids), row.record)
        for row in rows
        if row.action == "create" and (row.ref < 0) == fresh
    ]


def _id_of(ref: Ref, ids: Sequence[int]) -> int:
    return ref if ref > 0 else ids[-ref - 1]


class _LogWriter:
    def __init__(self, session: Session, names: Names, *, fresh: bool) -> None:
        self._session, self._names, self._fresh = session, names, fresh

    def write_interactions(self, entries: Sequence[tuple[int, InteractionRecord]]) -> None:
        contacts = self.contacts(entries)
        self.insert(
            "interaction",
            [
                {
                    "customer_id": customer,
                    "contact_id": contacts.get((customer, same_name_key(record.contact))),
                    "staff_id": self._names.staff.get(record.staff),
                    "at": self._names.instant(record.at),
                    "kind": record.kind,
                    "direction": record.direction,
                    "purpose": record.purpose,
                    "outcome": record.outcome,
                    "minutes": record.minutes,
                    "cost": record.cost,
                    "currency": record.currency,
                    "text": record.text,
                    "created_at": self._names.now,
                }
                for customer, record in entries
            ],
        )

    def write_complaints(self, entries: Sequence[tuple[int, ComplaintRecord]]) -> None:
        contacts = self.contacts(entries)
        numbers = self._numbers([record.number for _, record in entries])
        ids = self.insert(
            "complaint",
            [
                {
                    "customer_id": customer,
                    "number": number,
                    "contact_id": contacts.get((customer, same_name_key(record.contact))),
                    "handler_id": self._names.staff.get(record.handler),
                    "status": record.status or "open",
                    "step": record.step or 1,
                    "opened_at": self._names.instant(record.opened_at),
                    "cost": record.cost,
                    "closed_at": record.closed_at and self._names.instant(record.closed_at),
                }
                | {name: getattr(record, name) for name in _TEXTS}
                for (customer, record), number in zip(entries, numbers, strict=True)
            ],
        )
        owners = [
            (record, {"customer_id": customer, "complaint_id": complaint})
            for (customer, record), complaint in zip(entries, ids, strict=True)
        ]
        for table, rows in _DETAILS.items():
            self.insert(
                table,
                [owner | row for record, owner in owners for row in rows(record, self._names)],
            )
        write_measures(self, self._session, self._names, owners)

    def insert(self, name: str, rows: Sequence[Values]) -> range:
        """Write rows of one table and put them into the journal; the ids they got."""
        if not rows:
            return range(0)
        table = Base.metadata.tables[name]
        ids = storage_of(self._session).reserve_ids(self._session, name, len(rows))
        numbered = [{"id": id_, **row} for id_, row in zip(ids, rows, strict=True)]
        self._session.execute(insert(table), numbered)
        if self._fresh:
            note_bulk(self._session, name, ids)
        else:
            for row in numbered:
                note_created(self._session, table, row["customer_id"], [row])
        return ids

    def contacts(self, entries: Sequence[tuple[int, LogRecord]]) -> Mapping[tuple[int, str], int]:
        """The contacts of the customers whose entries name one."""
        return contacts_of(self._session, {who for who, record in entries if record.contact})

    def _numbers(self, told: Sequence[str]) -> list[str]:
        """Each complaint's own number where it is free, else the next one of ours."""
        taken = set(self._session.scalars(select(Complaint.number)))
        numbers: list[str] = []
        for number in told:
            if number and number not in taken:
                numbers.append(number)
                taken.add(number)
            else:
                numbers.append("")
        own = [int(found[1]) for number in numbers if (found := _OWN_NUMBER.fullmatch(number))]
        raise_counter(self._session, _COUNTER, max(own, default=0))
        missing = iter(reserve_counter(self._session, _COUNTER, numbers.count("")))
        return [number or f"T{next(missing):06}" for number in numbers]


def contacts_of(session: Session, customers: Iterable[int]) -> Mapping[tuple[int, str], int]:
    """(customer, key of the name) → contact."""
    found: dict[tuple[int, str], int] = {}
    for part in parts(session, sorted(customers)):
        query = select(Contact.customer_id, Contact.name, Contact.id)
        for customer, name, contact in session.execute(
            query.where(part.has(Contact.customer_id)).order_by(Contact.id.desc())
        ):
            found[customer, same_name_key(name)] = contact
    return found


def _steps(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "step": stamp.step,
            "staff_id": names.staff.get(stamp.staff),
            "at": names.instant(stamp.at or record.opened_at),
        }
        for stamp in record.steps
    ]


def _solutions(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "text": solution.text,
            "accepted": bool(solution.accepted),
            "at": names.instant(solution.at or record.opened_at),
        }
        for solution in record.solutions
    ]


def _actions(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "text": action.text,
            "staff_id": names.staff.get(action.staff),
            "at": names.instant(action.at or record.opened_at),
            "on_day": action.on_day,
        }
        for action in record.actions
    ]


def _calls(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "at": names.instant(call.at or record.opened_at),
            "staff_id": names.staff.get(call.staff),
            "reached": bool(call.reached),
            "satisfied": call.satisfied,
            "score": call.score,
            "text": call.text,
        }
        for call in record.calls
    ]


def _pauses(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "at": names.instant(pause.at or record.opened_at),
            "until": pause.until and names.instant(pause.until),
            "reason": pause.reason,
            "staff_id": names.staff.get(pause.staff),
        }
        for pause in record.pauses
    ]


def _escalations(record: ComplaintRecord, names: Names) -> list[Values]:
    return [
        {
            "at": names.instant(each.at or record.opened_at),
            "to_id": names.staff.get(each.to_staff),
            "staff_id": names.staff.get(each.staff),
            "reason": each.reason,
        }
        for each in record.escalations
    ]


_DETAILS: dict[str, Callable[[ComplaintRecord, Names], list[Values]]] = {
    "complaint_step": _steps,
    "complaint_solution": _solutions,
    "complaint_action": _actions,
    "complaint_call": _calls,
    "complaint_pause": _pauses,
    "complaint_escalation": _escalations,
}
