"""Promises, and the days they were moved to."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("contact_id", NUMBER, nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("interaction_id", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_time", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", NUMBER, nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        _reference("promise", "customer_id", "customer"),
        _reference("promise", "contact_id", "contact"),
        _reference("promise", "staff_id", "staff"),
        _reference("promise", "interaction_id", "interaction"),
        _reference("promise", "closed_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "contact_id", "staff_id", "interaction_id"):
        op.create_index(op.f(f"ix_promise_{column}"), "promise", [column])
    op.create_index("ix_promise_status_due", "promise", ["status", "due_on", "id"])
    op.create_index("ix_promise_customer", "promise", ["customer_id", "status", "due_on"])
    op.create_table(
        "promise_move",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("promise_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _reference("promise_move", "customer_id", "customer"),
        _reference("promise_move", "promise_id", "promise"),
        _reference("promise_move", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_move")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "promise_id"):
        op.create_index(op.f(f"ix_promise_move_{column}"), "promise_move", [column])
