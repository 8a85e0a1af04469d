"""What stands in the way of an undo, side by side: as the change left it, and as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import plain
from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.journal.conflicts import Conflict
from crmdesk.models.logbook.birthdays import Birthdays
from crmdesk.models.logbook.details import Reader, private_facts
from crmdesk.models.logbook.wording import FieldLine, RowWords, thing_text
from crmdesk.models.schema import Base, Change

MOST = 50
"""So many are shown; the rest are counted."""

_REASONS = {
    "changed": P_("undo", "changed since"),
    "used": P_("undo", "used since"),
    "missing": P_("undo", "deleted since"),
    "taken": P_("undo", "there again"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that stays as it is; `fields` hold what it was left as (before) and is now (after)."""

    thing: str
    customer: str
    reason: str
    fields: tuple[FieldLine, ...]


def worth_telling(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Those of rows a person has a word for; the rest goes with them."""
    return [conflict for conflict in conflicts if thing_text(conflict.table)]


def load_clashes(
    session: Session,
    change_set_ids: Sequence[int],
    conflicts: Sequence[Conflict],
    reader: Reader,
) -> list[Clash]:
    """The first of these conflicts in words."""
    told = worth_telling(conflicts)[:MOST]
    changes = [_between(session, change_set_ids, conflict) for conflict in told]
    words = RowWords(session, changes, reader.country, reader.zone)
    private = private_facts(session, changes, reader.viewer)
    birthdays = Birthdays(session, max(change_set_ids))
    found = []
    for conflict, change in zip(told, changes, strict=True):
        hidden = private.get(change.customer_id or 0, ())
        lines = words.fields(birthdays.whole(change), hidden) if change.after else ()
        reason = pgettext("undo", _REASONS[conflict.reason])
        found.append(Clash(thing_text(conflict.table), conflict.customer, reason, tuple(lines)))
    return found


def _between(session: Session, change_set_ids: Sequence[int], conflict: Conflict) -> Change:
    """What was done to the row from what the sets made of it to now, as a change of its own."""
    query = (
        select(Change)
        .where(
            Change.change_set_id.in_(change_set_ids),
            Change.table_name == conflict.table,
            Change.row_id == conflict.row_id,
        )
        .order_by(Change.id.desc())
        .limit(1)
    )
    made = session.scalars(query).first()
    then: dict[str, Any] = (made.after if made is not None else None) or {}
    table = Base.metadata.tables[conflict.table]
    columns = [table.c[name] for name in then if name in table.c]
    now: dict[str, Any] = {}
    if columns:
        row = session.execute(select(*columns).where(table.c.id == conflict.row_id)).first()
        now = {} if row is None else {key: plain(value) for key, value in row._mapping.items()}  # noqa: SLF001
    return Change(
        id=0, change_set_id=max(change_set_ids), table_name=conflict.table,
        row_id=conflict.row_id, kind="u", before=then, after=now,
        customer_id=made.customer_id if made is not None else None,
    )  # fmt: skip
