"""Undo and redo as the user means them: my newest action, or some picked from the journal."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.journal.record import change_set_of
from crmdesk.models.journal.records import changes_something
from crmdesk.models.journal.revert import Conflict, Conflicts, revert
from crmdesk.models.schema import ChangeSet

SEVERAL = "journal.several"


def undo(db: Database, change_set_id: int | None = None, *, skip_conflicts: bool = False) -> int:
    """Take back a change set, by default my newest; returns the id of the set that did it.

    Raises CrmError "undo.nothing" when there is none, Conflicts when rows changed since.
    """
    with db.read() as session:
        target = change_set_id or next_undo(session, db.staff_id)
        original = session.get(ChangeSet, target) if target else None
    if original is None:
        raise CrmError("undo.nothing")
    action = "redo" if original.undoes_id else "undo"
    with db.write(action, action=original.action, params=original.params) as session:
        revert(session, original.id, skip_conflicts=skip_conflicts)
    return change_set_of(session) or 0


def undo_many(db: Database, change_set_ids: Sequence[int], *, skip_conflicts: bool = False) -> int:
    """Take several sets back as one action, the newest first; returns the id of what did it.

    Raises Conflicts naming the rows of all of them that changed since; else as `undo`.
    """
    ids = sorted(set(change_set_ids), reverse=True)
    if len(ids) < 2:
        return undo(db, ids[0] if ids else None, skip_conflicts=skip_conflicts)
    found: list[Conflict] = []
    rest = False
    with db.write("undo", action=SEVERAL, params={"count": len(ids)}) as session:
        for change_set_id in ids:
            try:
                revert(session, change_set_id, skip_conflicts=skip_conflicts)
                rest = True
            except Conflicts as conflicts:  # go on, to name those of the others too
                found += conflicts.conflicts
                rest = rest or conflicts.rest
                revert(session, change_set_id, skip_conflicts=True)
        if found:
            raise Conflicts(found, ids, rest=rest)
    return change_set_of(session) or 0


def redo(db: Database, *, skip_conflicts: bool = False) -> int:
    """Do again what I undid last; raises CrmError "redo.nothing" when there is nothing."""
    with db.read() as session:
        target = next_redo(session, db.staff_id)
    if target is None:
        raise CrmError("redo.nothing")
    return undo(db, target, skip_conflicts=skip_conflicts)


def next_undo(session: Session, staff_id: int) -> int | None:
    """My newest change set that is neither an undo nor undone."""
    return session.scalar(
        select(ChangeSet.id)
        .where(
            ChangeSet.staff_id == staff_id,
            ChangeSet.undoable,
            ChangeSet.undoes_id.is_(None),
            ChangeSet.undone_by_id.is_(None),
        )
        .order_by(ChangeSet.id.desc())
        .limit(1)
    )


def next_redo(session: Session, staff_id: int) -> int | None:
    """My newest undo that was not redone, unless I did something new since."""
    original = aliased(ChangeSet)
    newest = session.execute(
        select(ChangeSet.id)
        .join(original, original.id == ChangeSet.undoes_id)
        .where(
            ChangeSet.staff_id == staff_id,
            ChangeSet.undone_by_id.is_(None),
            original.undoes_id.is_(None),
        )
        .order_by(ChangeSet.id.desc())
        .limit(1)
    ).scalar()
    if newest is None:
        return None
    newer = select(ChangeSet.id).where(
        ChangeSet.staff_id == staff_id,
        ChangeSet.undoes_id.is_(None),
        ChangeSet.id > newest,
        changes_something(),
    )
    return None if session.scalar(newer.limit(1)) else newest
