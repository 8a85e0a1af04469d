"""What the sheets of talks, complaints, promises and follow-ups would add: an entry that is there
already is skipped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.exchange.export.blocks import local
from crmdesk.models.exchange.planning.match import Keys, Ref
from crmdesk.models.exchange.planning.plan import LogRecord, Plan, PlannedRow
from crmdesk.models.exchange.planning.problems import Whereabouts
from crmdesk.models.exchange.planning.relations import find_customer
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.tasks import PromiseRecord
from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Complaint, FollowUp, Interaction, Promise

Entry = tuple[Any, ...]
"""What tells one entry of a customer from another."""


def plan_logs(
    session: Session, plan: Plan, keys: Keys, understanding: Understanding, where: Whereabouts
) -> None:
    """Fill the plan's interactions, complaints, promises and follow-ups."""
    office = load_office(session)
    zone = office_zone(office.zone)
    talks = _plan(understanding.interactions, keys, where)
    cases = _plan(understanding.complaints, keys, where)
    said = _plan(understanding.promises, keys, where)
    tasks = _plan(understanding.follow_ups, keys, where)
    every = (*talks, *cases, *said, *tasks)
    for row in every:
        if isinstance(row.record, InteractionRecord | ComplaintRecord) and not where.has(
            row.sheet, "currency"
        ):
            row.record.currency = office.currency
    known: set[Entry] = set()
    for part in parts(session, sorted({row.ref for row in every if row.ref > 0})):
        query = select(Interaction.customer_id, Interaction.at, Interaction.kind, Interaction.text)
        for ref, at, kind, text in session.execute(query.where(part.has(Interaction.customer_id))):
            known.add((ref, local(at, zone), kind, text))
        cases_query = select(Complaint.customer_id, Complaint.opened_at, Complaint.subject)
        for ref, at, subject in session.execute(cases_query.where(part.has(Complaint.customer_id))):
            known.add((ref, local(at, zone), subject))
        for table in (Promise, FollowUp):
            columns = select(table.customer_id, table.due_on, table.due_time, table.text)
            for task in session.execute(columns.where(part.has(table.customer_id))):
                known.add((table.__tablename__, *task))
    for row in every:
        _settle(row, known, keys)
    plan.interactions, plan.complaints = talks, cases
    plan.promises, plan.follow_ups = said, tasks
    plan.digests += [
        (row.record.digest, row.ref)
        for row in every
        if row.action == "create" and row.record is not None
    ]


def _plan(records: Iterable[LogRecord], keys: Keys, where: Whereabouts) -> list[PlannedRow]:
    """Whose entry each is."""
    rows = []
    for record in records:
        phones = record.phone if isinstance(record, InteractionRecord) else ()
        told = [phone.e164 for phone in phones if phone.e164]
        ref = find_customer(keys, record.customer_number, record.customer, told)
        row = PlannedRow(record.sheet, record.row, "create", record.customer, ref or 0)
        row.record = record
        if isinstance(record, InteractionRecord) and not record.kind:
            record.kind = "note"
        if ref is None:
            row.action, row.reason = "skip", "stranger"
            who = record.customer_number or record.customer
            where.tell(record.sheet, record.row, "customer", who, "customer.unknown", name=who)
        rows.append(row)
    return rows


def _settle(row: PlannedRow, known: set[Entry], keys: Keys) -> None:
    """An entry that stands in the database or above in the file is skipped."""
    record = row.record
    if row.action == "skip" or not isinstance(record, LogRecord):
        return
    entry = _entry(row.ref, record)
    if entry in known or record.digest in keys.digests:
        row.action, row.reason = "skip", "known"
    known.add(entry)
    keys.digests.setdefault(record.digest, row.ref)


def _entry(ref: Ref, record: LogRecord) -> Entry:
    if isinstance(record, InteractionRecord):
        return ref, _seconds(record.at), record.kind, record.text
    if isinstance(record, ComplaintRecord):
        return ref, _seconds(record.opened_at), record.subject
    table = Promise if isinstance(record, PromiseRecord) else FollowUp
    return table.__tablename__, ref, record.due_on, record.due_time, record.text


def _seconds(at: datetime | None) -> datetime | None:
    return None if at is None else at.replace(microsecond=0)
