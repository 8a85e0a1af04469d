"""The new customers of a plan: written in bulk, in the journal as ranges of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of, note_bulk
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.numbers import reserve_numbers
from crmdesk.models.derived.summary import sort_name
from crmdesk.models.exchange.bulk_rows import Counters, count_rows, rows_of
from crmdesk.models.exchange.match import Ref
from crmdesk.models.exchange.photos import keep_photos
from crmdesk.models.exchange.plan import Plan
from crmdesk.models.exchange.records import CustomerRecord
from crmdesk.models.exchange.rows import Names, attributes_told
from crmdesk.models.exchange.writing import RowWriter
from crmdesk.models.schema import NEVER, Customer

_STEP = 5000
_ORDER = (
    "customer", "contact", "phone", "email", "address", "channel", "invoice", "anniversary",
    "consent", "customer_tag", "custom_value", "stage_change",
)  # fmt: skip
"""Parents before children, as the journal must have them."""


def create_customers(
    session: Session, plan: Plan, names: Names, progress: Progress, *, later: bool
) -> range:
    """Insert the plan's new customers with all they own; reference -n gets the n-th id.

    With `later` the search index comes afterwards, else the commit writes it.
    """
    records = plan.created
    if not records:
        return range(0)
    storage = storage_of(session)
    ids = storage.reserve_ids(session, "customer", len(records))
    counts = count_rows(records, attributes_told(records)) | {"stage_change": len(records)}
    counters = Counters(
        {table: storage.reserve_ids(session, table, count) for table, count in counts.items()}
    )
    numbers = _numbers(session, records)
    with RowWriter(session) as writer:
        for start in range(0, len(records), _STEP):
            step = slice(start, start + _STEP)
            part = records[step], ids[step], numbers[step]
            for rows in rows_of(*part, counters, names):
                writer.add(*rows)
            if later:
                _add_derived(writer, part[0], part[1])
            progress(min(start + _STEP, len(records)), len(records))
    used = counters.used() | {"customer": ids}
    for table in _ORDER:
        note_bulk(session, table, used[table], derived=later)
    keep_photos(session, records, ids, names)
    if later:
        log_of(session).touched.add(("customer_summary", 0))
    return ids


def relate(session: Session, ids: Sequence[int], relations: Mapping[Ref, Ref], column: str) -> None:
    """Set parent or referrer of new customers, who all exist by now."""
    rows = [
        {"id": ids[-ref - 1], column: other if other > 0 else ids[-other - 1]}
        for ref, other in relations.items()
        if ref < 0
    ]
    if rows:
        session.execute(update(Customer), rows, execution_options={"synchronize_session": None})


def _numbers(session: Session, records: Sequence[CustomerRecord]) -> list[str]:
    """Each record's own number, or the next free one that no other row of the file bears."""
    given = {record.number for record in records if "number" in record.__dict__}
    missing = sum(1 for record in records if not record.__dict__.get("number"))
    free: list[str] = []
    while len(free) < missing:
        numbers = reserve_numbers(session, missing - len(free))
        free += [number for number in numbers if number not in given]
    rest = iter(free)
    return [record.__dict__.get("number") or next(rest) for record in records]


def _add_derived(writer: RowWriter, records: Sequence[CustomerRecord], ids: Sequence[int]) -> None:
    """Summaries of customers with whom nothing has happened yet, and their turn to be indexed."""
    rows = []
    for record, customer in zip(records, ids, strict=True):
        phones = record.__dict__.get("phones") or tuple(
            phone for contact in record.contacts for phone in contact.phones
        )
        phone = (phones[0].e164 or phones[0].raw) if phones else ""
        rows.append((customer, sort_name(record.name, record.kind), phone))
    same = {"last_contact": NEVER, "interactions": 0, "open_complaints": 0}
    writer.add("customer_summary", ("customer_id", "sort_name", "phone"), rows, same)
    writer.add("search_pending", ("customer_id",), [(customer,) for customer in ids], {})
