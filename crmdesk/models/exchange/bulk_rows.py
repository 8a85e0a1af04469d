"""The rows of many new customers and of all they own, table by table."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crmdesk.models.exchange.records import ContactRecord, CustomerRecord
from crmdesk.models.exchange.rows import (
    BIRTHDAY,
    CONTACT_COLUMNS,
    OWNED,
    REACH,
    TEXTS,
    Cells,
    Names,
    Spec,
    attributes_told,
    birthday_cells,
    company_of,
    contact_cells,
)

Owners = Iterable[tuple[CustomerRecord, int]]
People = Sequence[tuple[int, int, ContactRecord]]
"""(customer, contact id, record) of contacts."""
DEFAULT_STAGE = "potential"


class TableRows(NamedTuple):
    """Rows for one table, parents before children; `same` are columns of one value for all."""

    table: str
    columns: tuple[str, ...]
    rows: list[Cells]
    same: Mapping[str, Any]


class Counters:
    """The ids reserved for each table, handed out in order."""

    def __init__(self, reserved: Mapping[str, range]) -> None:
        self._reserved = dict(reserved)
        self._next = {table: ids.start for table, ids in reserved.items()}

    def take(self, table: str, count: int) -> range:
        first = self._next[table]
        self._next[table] = first + count
        return range(first, first + count)

    def used(self) -> dict[str, range]:
        """What was handed out of each table."""
        return {table: range(ids.start, self._next[table]) for table, ids in self._reserved.items()}


def count_rows(records: Sequence[CustomerRecord], told: Container[str]) -> dict[str, int]:
    """How many rows of each table these new customers own; `told` as `attributes_told` says."""
    counts = {spec.table: 0 for spec in (*REACH.values(), *OWNED.values())} | {"contact": 0}
    for name, spec in (*REACH.items(), *OWNED.items()):
        if name in told:
            counts[spec.table] += sum(len(getattr(record, name)) for record in records)
    if "contacts" in told:
        for contact in (contact for record in records for contact in record.contacts):
            counts["contact"] += 1
            for name, spec in REACH.items():
                counts[spec.table] += len(getattr(contact, name))
    return counts


def rows_of(
    records: Sequence[CustomerRecord],
    ids: Sequence[int],
    numbers: Sequence[str],
    counters: Counters,
    names: Names,
) -> Iterator[TableRows]:
    """Everything to insert for these new customers."""
    yield _customers(records, ids, numbers, names)
    contacts, people = _contacts(records, ids, counters)
    if contacts.rows:
        yield contacts
    for name, spec in REACH.items():
        yield _reach(name, spec, zip(records, ids, strict=True), people, counters, names)
    for name, spec in OWNED.items():
        yield _owned(name, spec, zip(records, ids, strict=True), counters, names)
    yield _stages(records, ids, counters, names)


def _customers(
    records: Sequence[CustomerRecord], ids: Sequence[int], numbers: Sequence[str], names: Names
) -> TableRows:
    told_by_any = attributes_told(records)
    texts = [name for name in TEXTS if name in told_by_any]
    rows: list[Cells] = []
    for record, customer, number in zip(records, ids, numbers, strict=True):
        told = record.__dict__
        row = (
            customer,
            number,
            record.kind,
            record.name,
            company_of(record),
            told.get("stage") or DEFAULT_STAGE,
            told.get("stage_since") or names.today,
            names.sources.get(told.get("source", "")),
            names.staff.get(told.get("owner", "")),
            told.get("bereaved_on"),
            *birthday_cells(told.get("birthday")),
            *[told.get(name, "") for name in texts],
        )
        rows.append(row)
    columns = (
        "id", "number", "kind", "name", "company", "stage", "stage_since", "source_id", "owner_id",
        "bereaved_on", *BIRTHDAY, *texts,
    )  # fmt: skip
    same: dict[str, Any] = {name: "" for name in TEXTS if name not in texts}
    same["created_at"] = names.now
    return TableRows("customer", columns, rows, same)


def _contacts(
    records: Sequence[CustomerRecord], ids: Sequence[int], counters: Counters
) -> tuple[TableRows, People]:
    """The contacts, and (customer, contact id, record) of each."""
    rows: list[Cells] = []
    found = []
    for record, customer in zip(records, ids, strict=True):
        for position, contact in enumerate(record.__dict__.get("contacts", ())):
            rows.append(contact_cells(customer, contact, position))
            found.append((customer, contact))
    table = _numbered("contact", CONTACT_COLUMNS, rows, counters)
    people = [
        (customer, row[0], contact)
        for row, (customer, contact) in zip(table.rows, found, strict=True)
    ]
    return table, people


def _reach(
    name: str, spec: Spec, owners: Owners, people: People, counters: Counters, names: Names
) -> TableRows:
    """Phones and the like: the customers' own, then those of their contacts."""
    rows: list[Cells] = []
    for record, customer in owners:
        if items := record.__dict__.get(name):
            for position, item in enumerate(items):
                rows.append((customer, None, *spec.cells(item, position, names)))
    for customer, contact_id, contact in people:
        for position, item in enumerate(getattr(contact, name)):
            rows.append((customer, contact_id, *spec.cells(item, position, names)))
    return _numbered(spec.table, ("customer_id", "contact_id", *spec.columns), rows, counters)


def _owned(name: str, spec: Spec, owners: Owners, counters: Counters, names: Names) -> TableRows:
    rows: list[Cells] = []
    for record, customer in owners:
        if items := record.__dict__.get(name):
            for position, item in enumerate(spec.once(items)):
                rows.append((customer, *spec.cells(item, position, names)))
    return _numbered(spec.table, ("customer_id", *spec.columns), rows, counters)


def _stages(
    records: Sequence[CustomerRecord], ids: Sequence[int], counters: Counters, names: Names
) -> TableRows:
    """Each begins in a stage, on a day."""
    rows: list[Cells] = []
    for record, customer in zip(records, ids, strict=True):
        on = record.stage_since or names.today
        rows.append((customer, record.stage or DEFAULT_STAGE, on))
    return _numbered("stage_change", ("customer_id", "stage", "on"), rows, counters)


def _numbered(
    table: str, columns: tuple[str, ...], rows: Sequence[Cells], counters: Counters
) -> TableRows:
    ids = counters.take(table, len(rows))
    return TableRows(
        table, ("id", *columns), [(id_, *row) for id_, row in zip(ids, rows, strict=True)], {}
    )
