"""Letting go of what the journal holds of long ago: by hand after a look, or by a rule.

Only the beginning of the journal goes, never the last 90 days, and of that beginning never what
the law wants kept: consents and refusals, erasures, exports, prints and looks. So whatever is left
can be undone as before; a workbook written before the cut is no longer known (`reaches_back`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.journal.reach import remember_cut
from crmdesk.models.journal.records import note_record
from crmdesk.models.logbook.size import measure
from crmdesk.models.schema import Change, ChangeSet

LEAST_DAYS = 90
"""So much of the journal always stays."""
_LAWFUL = ("consent", "data_basis", "refusal", "record")
"""Tables whose changes prove what the law may ask for."""
_LAWFUL_ACTIONS = ("customer.erase", "customer.erase_contact", "record.prune")
_LOT = 5000  # change sets a transaction: others write between
MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would go: everything before `before` (a day of the office) but what stays by law."""

    before: date
    sets: int
    changes: int
    bytes: int
    kept: int
    first: datetime | None

    @property
    def is_empty(self) -> bool:
        return not self.sets


def latest_cut(today: date) -> date:
    """The latest day before which anything may go."""
    return today - timedelta(days=LEAST_DAYS)


def look(session: Session, before: date, today: date, zone: tzinfo) -> Prospect:
    """What pruning up to that day would take; at most up to `latest_cut`."""
    before = min(before, latest_cut(today))
    border = _border(session, before, zone)
    going = _going(border)
    sets = session.scalar(select(func.count()).select_from(ChangeSet).where(going)) or 0
    older = select(func.count()).select_from(ChangeSet).where(ChangeSet.id < border)
    changes = (
        select(func.count())
        .select_from(Change)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(Change.change_set_id < border, going)
    )
    size = measure(session)
    return Prospect(
        before, sets, session.scalar(changes) or 0, size.of_sets(sets),
        (session.scalar(older) or 0) - sets,
        session.scalar(select(func.min(ChangeSet.at)).where(going)),
    )  # fmt: skip


def cut_for_size(session: Session, most: int, today: date, zone: tzinfo) -> date | None:
    """The day to prune up to so that about `most` bytes are left; None where it is small enough."""
    size = measure(session)
    if size.bytes <= most or not size.sets:
        return None
    stay = max(0, size.sets * most // size.bytes)
    at = session.scalar(select(ChangeSet.at).order_by(ChangeSet.id.desc()).offset(stay).limit(1))
    return None if at is None else min(at.astimezone(zone).date(), latest_cut(today))


def prune(
    db: Database,
    before: date,
    zone: tzinfo,
    backup: Callable[[], object],
    progress: Progress = silent,
) -> Prospect:
    """Take a backup, then let go of all before that day, and give the room back.

    The line that tells of it is written first: a program that is killed meanwhile goes on the
    next time. Raises CrmError "journal.young" where nothing is old enough, and whatever the backup
    raises; "database.full" where there is no room to make the file smaller, when all else is done.
    """
    today = db.now().astimezone(zone).date()
    with db.read() as session:
        found = look(session, before, today, zone)
        border = _border(session, found.before, zone)
    if found.is_empty:
        raise CrmError("journal.young", days=LEAST_DAYS)
    backup()
    with db.write("record.prune", count=found.sets, day=found.before.isoformat()) as session:
        remember_cut(session, border - 1)
        note_record(session)
    done = 0
    while lot := _take(db, border):
        done += lot
        progress(min(done, found.sets), found.sets)
    db.storage.give_back()
    return found


def _take(db: Database, border: int) -> int:
    """One lot of them; how many it took."""
    with db.write("journal.lot") as session:
        query = select(ChangeSet.id).where(_going(border)).order_by(ChangeSet.id).limit(_LOT)
        ids = list(session.scalars(query))
        if ids:
            last = ids[-1]
            whose = and_(Change.change_set_id <= last, Change.change_set_id.in_(ids))
            session.execute(delete(Change).where(whose), execution_options=_PLAIN)
            gone = and_(ChangeSet.id <= last, ChangeSet.id.in_(ids))
            session.execute(delete(ChangeSet).where(gone), execution_options=_PLAIN)
    return len(ids)


def _border(session: Session, before: date, zone: tzinfo) -> int:
    """The first change set that stays whatever it is: ids only grow, but clocks are set back."""
    begin = datetime.combine(before, time(), zone).astimezone(UTC)
    first = session.scalar(select(func.min(ChangeSet.id)).where(ChangeSet.at >= begin))
    if first is not None:
        return first
    return (session.scalar(select(func.max(ChangeSet.id))) or 0) + 1


def _going(border: int) -> ColumnElement[bool]:
    proof = aliased(Change)
    lawful = (
        select(proof.id)
        .where(proof.change_set_id == ChangeSet.id, proof.table_name.in_(_LAWFUL))
        .correlate(ChangeSet)
        .exists()
    )
    return and_(
        ChangeSet.id < border,
        ChangeSet.undoable.is_(True),
        ChangeSet.action.not_in(_LAWFUL_ACTIONS),
        ~lawful,
    )


_PLAIN: dict[str, Any] = {"synchronize_session": False}
