"""What changed about a customer, in words: 李娜 把状态从意向改为成交."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.facts import hidden_facts
from crmdesk.models.customers.history_words import Names, Words
from crmdesk.models.journal.labels import describe
from crmdesk.models.journal.queries import FieldChange, what_changed
from crmdesk.models.schema import (
    ChangeSet,
    Contact,
    Customer,
    CustomField,
    CustomValue,
    Source,
    Staff,
    Tag,
)

_BIRTHDAY = (
    "birthday_calendar",
    "birthday_year",
    "birthday_month",
    "birthday_day",
    "birthday_leap",
)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One sentence; `undo` says that it took an earlier change back, `fixed` that it cannot be
    taken back itself: it was already, or never can be."""

    change_set_id: int
    at: datetime
    staff: str
    text: str
    undo: bool
    fixed: bool = False


def load_changes(
    session: Session,
    customer_id: int,
    *,
    country: str = "CN",
    viewer: int | None = None,
    limit: int = 200,
) -> list[ChangeLine]:
    """The newest changes of a customer and all that is hers, newest first.

    What is the owner's own is left out for another viewer.
    """
    changes = what_changed(session, customer_id, limit=limit)
    owner = session.scalar(select(Customer.owner_id).where(Customer.id == customer_id))
    hidden = hidden_facts(owner, viewer)
    shown = [row for row in changes if row.table != "customer" or row.field not in hidden]
    words = Words(_names(session, customer_id, shown), country, customer_id)
    birthdays = _Birthdays(session, customer_id)
    lines: list[ChangeLine] = []
    for _key, group in groupby(shown, key=lambda c: (c.change_set_id, c.table, c.row_id, c.kind)):
        lines += _lines(birthdays.whole(list(group)), words)
    fixed = _fixed(session, {line.change_set_id for line in lines})
    return [replace(line, fixed=line.change_set_id in fixed) for line in lines]


def _fixed(session: Session, ids: Collection[int]) -> set[int]:
    """Of these change sets those that were undone, or cannot be."""
    gone = ChangeSet.undone_by_id.is_not(None) | ChangeSet.undoable.is_(False)
    return set(session.scalars(select(ChangeSet.id).where(ChangeSet.id.in_(ids), gone)))


def _lines(rows: Sequence[FieldChange], words: Words) -> Iterator[ChangeLine]:
    """The sentences of one row of one change set."""
    for row in rows:
        if row.kind == "u":
            text = words.updated(row.table, row.row_id, row.field, row.old, row.new)
        elif row.kind == "c":
            text = words.created(row.table, row.new or {})
        elif row.kind == "r":
            text = describe(row.action, row.new or {})
        else:
            text = words.deleted(row.table, row.old or {})
        if text:
            undo = row.action == "undo"
            text = _("{what} (undone)").format(what=text) if undo else text
            yield ChangeLine(row.change_set_id, row.at, row.staff, text, undo)


class _Birthdays:
    """Makes one change of a birthday out of those of its columns.

    A change holds only the columns that differ, so the rest is known by walking back from now.
    """

    def __init__(self, session: Session, customer_id: int) -> None:
        self._state: dict[tuple[str, int], dict[str, Any]] = {}
        for table, owner in ((Customer, Customer.id), (Contact, Contact.customer_id)):
            columns = [getattr(table, name) for name in _BIRTHDAY]
            query = select(table.id, *columns).where(owner == customer_id)
            for row in session.execute(query).mappings():
                values = {name: row[name] for name in _BIRTHDAY}
                self._state[table.__tablename__, row["id"]] = values

    def whole(self, rows: Sequence[FieldChange]) -> list[FieldChange]:
        """The changes of one row, those of a birthday as one; ask newest first."""
        for row in rows:
            if row.kind == "d" and isinstance(row.old, dict):
                self._state[row.table, row.row_id] = row.old
        parts = [row for row in rows if row.kind == "u" and row.field in _BIRTHDAY]
        others = [row for row in rows if row not in parts]
        if not parts:
            return others
        new = self._state.get((parts[0].table, parts[0].row_id), {})
        old = new | {row.field: row.old for row in parts}
        self._state[parts[0].table, parts[0].row_id] = old
        return [*others, replace(parts[0], field="birthday", old=old, new=new)]


def _names(session: Session, customer_id: int, changes: Sequence[FieldChange]) -> Names:
    """What the ids in changes stand for now."""
    customers = {
        value
        for row in changes
        if row.field in ("parent_id", "referrer_id")
        for value in (row.old, row.new)
        if isinstance(value, int)
    }
    named = select(Customer.id, Customer.name).where(Customer.id.in_(customers))
    values = (
        select(CustomValue.id, CustomField.name)
        .join(CustomField, CustomField.id == CustomValue.field_id)
        .where(CustomValue.customer_id == customer_id)
    )
    return Names(
        staff=_all(session, Staff),
        sources=_all(session, Source),
        tags=_all(session, Tag),
        fields=_all(session, CustomField),
        customers={row.id: row.name for row in session.execute(named)} if customers else {},
        values={row.id: row.name for row in session.execute(values)},
    )


def _all(session: Session, table: Any) -> Mapping[int, str]:
    return {row.id: row.name for row in session.execute(select(table.id, table.name))}
