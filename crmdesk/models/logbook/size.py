"""How much of the database the journal takes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import storage_of
from crmdesk.models.schema import Change, ChangeSet

_SAMPLE = 2000
_ROW, _SET = 110, 115
"""Bytes a change and a change set take besides their values, with the indexes (measured)."""


@dataclass(frozen=True, slots=True)
class JournalSize:
    """`exact`: the engine said so; else estimated from a sample. `since` is the oldest change."""

    bytes: int
    sets: int
    changes: int
    since: datetime | None
    exact: bool

    def of_sets(self, count: int) -> int:
        """About how many bytes so many of the sets take."""
        return round(self.bytes * count / self.sets) if self.sets else 0


def measure(session: Session) -> JournalSize:
    """Counts every change: off the window's thread."""
    sets = session.scalar(select(func.count()).select_from(ChangeSet)) or 0
    changes = session.scalar(select(func.count()).select_from(Change)) or 0
    since = session.scalar(select(func.min(ChangeSet.at)))
    told = storage_of(session).bytes_of(session, (Change.__tablename__, ChangeSet.__tablename__))
    if told is not None:
        return JournalSize(told, sets, changes, since, exact=True)
    held = _values(session, changes) + _parameters(session, sets)
    estimated = round(held) + changes * _ROW + sets * _SET
    return JournalSize(estimated, sets, changes, since, exact=False)


def _parameters(session: Session, sets: int) -> float:
    """Bytes of what the actions say of themselves, by a sample."""
    first, last = session.execute(select(func.min(ChangeSet.id), func.max(ChangeSet.id))).one()
    if first is None:
        return 0
    step = max(1, (last - first + 1) // _SAMPLE)
    length = func.avg(func.length(cast(ChangeSet.params, Text)))
    some = select(length).where(ChangeSet.id.in_(range(first, last + 1, step)))
    return float(session.scalar(some) or 0) * sets


def _values(session: Session, changes: int) -> float:
    """Bytes of what the changes hold: of those packed exactly, of the rest by a sample."""
    packed = select(func.sum(func.length(Change.packed))).where(Change.last_id.is_not(None))
    many = session.scalar(packed) or 0
    first, last = session.execute(select(func.min(Change.id), func.max(Change.id))).one()
    if first is None:
        return 0
    step = max(1, (last - first + 1) // _SAMPLE)
    sides = [
        func.coalesce(func.length(cast(side, Text)), 0) for side in (Change.before, Change.after)
    ]
    some = select(func.avg(sides[0] + sides[1])).where(
        Change.id.in_(range(first, last + 1, step)), Change.last_id.is_(None)
    )
    return float(many) + float(session.scalar(some) or 0) * changes
