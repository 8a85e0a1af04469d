"""What one change set did, row by row and field by field, in the user's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.customers.facts import hidden_facts
from crmdesk.models.journal.record import unpack
from crmdesk.models.journal.records import record_details
from crmdesk.models.logbook.birthdays import Birthdays
from crmdesk.models.logbook.labels import SILENT
from crmdesk.models.logbook.wording import FieldLine, RowWords, thing_text
from crmdesk.models.schema import Change, ChangeSet, Customer

PAGE = 40
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: a change, and a row within what it did many times; `owned`:
    the customers themselves are told already."""

    change: int = 0
    row: int = 0
    owned: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row: `kind` c, u or d; `which` tells it from others of its kind, where it has a name."""

    kind: str
    thing: str
    which: str
    customer_id: int | None
    customer: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a kind were created (c), changed (u) or deleted (d)."""

    kind: str
    thing: str
    count: int


@dataclass(frozen=True, slots=True)
class Details:
    """`facts` are what a record says of itself; `more` is where the next lines begin."""

    change_set_id: int
    counts: tuple[Count, ...]
    facts: tuple[tuple[str, str], ...]
    lines: tuple[RowLine, ...]
    more: Cursor | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, and where: private facts are the owner's own, days and numbers the country's."""

    viewer: int
    country: str
    zone: tzinfo


def load_details(session: Session, change_set_id: int, reader: Reader) -> Details:
    """The counts and the first lines; nothing at all of a set that was pruned."""
    found = session.get(ChangeSet, change_set_id)
    facts = record_details(found.params) if found is not None and not found.undoable else []
    lines, more = load_lines(session, change_set_id, reader)
    return Details(
        change_set_id, tuple(_counts(session, change_set_id)), tuple(facts), tuple(lines), more
    )


def load_lines(
    session: Session, change_set_id: int, reader: Reader, after: Cursor | None = None
) -> tuple[list[RowLine], Cursor | None]:
    """The next lines, in the order things happened, and where those after them begin."""
    rows = _rows(session, change_set_id, after or Cursor())
    page: list[Change] = []
    more = None
    for change, cursor in rows:
        if len(page) == PAGE:
            more = cursor
            break
        page.append(change)
    words = RowWords(session, page, reader.country, reader.zone)
    birthdays = Birthdays(session, change_set_id)
    private = private_facts(session, page, reader.viewer)
    lines = [
        RowLine(
            change.kind, thing_text(change.table_name), words.which(change), change.customer_id,
            words.customer(change),
            tuple(words.fields(birthdays.whole(change), private.get(change.customer_id or 0, ()))),
        )
        for change in page
    ]  # fmt: skip
    return [line for line in lines if line.fields or line.kind != "u"], more


def _counts(session: Session, change_set_id: int) -> Iterator[Count]:
    rows = func.sum(func.coalesce(Change.last_id, Change.row_id) - Change.row_id + 1)
    query = (
        select(Change.table_name, Change.kind, rows)
        .where(Change.change_set_id == change_set_id, Change.kind != "r")
        .group_by(Change.table_name, Change.kind)
    )
    found: dict[tuple[str, str], int] = {}
    for table, kind, count in session.execute(query):
        if table not in SILENT:
            key = (kind.lower(), thing_text(table))
            found[key] = found.get(key, 0) + int(count)
    for (kind, thing), count in sorted(found.items(), key=lambda item: -item[1]):
        yield Count(kind, thing, count)


def _rows(session: Session, change_set_id: int, begin: Cursor) -> Iterator[tuple[Change, Cursor]]:
    """Every row worth a line, and where it stands: customers, then what is theirs; those done
    many at a time one by one."""
    for owned in (False, True):
        if owned >= begin.owned:
            first = begin if owned == begin.owned else Cursor(owned=owned)
            yield from _rows_from(session, change_set_id, first)


def _rows_from(
    session: Session, change_set_id: int, begin: Cursor
) -> Iterator[tuple[Change, Cursor]]:
    after = begin.change - 1
    customers = Change.table_name == "customer"
    while True:
        query = select(Change).where(
            Change.change_set_id == change_set_id,
            Change.id > after,
            Change.kind != "r",
            Change.table_name.not_in(SILENT),
            ~customers if begin.owned else customers,
        )
        lot = session.scalars(query.order_by(Change.id).limit(_AT_ONCE)).all()
        for change in lot:
            first = begin.row if change.id == begin.change else 0
            if change.kind in "CD":
                yield from _of_many(session, change, first)
            else:
                yield change, Cursor(change.id, 0, begin.owned)
        if len(lot) < _AT_ONCE:
            return
        after = lot[-1].id


def _of_many(session: Session, change: Change, first: int) -> Iterator[tuple[Change, Cursor]]:
    """What was deleted in bulk, and the customers that were created so; what of theirs was created
    with them is only counted."""
    table = change.table_name
    if change.kind == "D":
        rows = [row for row in unpack(change.packed or b"") if row["id"] >= first]
    elif table == "customer":
        rows = [dict(row) for row in _still_there(session, change, first)]
    else:
        return
    for row in rows:
        kind = change.kind.lower()
        values: dict[str, Any] = {"before": row} if kind == "d" else {"after": row}
        one = Change(
            id=change.id, change_set_id=change.change_set_id, table_name=table, kind=kind,
            row_id=row["id"], **values,
            customer_id=row["id"] if table == "customer" else row.get("customer_id"),
        )  # fmt: skip
        yield one, Cursor(change.id, row["id"], table != "customer")


def _still_there(session: Session, change: Change, first: int) -> Sequence[Any]:
    query = (
        select(Customer.id, Customer.number, Customer.name, Customer.company)
        .where(Customer.id.between(max(change.row_id, first), change.last_id))
        .order_by(Customer.id)
        .limit(PAGE + 1)
    )
    return session.execute(query).mappings().all()


def private_facts(
    session: Session, page: Sequence[Change], viewer: int
) -> dict[int, frozenset[str]]:
    """What of each customer only her owner sees."""
    ids = {change.customer_id for change in page if change.table_name == "customer"}
    query = select(Customer.id, Customer.owner_id).where(Customer.id.in_(ids))
    owners: dict[int, int | None] = {row.id: row.owner_id for row in session.execute(query)}
    for change in page:  # one deleted belonged to somebody, too
        if change.kind == "d" and change.table_name == "customer":
            owners[change.row_id] = (change.before or {}).get("owner_id")
    return {key: hidden_facts(owner, viewer) for key, owner in owners.items()}
