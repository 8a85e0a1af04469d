"""What an import left behind, by which its customers are found again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Change


def batch_of(session: Session, change_set: int) -> int | None:
    """The number of the import a change set was, None where it imported no row."""
    query = select(Change.row_id).where(
        Change.change_set_id == change_set, Change.table_name == "import_batch"
    )
    return session.scalar(query.limit(1))
