"""The journal, and words being typed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import UNJOURNALED, UNJOURNALED_ROW, Base, Row


class ChangeSet(Row):
    """One user action. `undoes_id`: the set this one takes back (of several the newest);
    `undone_by_id`: who took it back.

    ids only grow, so the newest is the last. `row_count` and `customer_count` say how many rows
    and customers it touched, `first_customer_id` names one of them: a list of many sets must not
    count their changes.
    """

    __tablename__ = "change_set"
    __table_args__ = (
        Index("ix_change_set_staff", "staff_id", "id"),
        Index("ix_change_set_action", "action", "id"),
        Index("ix_change_set_at", "at", "id"),
        UNJOURNALED_ROW,
    )
    at: Mapped[datetime]
    staff_id: Mapped[int]
    action: Mapped[str]
    params: Mapped[dict[str, Any]]
    undoable: Mapped[bool] = mapped_column(default=True)
    undoes_id: Mapped[int | None]
    undone_by_id: Mapped[int | None]
    row_count: Mapped[int | None]
    customer_count: Mapped[int | None]
    first_customer_id: Mapped[int | None]


class Change(Row):
    """One row of a change set.

    kind c, u, d: one row created, updated, deleted; `before`/`after` hold its columns as JSON
    (only the changed ones for u). kind C, D: rows row_id … last_id created or deleted in bulk;
    `packed` holds what D deleted (zlib of a JSON list), nothing is kept for C. kind r: nothing
    changed, the customer is one a record is about (journal/records.py).
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_change_set_id", "change_set_id", "id"),
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_customer", "customer_id", "change_set_id"),
        Index(
            "ix_change_bulk",
            "table_name",
            "row_id",
            sqlite_where=text("last_id IS NOT NULL"),  # PostgreSQL's: see base.TsVector, 0016
        ),
        UNJOURNALED_ROW,
    )
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    last_id: Mapped[int | None]
    customer_id: Mapped[int | None]
    kind: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    packed: Mapped[bytes | None] = mapped_column(LargeBinary)


class Draft(Base):
    """Words being typed, by the place they are typed in; offered again after a crash."""

    __tablename__ = "draft"
    __table_args__ = UNJOURNALED
    key: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int]
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
