"""The new customers of an import: written in bulk, in the journal as ranges of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from sqlalchemy import update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of, note_bulk
from crmdesk.models.core.db import storage_of
from crmdesk.models.customers.numbers import free_numbers, retire_numbers
from crmdesk.models.derived.summary import sort_name
from crmdesk.models.exchange.applying.bulk_rows import Counters, count_rows, rows_of
from crmdesk.models.exchange.applying.lists import Named, OfficeLists
from crmdesk.models.exchange.applying.writing import RowWriter
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.photos import keep_photos
from crmdesk.models.exchange.planning.plan import Update
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.stored.dossier import Dossier
from crmdesk.models.exchange.stored.rows import attributes_told, company_of
from crmdesk.models.schema import NEVER, Customer

STEP = 5000
_ORDER = (
    "customer", "contact", "phone", "email", "address", "channel", "invoice", "anniversary",
    "consent", "customer_tag", "custom_value", "stage_change",
)  # fmt: skip
"""Parents before children, as the journal must have them."""


class NewCustomers:
    """Takes new customers part by part and writes them while the next are made up.

    `expected` are all records that may come, so that ids are at hand for everything they own.
    Nobody else may use the session until the writer has written them. With `later` their search
    index comes after the commit, else the commit writes it.
    """

    def __init__(
        self,
        session: Session,
        expected: Sequence[CustomerRecord],
        lists: OfficeLists,
        writer: RowWriter,
        *,
        later: bool,
    ) -> None:
        self._session, self._lists, self._later = session, lists, later
        self.written: list[CustomerRecord] = []
        self._contacts: dict[int, list[int]] = {}
        storage = storage_of(session)
        counted = expected if storage.shares_ids else ()
        counts = count_rows(counted, attributes_told(counted))
        counts |= {"stage_change": len(expected), "customer": len(expected)}
        self._counters = Counters(
            {table: storage.reserve_ids(session, table, count) for table, count in counts.items()}
        )
        given = {record.number for record in expected if "number" in record.__dict__}
        self._free = free_numbers(session, given)
        self._numbers: list[str] = []
        self._pictured = False
        self._writer = writer

    @property
    def ids(self) -> range:
        """The ids of those added so far: the n-th is reference -n of the plan."""
        return self._counters.used()["customer"]

    def add(self, records: Sequence[CustomerRecord]) -> None:
        """Write these customers with all they own."""
        if not records:
            return
        named = Named.by(records)
        if not self._lists.knows(named):
            self._writer.wait()
            self._lists.learn(named)
        ids = self._counters.take("customer", len(records))
        told = [record.__dict__.get("number") for record in records]
        own = list(islice(self._free, sum(not number for number in told)))
        free = iter(own)
        numbers = [number or next(free) for number in told]
        attributes = attributes_told(records)
        self._pictured |= "photo" in attributes
        for rows in rows_of(records, ids, numbers, self._counters, self._lists.names, attributes):
            self._writer.add(*rows)
            if rows.table == "contact":
                for contact, row in enumerate(rows.rows, start=rows.first):
                    self._contacts.setdefault(row[0], []).append(contact)
        if self._later:
            _add_derived(self._writer, records, ids)
        self._numbers += [*filter(None, told), *own[-1:]]  # our own go up: the last says it all
        self.written += records

    def grown(self, records: Sequence[CustomerRecord]) -> dict[int, Update]:
        """By id those that later rows of the file added to since they were written."""
        return {
            customer: Update(
                Dossier(customer, then, company_of(then), None, self._contacts.get(customer, [])),
                now,
            )
            for customer, then, now in zip(self.ids, self.written, records, strict=True)
            if then is not now
        }

    def note(self) -> None:
        """After the block: put the rows into the journal, after all they point to, and what goes
        with them into the database."""
        if not self.written:
            return
        used = self._counters.used()
        for table in _ORDER:
            note_bulk(self._session, table, used[table], derived=self._later)
        retire_numbers(self._session, self._numbers)
        if self._pictured:
            keep_photos(self._session, self.written, self.ids, self._lists.names.now)
        if self._later:
            log_of(self._session).touched.add(("customer_summary", 0))


def relate(session: Session, ids: Sequence[int], relations: Mapping[Ref, Ref], column: str) -> None:
    """Set parent or referrer of new customers, who all exist by now."""
    rows = [
        {"id": ids[-ref - 1], column: other if other > 0 else ids[-other - 1]}
        for ref, other in relations.items()
        if ref < 0
    ]
    if rows:
        session.execute(update(Customer), rows, execution_options={"synchronize_session": None})


def _add_derived(writer: RowWriter, records: Sequence[CustomerRecord], ids: Sequence[int]) -> None:
    """Summaries of customers with whom nothing has happened yet, and their turn to be indexed."""
    rows = []
    for record, customer in zip(records, ids, strict=True):
        phones = record.phones or [phone for one in record.contacts for phone in one.phones]
        phone = (phones[0].e164 or phones[0].raw) if phones else ""
        rows.append((customer, sort_name(record.name, record.kind), phone))
    same = {"last_contact": NEVER, "interactions": 0, "open_complaints": 0}
    writer.add("customer_summary", ("customer_id", "sort_name", "phone"), rows, same)
    writer.add("search_pending", ("customer_id",), [(customer,) for customer in ids], {})
