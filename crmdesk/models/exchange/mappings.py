"""How the user had files understood, remembered by the shape of their headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crmdesk.models.exchange.records.understood import Understanding
from crmdesk.models.schema import Mapping as Remembered

Columns = Mapping[int, str]
"""Column (from 0) → target as text, "" for none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was chosen for a layout, and when: of a header the `columns`, of a
    whole file its `habits` (see habits.py)."""

    used_at: datetime
    columns: Columns
    habits: Mapping[str, Any]


def layout_of(understanding: Understanding) -> str:
    """What tells this kind of file from others: the headers it was found to have, in any order."""
    shapes = sorted({sheet.shape for sheet in understanding.sheets if sheet.header_row})
    if not shapes:
        return ""
    return "book:" + blake2b("\x1f".join(shapes).encode(), digest_size=8).hexdigest()


def load_mappings(session: Session) -> dict[str, Columns]:
    """Every mapping by the shape it was made for, as `understand` takes them."""
    told = {row.shape: _told(row) for row in session.scalars(select(Remembered))}
    return {shape: one.columns for shape, one in told.items() if one.columns}


def load_told(session: Session, shapes: Iterable[str]) -> dict[str, Told]:
    """What is remembered of these shapes and layouts."""
    query = select(Remembered).where(Remembered.shape.in_(set(shapes)))
    return {row.shape: _told(row) for row in session.scalars(query)}


def remember_mapping(session: Session, shape: str, columns: Columns, *, now: datetime) -> None:
    """Keep what the user chose for this header; what was chosen before for other columns stays."""
    told = {str(column): target for column, target in columns.items()}
    row = _row(session, shape, now)
    row.definition = row.definition | {"columns": row.definition.get("columns", {}) | told}


def remember_habits(
    session: Session, layout: str, habits: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep how the user reads files of this layout, in place of what she did before."""
    row = _row(session, layout, now)
    row.definition = row.definition | {"habits": dict(habits)}


def forget_mappings(session: Session, shapes: Iterable[str]) -> None:
    """Understand such files by themselves again."""
    session.execute(delete(Remembered).where(Remembered.shape.in_(set(shapes))))


def _row(session: Session, shape: str, now: datetime) -> Remembered:
    row = session.scalar(select(Remembered).where(Remembered.shape == shape))
    if row is None:
        row = Remembered(shape=shape, definition={"columns": {}}, used_at=now)
        session.add(row)
    row.used_at = now
    return row


def _told(row: Remembered) -> Told:
    columns = row.definition.get("columns", {})
    return Told(
        row.used_at,
        {int(column): target for column, target in columns.items()},
        row.definition.get("habits", {}),
    )
