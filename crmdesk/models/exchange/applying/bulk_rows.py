"""The rows of many new customers and of all they own, table by table."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.stored.rows import (
    BIRTHDAY,
    CONTACT_COLUMNS,
    OWNED,
    REACH,
    TEXTS,
    Cells,
    Names,
    Spec,
    birthday_cells,
    company_of,
    contact_cells,
)

Owned = Iterable[tuple[int, Sequence[Any]]]
"""(customer, what she has of one kind)."""
People = Sequence[tuple[int, int, ContactRecord]]
"""(customer, contact id, record) of contacts."""
DEFAULT_STAGE = "potential"


class TableRows(NamedTuple):
    """Rows for one table, parents before children; `same` are columns of one value for all, the
    ids go up from `first`."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    same: Mapping[str, Any]
    first: int


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
            counts[spec.table] += sum(map(len, map(attrgetter(name), records)))
    if "contacts" in told:
        for contact in (contact for record in records for contact in record.contacts):
            counts["contact"] += 1
            for name, spec in REACH.items():
                counts[spec.table] += len(getattr(contact, name))
    return counts


def rows_of(
    records: Sequence[CustomerRecord],
    ids: range,
    numbers: Sequence[str],
    counters: Counters,
    names: Names,
    told: Container[str],
) -> Iterator[TableRows]:
    """Everything to insert for these new customers; `told` as `attributes_told` says."""
    yield _customers(records, ids, numbers, names, told)
    people: People = ()
    if "contacts" in told:
        contacts, people = _contacts(records, ids, counters)
        yield contacts
    for name, spec in REACH.items():
        if name in told:
            yield _reach(spec, _lists(name, records, ids), counters, names)
        if people:
            yield _reach_of_contacts(name, spec, people, counters, names)
    for name, spec in OWNED.items():
        if name in told:
            yield _owned(spec, _lists(name, records, ids), counters, names)
    yield _stages(records, ids, counters, names, told)


def _customers(
    records: Sequence[CustomerRecord],
    ids: range,
    numbers: Sequence[str],
    names: Names,
    told: Container[str],
) -> TableRows:
    """Columns nobody tells anything of are constants: half of the work."""
    texts = [name for name in TEXTS if name in told]
    columns = ["number", "kind", "name", "company", *texts]
    values: list[Iterable[Any]] = [
        numbers,
        *(map(attrgetter(name), records) for name in ("kind", "name")),
        map(company_of, records),
        *(map(attrgetter(name), records) for name in texts),
    ]
    same: dict[str, Any] = {name: "" for name in TEXTS if name not in told}
    same |= {"created_at": names.now, "stage": DEFAULT_STAGE, "stage_since": names.today}
    same |= dict(zip(BIRTHDAY, birthday_cells(None), strict=True))
    for name, column in _SPECIAL.items():
        if name in told:
            same.pop(column.name, None)
            columns.append(column.name)
            values.append(column.cells(records, names))
    if "birthday" in told:
        days = [birthday_cells(record.birthday) for record in records]
        columns += BIRTHDAY
        values += zip(*days, strict=True)
        same = {name: value for name, value in same.items() if name not in BIRTHDAY}
    return TableRows("customer", tuple(columns), list(zip(*values, strict=True)), same, ids.start)


class _Column(NamedTuple):
    """A column that is not simply an attribute of the record."""

    name: str
    cells: Callable[[Sequence[CustomerRecord], Names], list[Any]]


_SPECIAL = {
    "stage": _Column(
        "stage", lambda records, _names: [record.stage or DEFAULT_STAGE for record in records]
    ),
    "stage_since": _Column(
        "stage_since",
        lambda records, names: [record.stage_since or names.today for record in records],
    ),
    "source": _Column(
        "source_id", lambda records, names: [names.sources.get(record.source) for record in records]
    ),
    "owner": _Column(
        "owner_id", lambda records, names: [names.staff.get(record.owner) for record in records]
    ),
    "bereaved_on": _Column(
        "bereaved_on", lambda records, _names: [record.bereaved_on for record in records]
    ),
}


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
    people = [(customer, table.first + at, contact) for at, (customer, contact) in enumerate(found)]
    return table, people


def _lists(name: str, records: Sequence[CustomerRecord], ids: range) -> Owned:
    return zip(ids, map(attrgetter(name), records), strict=True)


def _reach(spec: Spec, owned: Owned, counters: Counters, names: Names) -> TableRows:
    """The customers' own phones and the like."""
    cells = spec.cells
    rows = [
        (customer, *cells(item, position, names))
        for customer, items in owned
        for position, item in enumerate(items)
    ]
    same = {"contact_id": None}
    return _numbered(spec.table, ("customer_id", *spec.columns), rows, counters, same)


def _reach_of_contacts(
    name: str, spec: Spec, people: People, counters: Counters, names: Names
) -> TableRows:
    rows: list[Cells] = []
    for customer, contact_id, contact in people:
        for position, item in enumerate(getattr(contact, name)):
            rows.append((customer, contact_id, *spec.cells(item, position, names)))
    return _numbered(spec.table, ("customer_id", "contact_id", *spec.columns), rows, counters)


def _owned(spec: Spec, owned: Owned, counters: Counters, names: Names) -> TableRows:
    cells, once = spec.cells, spec.once
    rows = [
        (customer, *cells(item, position, names))
        for customer, items in owned
        if items
        for position, item in enumerate(once(items))
    ]
    return _numbered(spec.table, ("customer_id", *spec.columns), rows, counters)


def _stages(
    records: Sequence[CustomerRecord],
    ids: range,
    counters: Counters,
    names: Names,
    told: Container[str],
) -> TableRows:
    """Each begins in a stage, on a day."""
    stages = [record.stage or DEFAULT_STAGE for record in records]
    if "stage_since" not in told:
        rows = list(zip(ids, stages, strict=True))
        same = {"on": names.today}
        return _numbered("stage_change", ("customer_id", "stage"), rows, counters, same)
    days = [record.stage_since or names.today for record in records]
    dated = list(zip(ids, stages, days, strict=True))
    return _numbered("stage_change", ("customer_id", "stage", "on"), dated, counters)


def _numbered(
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[Cells],
    counters: Counters,
    same: Mapping[str, Any] | None = None,
) -> TableRows:
    ids = counters.take(table, len(rows))
    return TableRows(table, columns, rows, same or {}, ids.start)
