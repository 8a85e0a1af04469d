"""Stored customers brought up to date by a plan: every value overwritten is in the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, null, select, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import note_bulk, note_created, note_deleted, note_updated
from crmdesk.models.core.db import storage_of
from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.contacts import remove_contact
from crmdesk.models.derived.summary import batches, refresh_summaries
from crmdesk.models.exchange.edits import OWN
from crmdesk.models.exchange.match import Ref
from crmdesk.models.exchange.photos import attachments
from crmdesk.models.exchange.plan import Plan, Update
from crmdesk.models.exchange.records import Person
from crmdesk.models.exchange.rows import (
    BIRTHDAY,
    CONTACT_COLUMNS,
    CONTACT_TEXTS,
    OWNED,
    REACH,
    TEXTS,
    Names,
    Spec,
    birthday_cells,
    company_of,
    contact_cells,
)
from crmdesk.models.schema import Base

Values = dict[str, Any]
_OF_CONTACTS = frozenset(spec.table for spec in REACH.values())
"""What contacts have too."""
_PLAIN = (*TEXTS, "number", "kind", "name", "stage", "stage_since", "bereaved_on")


class Owner(NamedTuple):
    """Whose rows: the customer's, or those of one of her contacts."""

    customer: int
    contact: int | None = None


@dataclass(slots=True)
class Writes:
    """Rows to insert and to change, by table.

    `fresh`: they belong to customers this import created, whom the journal knows as ranges.
    """

    fresh: bool = False
    inserts: dict[str, list[Values]] = field(default_factory=dict)
    updates: dict[str, list[tuple[int, int, Values]]] = field(default_factory=dict)
    items: dict[str, list[tuple[Owner, int, Values | None]]] = field(default_factory=dict)
    """Rows known by whose they are and at which place of the list; None: to be deleted."""
    gone: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """(id, customer) of rows to be deleted."""

    def insert(self, table: str, values: Values) -> None:
        self.inserts.setdefault(table, []).append(values)

    def update(self, table: str, row_id: int, customer: int, values: Values) -> None:
        self.updates.setdefault(table, []).append((row_id, customer, values))


def update_customers(
    session: Session, plan: Plan, ids: Sequence[int], names: Names, progress: Progress
) -> None:
    """Write what the plan changes of stored customers; `ids` are those of its new ones."""
    writes = Writes()
    relations = {"parent_id": plan.parents, "referrer_id": plan.referrers}
    for done, (customer, change) in enumerate(plan.updated.items(), start=1):
        related = {
            column: _id_of(found[customer], ids)
            for column, found in relations.items()
            if customer in found
        } | _unrelated(change)
        _write(session, writes, customer, change, names, related)
        progress(done, len(plan.updated))
    _apply(session, writes)
    _keep_photos(session, plan.updated, names, fresh=False)


def complete_customers(
    session: Session, changes: Mapping[int, Update], names: Names, *, derived: bool
) -> None:
    """What later rows of the file add to customers written before; with `derived` their derived
    rows are written already, so summaries in which something changed are done again here.
    """
    if not changes:
        return
    writes = Writes(fresh=True)
    for customer, change in changes.items():
        _write(session, writes, customer, change, names, {})
    _apply(session, writes, derived=derived)
    _keep_photos(session, changes, names, fresh=True)
    if derived:
        stale = (key for key, change in changes.items() if _summed_up(change))
        refresh_summaries(session, sorted(stale))


def _summed_up(change: Update) -> bool:
    """Whether lists show something of what became different: by what they sort, whom they call."""
    before, after = change.dossier.record, change.after
    if (before.name, before.kind) != (after.name, after.kind):
        return True
    if before.phones or after.phones:
        return before.phones[:1] != after.phones[:1]
    return before.contacts != after.contacts


def _write(
    session: Session,
    writes: Writes,
    customer: int,
    change: Update,
    names: Names,
    related: Values,
) -> None:
    values = _customer_values(change, names) | related
    if values:
        writes.update("customer", customer, customer, values)
    if "stage" in values:
        stage = {"stage": values["stage"], "on": values["stage_since"]}
        writes.insert("stage_change", {"customer_id": customer, **stage})
    _write_lists(writes, customer, change, names)
    _write_contacts(session, writes, customer, change, names)


