"""The journal as a list of any length: which change sets, and what each line says."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, or_, select, union_all
from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.core.i18n import _
from crmdesk.models.derived.search import find
from crmdesk.models.journal.groups import actions_of
from crmdesk.models.journal.labels import ACTIONS, describe
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.models.schema import Base, Change, ChangeSet, Customer, Staff

_LOT = 100_000  # ids read in one piece: as one text, so that other threads run meanwhile
_OF_CUSTOMERS = 500
"""So many customers that a search found are looked up in the journal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change set in words.

    `state` is done, undone, undo (it took another one back) or record (it changed nothing);
    `customer` is the only one concerned, or the first of `customers`; its id is None where it is
    gone. `action` is that of what was undone where it is an undo.
    """

    id: int
    at: datetime
    staff: str
    action: str
    text: str
    state: str
    undoable: bool
    rows: int
    customers: int
    customer_id: int | None
    customer: str


def find_change_sets(
    session: Session, chosen: JournalFilter, *, today: date, zone: tzinfo
) -> list[int]:
    """Every change set the filter lets through, newest first, however many."""
    query = select(ChangeSet.id)
    for condition in _conditions(session, chosen, today, zone):
        query = query.where(condition)
    if chosen.customer is not None:
        query = query.where(ChangeSet.id.in_(_of_customer(chosen.customer)))
    found: list[int] = []
    while True:
        lot = _ids(session, query.where(ChangeSet.id < found[-1]) if found else query)
        found += lot
        if len(lot) < _LOT:
            return found


def _ids(session: Session, query: Select[int]) -> list[int]:
    part = query.order_by(ChangeSet.id.desc()).limit(_LOT).subquery()
    gathered = session.scalar(select(storage_of(session).gathered(part.c.id)))
    ids: list[int] = json.loads(gathered) if isinstance(gathered, str) else list(gathered or ())
    return ids


def _conditions(
    session: Session, chosen: JournalFilter, today: date, zone: tzinfo
) -> Iterable[ColumnElement[bool]]:
    first, end = chosen.span(today, zone)
    if first is not None:
        yield ChangeSet.at >= first
    if end is not None:
        yield ChangeSet.at < end
    if chosen.staff:
        yield ChangeSet.staff_id.in_(chosen.staff)
    if chosen.groups:
        yield _acts(actions_of(chosen.groups))
    if chosen.undoable:
        yield ChangeSet.undoable.is_(True)
        yield ChangeSet.undone_by_id.is_(None)
        yield ChangeSet.undoes_id.is_(None)
    if text := chosen.text.strip():
        yield or_(and_(*map(_says, text.split())), ChangeSet.id.in_(_of_found(session, text)))


def _acts(actions: Sequence[str]) -> ColumnElement[bool]:
    """It is one of these actions, or takes one of them back."""
    undone = ChangeSet.params["action"].as_string()
    return or_(
        ChangeSet.action.in_(actions),
        and_(ChangeSet.action.in_(("undo", "redo")), undone.in_(actions)),
    )


def _says(word: str) -> ColumnElement[bool]:
    """The word stands in what the action is called, or in what it was about."""
    wanted = word.casefold()
    called = [action for action, text in ACTIONS.items() if wanted in _(text).casefold()]
    kept = json.dumps(word)[1:-1]  # as the column holds it
    return or_(
        ChangeSet.action.in_(called),
        cast(ChangeSet.params, Text).icontains(kept, autoescape=True),
    )


def _of_found(session: Session, text: str) -> Select[int]:
    """The sets that touched customers whom this text finds."""
    found = find(session, text).ids[:_OF_CUSTOMERS]
    return select(Change.change_set_id).where(Change.customer_id.in_(found))


def _of_customer(customer: int) -> Select[int]:
    """The sets that touched her or what is hers: row by row, or created many at a time."""
    single = select(Change.change_set_id).where(Change.customer_id == customer)
    many = []
    for table in Base.metadata.sorted_tables:
        if not table.info.get("journaled", True):
            continue
        if table.name == "customer" or "customer_id" in table.c:
            owner = table.c.id if table.name == "customer" else table.c.customer_id
            inside = table.c.id.between(Change.row_id, Change.last_id)
            many.append(
                select(Change.change_set_id)
                .join(table, inside)
                .where(Change.table_name == table.name, Change.kind == "C", owner == customer)
            )
    return select(union_all(single, *many).subquery().c.change_set_id)


def load_entries(session: Session, ids: Sequence[int]) -> dict[int, Entry]:
    """List rows for `ids`; one pruned meanwhile is simply absent."""
    query = (
        select(ChangeSet, Staff.name, Customer.name)
        .outerjoin(Staff, Staff.id == ChangeSet.staff_id)
        .outerjoin(Customer, Customer.id == ChangeSet.first_customer_id)
        .where(ChangeSet.id.in_(ids))
    )
    return {
        change_set.id: _entry(change_set, staff or "", customer)
        for change_set, staff, customer in session.execute(query)
    }


def _entry(row: ChangeSet, staff: str, customer: str | None) -> Entry:
    action, params = _meant(row.action, row.params)
    return Entry(
        id=row.id,
        at=row.at,
        staff=staff,
        action=action,
        text=describe(row.action, row.params),
        state=_state(row),
        undoable=row.undoable and row.undone_by_id is None,
        rows=row.row_count or 0,
        customers=row.customer_count or int(params.get("count") or 0) * (not row.undoable),
        customer_id=row.first_customer_id if customer is not None else None,
        customer=customer or str(params.get("name") or ""),
    )


def _meant(action: str, params: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The action itself, or the one that an undo took back."""
    while action in ("undo", "redo"):
        action, params = params["action"], params["params"]
    return action, params


def _state(row: ChangeSet) -> str:
    if not row.undoable:
        return "record"
    if row.undoes_id is not None:
        return "undo" if row.undone_by_id is None else "undone"
    return "done" if row.undone_by_id is None else "undone"
