"""How the user had columns understood, remembered by the shape of the header."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Mapping as Remembered

Columns = Mapping[int, str]
"""Column (from 0) → target as text, "" for none."""


def load_mappings(session: Session) -> dict[str, Columns]:
    """Every mapping by the shape it was made for, as `understand` takes them."""
    return {
        row.shape: {int(column): target for column, target in row.definition["columns"].items()}
        for row in session.scalars(select(Remembered))
    }


def remember_mapping(session: Session, shape: str, columns: Columns, *, now: datetime) -> None:
    """Keep what the user chose for this layout; what was chosen before for other columns stays."""
    row = session.scalar(select(Remembered).where(Remembered.shape == shape))
    told = {str(column): target for column, target in columns.items()}
    if row is None:
        session.add(Remembered(shape=shape, definition={"columns": told}, used_at=now))
    else:
        row.definition = {"columns": row.definition["columns"] | told}
        row.used_at = now