def _keep_photos(
    session: Session, changes: Mapping[int, Update], names: Names, *, fresh: bool
) -> None:
    """Photos of customers who had none."""
    new = {
        customer: change.after.photo
        for customer, change in changes.items()
        if change.after.photo and not change.dossier.record.photo
    }
    if new:
        _insert(session, "attachment", attachments(session, new, names.now), fresh=fresh)


def _unrelated(change: Update) -> Values:
    """Parent or referrer taken away."""
    before, after = change.dossier.record, change.after
    return {
        f"{name}_id": None
        for name in ("parent", "referrer")
        if getattr(before, name) and not getattr(after, name)
    }


def _id_of(ref: Ref, ids: Sequence[int]) -> int:
    return ref if ref > 0 else ids[-ref - 1]


def _customer_values(change: Update, names: Names) -> Values:
    """The columns of the customer's own row that become different."""
    before, after = change.dossier.record, change.after
    values: Values = {
        name: getattr(after, name)
        for name in _PLAIN
        if getattr(after, name) != getattr(before, name)
    }
    if company_of(after) != change.dossier.company:
        values["company"] = company_of(after)
    if after.source != before.source:
        values["source_id"] = names.sources.get(after.source)
    if after.owner != before.owner:
        values["owner_id"] = names.staff.get(after.owner)
    values |= _birthday(before, after)
    if "stage" in values:
        values.setdefault("stage_since", names.today)
    return values


def _birthday(before: Person, after: Person) -> Values:
    if after.birthday == before.birthday:
        return {}
    return dict(zip(BIRTHDAY, birthday_cells(after.birthday), strict=True))


def _write_lists(writes: Writes, customer: int, change: Update, names: Names) -> None:
    before, after = change.dossier.record, change.after
    for name, spec in (*REACH.items(), *OWNED.items()):
        old, new = getattr(before, name), getattr(after, name)
        if new == old:
            continue
        if name == "consents":
            for at, consent in enumerate(new):
                if consent not in old:
                    cells = _named(spec, spec.cells(consent, at, names))
                    writes.insert(spec.table, {"customer_id": customer} | cells)
        else:
            gone = change.removed.get((OWN, name), frozenset())
            _write_items(writes, spec, Owner(customer), old, spec_rows(spec, new, names), gone)


def spec_rows(spec: Spec, items: Sequence[Any], names: Names) -> list[tuple[Any, Values]]:
    """Each item with its columns."""
    return [(item, _named(spec, spec.cells(item, at, names))) for at, item in enumerate(items)]


def _named(spec: Spec, cells: Sequence[Any]) -> Values:
    return dict(zip(spec.columns, cells, strict=True))


def _write_items(
    writes: Writes,
    spec: Spec,
    owner: Owner,
    old: Sequence[Any],
    new: Sequence[tuple[Any, Values]],
    gone: Collection[int] = (),
) -> None:
    """Items keep their place in the list: what differs is changed, what is beyond is new.

    Those at the places `gone` are not among the new ones.
    """
    kept = [(at, item) for at, item in enumerate(old) if at not in gone]
    changes = writes.items.setdefault(spec.table, [])
    changes += [(owner, at, None) for at in gone]
    for (at, item), (found, cells) in zip(kept, new, strict=False):
        if found != item:
            changes.append((owner, at, {n: v for n, v in cells.items() if n != "position"}))
    whose: Values = {"customer_id": owner.customer}
    if spec.table in _OF_CONTACTS:
        whose["contact_id"] = owner.contact
    for _, values in new[len(kept) :]:
        writes.insert(spec.table, whose | values)


def _find_items(session: Session, writes: Writes) -> None:
    """Which rows stand at the places to be changed, as `load_dossiers` counts them."""
    for name, changes in writes.items.items():
        table = Base.metadata.tables[name]
        rows = _rows_of(session, table, {owner.customer for owner, _, _ in changes})
        for owner, at, values in changes:
            if values is None:
                writes.gone.setdefault(name, []).append((rows[owner][at], owner.customer))
            else:
                writes.update(name, rows[owner][at], owner.customer, values)
    writes.items.clear()


def _rows_of(session: Session, table: Table, customers: Iterable[int]) -> dict[Owner, list[int]]:
    """The rows of each owner in their order."""
    contact = table.c.contact_id if table.name in _OF_CONTACTS else null()
    query = select(table.c.id, table.c.customer_id, contact)
    order = [table.c[column] for column in ("position", "id") if column in table.c]
    if table.name == "custom_value":
        fields = Base.metadata.tables["custom_field"]
        query = query.join(fields, fields.c.id == table.c.field_id)
        order = [fields.c.position, fields.c.id]
    found: dict[Owner, list[int]] = {}
    for part in batches(customers):
        rows = session.execute(query.where(table.c.customer_id.in_(part)).order_by(*order))
        for row_id, *owner in rows:
            found.setdefault(Owner(*owner), []).append(row_id)
    return found


