"""How far the journal has come: asked at every start, so without declaring its tables."""

from sqlalchemy import Integer, column, func, select, table
from sqlalchemy.orm import Session

_NEWEST = select(func.max(column("id", Integer))).select_from(table("change_set"))


def newest_change_set(session: Session) -> int:
    """The id of the newest change set, 0 in a new database."""
    return session.scalar(_NEWEST) or 0
