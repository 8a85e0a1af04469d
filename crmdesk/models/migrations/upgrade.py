"""Brings a database to this program's schema: forward only, a copy first, all or nothing."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.models.core.engines import StorageEngine
from crmdesk.models.core.errors import CrmError

if TYPE_CHECKING:
    from sqlalchemy import Connection

log = logging.getLogger(__name__)
SCRIPTS = Path(__file__).parent
CURRENT = "SELECT version_num FROM alembic_version"


def revisions() -> list[str]:
    """Every revision this program knows, oldest first (the files are named by their number)."""
    return sorted(path.name.split("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def bring_up_to_date(storage: StorageEngine, revision: str | None = None) -> None:
    """Migrate to the newest revision, or a given one; to be there already costs one query.

    Raises CrmError "database.newer" for one a later program wrote, "database.not_ours" for
    tables that are none of ours.
    """
    known = revisions()
    wanted = revision or known[-1]
    with storage.engine.connect() as connection:
        empty = storage.is_empty(connection)
        now = None if empty else _current(storage, connection)
    if now == wanted:
        return
    if now is not None:
        if now not in known:
            raise CrmError("database.newer", revision=now)
        if storage.read_only:
            raise CrmError("database.old_read_only", path=str(storage.engine.url.database))
        copy = storage.copy_aside(f"before-{wanted}")
        log.info("migrating from %s to %s, copy %s", now, wanted, copy)
    _migrate(storage, wanted)


def _current(storage: StorageEngine, connection: Connection) -> str:
    if not connection.dialect.has_table(connection, "alembic_version"):
        raise CrmError("database.not_ours", path=str(storage.engine.url.database))
    return str(connection.exec_driver_sql(CURRENT).scalar_one())


def _migrate(storage: StorageEngine, revision: str) -> None:
    from alembic import command  # heavy: only when a migration is due
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    engine = storage.migration_engine()
    try:
        with engine.execution_options(write=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if broken := storage.check(connection):
                raise CrmError("database.migration", detail=broken[0])
    finally:
        engine.dispose()
