"""Stored customers brought up to date by a plan: every value overwritten is in the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.contacts import remove_contact
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.exchange.applying.update_rows import (
    OF_CONTACTS,
    Owner,
    Values,
    Writes,
    insert_rows,
    write_all,
)
from crmdesk.models.exchange.planning.edits import OWN
from crmdesk.models.exchange.planning.match import Ref
from crmdesk.models.exchange.planning.photos import attachments
from crmdesk.models.exchange.planning.plan import Plan, Update
from crmdesk.models.exchange.records.customers import Person
from crmdesk.models.exchange.stored.rows import (
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

_PLAIN = (*TEXTS, "number", "kind", "name", "stage", "stage_since", "bereaved_on")


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
    write_all(session, writes)
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
    write_all(session, writes, derived=derived)
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
        insert_rows(session, "attachment", attachments(session, new, names.now), fresh=fresh)


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
            _write_items(writes, spec, Owner(customer), old, new, names, gone)


def _named(spec: Spec, cells: Sequence[Any]) -> Values:
    return dict(zip(spec.columns, cells, strict=True))


def _write_items(
    writes: Writes,
    spec: Spec,
    owner: Owner,
    old: Sequence[Any],
    new: Sequence[Any],
    names: Names,
    gone: Collection[int] = (),
) -> None:
    """Items keep their place in the list: what differs is changed, what is beyond is new.

    Those at the places `gone` are not among the new ones.
    """
    kept = [at for at in range(len(old)) if at not in gone]
    changes = writes.items.setdefault(spec.table, [])
    changes += [(owner, at, None) for at in gone]
    for place, (at, item) in enumerate(zip(kept, new, strict=False)):
        if item != old[at]:
            cells = _named(spec, spec.cells(item, place, names))
            changes.append((owner, at, {n: v for n, v in cells.items() if n != "position"}))
    whose: Values = {"customer_id": owner.customer}
    if spec.table in OF_CONTACTS:
        whose["contact_id"] = owner.contact
    for place, item in enumerate(new[len(kept) :], start=len(kept)):
        writes.insert(spec.table, whose | _named(spec, spec.cells(item, place, names)))


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
            insert_rows(session, "contact", [values], fresh=writes.fresh)
            old = Person()
        for name, spec in REACH.items():
            items = getattr(contact, name)
            lost = change.removed.get((place, name), frozenset()) if place != OWN else ()
            owner = Owner(customer, contact_id)
            _write_items(writes, spec, owner, getattr(old, name), items, names, lost)
