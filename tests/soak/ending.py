"""What must hold when the robot has gone home."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.refresh import rebuild
from crmdesk.models.journal import actions
from crmdesk.models.journal.queries import load_history
from tests.soak.words import PASSWORD
from tests.support.snapshots import derived_rows, journaled_rows

TAKEN_BACK = 30  # of the last deeds
PATIENCE = 600


def wrong_in(db: Database) -> Iterator[str]:
    """Every check that fails, in words."""
    pool: Any = db.storage.engine.pool
    if held := pool.checkedout():
        yield f"{held} connections to the database are still held by somebody"
    with db.storage.engine.connect() as connection:
        yield from (f"check: {told}" for told in db.storage.check(connection))
    yield from _derived(db, "after the work")
    yield from _undone(db)
    yield from _derived(db, "after undo and redo")


def wrong_from_outside(path: Path, folder: Path) -> Iterator[str]:
    """What the console says of the closed file."""
    if path.with_name(f"{path.name}-wal").exists():
        yield "the closed database left its write-ahead log behind"
    copy = folder / "checked.db"
    shutil.copyfile(path, copy)
    told = subprocess.run(
        [sys.executable, "-m", "crmdesk", "--db", str(copy), "check"],
        env=os.environ | {"CRMDESK_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if told.returncode:
        yield f"crmdesk check: {told.stdout}{told.stderr}"


def _derived(db: Database, when: str) -> Iterator[str]:
    before = derived_rows(db)
    rebuild(db, silent)
    after = derived_rows(db)
    for table, rows in before.items():
        if rows != after[table]:
            differing = [
                pair for pair in zip(rows, after[table], strict=False) if pair[0] != pair[1]
            ]
            yield f"{table} {when} is not what a rebuild makes of it: {str(differing[:1])[:1500]}"


def _undone(db: Database) -> Iterator[str]:
    """The last deeds taken back and done again leave everything as it was."""
    before, taken = journaled_rows(db), 0
    with db.read() as session:
        known = len(load_history(session, limit=TAKEN_BACK))
    for _ in range(known):
        try:
            if actions.undo(db) is None:
                break
        except CrmError as error:
            if error.code in ("undo.nothing", "undo.never"):
                break
            yield f"undo {taken + 1}: {error.code} {error.params}"
            break
        taken += 1
    for _ in range(taken):
        try:
            actions.redo(db)
        except CrmError as error:
            yield f"redo of {taken}: {error.code} {error.params}"
            return
    after = journaled_rows(db)
    for table, rows in before.items():
        if rows != after[table]:
            differing = [row for row in after[table] if row not in rows][:1]
            yield f"{table} differs after {taken} deeds were undone and redone: {differing}"
