"""How far the journal has come: asked at every start, so without declaring its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NEWEST = "SELECT max(id) FROM change_set"


def newest_change_set(session: Session) -> int:
    """The id of the newest change set, 0 in a new database."""
    return session.connection().exec_driver_sql(NEWEST).scalar() or 0