def _write_contacts(
    session: Session, writes: Writes, customer: int, change: Update, names: Names
) -> None:
    before, after = change.dossier.record.contacts, change.after.contacts
    gone = change.removed.get((OWN, "contacts"), frozenset())
    for place in gone:
        remove_contact(session, change.dossier.contact_ids[place])
    kept = [place for place in range(len(before)) if place not in gone]
    for at, contact in enumerate(after):
        place = kept[at] if at < len(kept) else OWN
        if place != OWN:
            if contact == before[place]:
                continue
            contact_id = change.dossier.contact_ids[place]
            values = {
                name: getattr(contact, name)
                for name in CONTACT_TEXTS
                if getattr(contact, name) != getattr(before[place], name)
            } | _birthday(before[place], contact)
            if values:
                writes.update("contact", contact_id, customer, values)
            old: Person = before[place]
        else:
            (contact_id,) = storage_of(session).reserve_ids(session, "contact", 1)
            cells = contact_cells(customer, contact, at)
            values = {"id": contact_id} | dict(zip(CONTACT_COLUMNS, cells, strict=True))
            _insert(session, "contact", [values], fresh=writes.fresh)
            old = Person()
        for name, spec in REACH.items():
            items = spec_rows(spec, getattr(contact, name), names)
            lost = change.removed.get((place, name), frozenset()) if place != OWN else ()
            owner = Owner(customer, contact_id)
            _write_items(writes, spec, owner, getattr(old, name), items, lost)


def _apply(session: Session, writes: Writes, *, derived: bool = False) -> None:
    _find_items(session, writes)
    for table, changes in writes.updates.items():
        _update(session, Base.metadata.tables[table], changes, fresh=writes.fresh)
    for table, gone in writes.gone.items():
        _delete(session, Base.metadata.tables[table], gone)
    for table, rows in writes.inserts.items():
        ids = storage_of(session).reserve_ids(session, table, len(rows))
        numbered = [{"id": id_, **row} for id_, row in zip(ids, rows, strict=True)]
        _insert(session, table, numbered, fresh=writes.fresh, derived=derived)


def _insert(
    session: Session, name: str, rows: Sequence[Values], *, fresh: bool, derived: bool = False
) -> None:
    """Rows with ids in a row; in the journal as a range or one by one."""
    table = Base.metadata.tables[name]
    session.execute(insert(table), rows)
    if fresh:
        note_bulk(session, name, range(rows[0]["id"], rows[-1]["id"] + 1), derived=derived)
        return
    for row in rows:
        note_created(session, table, row["customer_id"], [row])


def _update(
    session: Session, table: Table, changes: Sequence[tuple[int, int, Values]], *, fresh: bool
) -> None:
    """Change rows a set of columns at a time; what stood there before goes into the journal."""
    before = {} if fresh else _present(session, table, [row_id for row_id, _, _ in changes])
    together: dict[tuple[str, ...], list[Values]] = {}
    for row_id, customer, values in changes:
        if not fresh:
            old = {name: before[row_id][name] for name in values}
            note_updated(session, table.name, customer, [(row_id, old, values)])
        new = {f"new_{name}": value for name, value in values.items()}
        together.setdefault(tuple(values), []).append({"row_id": row_id} | new)
    for columns, rows in together.items():
        to: Values = {name: bindparam(f"new_{name}") for name in columns}
        query = update(table).where(table.c.id == bindparam("row_id")).values(to)
        session.execute(query, rows)


def _delete(session: Session, table: Table, rows: Sequence[tuple[int, int]]) -> None:
    """Delete rows; what stood in them goes into the journal."""
    ids = [row_id for row_id, _customer in rows]
    before = _present(session, table, ids)
    note_deleted(session, table, [(customer, before[row_id]) for row_id, customer in rows])
    for part in batches(ids):
        session.execute(delete(table).where(table.c.id.in_(part)))


def _present(session: Session, table: Table, ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for part in batches(ids):
        query = select(table).where(table.c.id.in_(part))
        found |= {row["id"]: row for row in session.execute(query).mappings()}
    return found
