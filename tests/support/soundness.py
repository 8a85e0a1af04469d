"""What holds of every database, whatever happened to the program that wrote it."""

from sqlalchemy import text

from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import silent
from crmdesk.models.derived.index import index_pending
from crmdesk.models.derived.refresh import rebuild
from tests.support.snapshots import derived_rows


def assert_sound(db: Database) -> None:
    """Whole for SQLite, every key leads somewhere, a change belongs to a set, and the derived
    tables are what a rebuild makes them."""
    with db.storage.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.storage.check(connection) == []
        strays = text(
            "SELECT count(*) FROM change WHERE change_set_id NOT IN (SELECT id FROM change_set)"
        )
        assert connection.scalar(strays) == 0
    index_pending(db, silent)
    before = derived_rows(db)
    rebuild(db, silent)
    assert derived_rows(db) == before
