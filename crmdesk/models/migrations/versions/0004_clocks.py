"""Holidays, clocks of complaints that pause and escalate, who does what when, improvements."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.add_column("complaint_action", sa.Column("on_day", sa.Date(), nullable=True))
    _holidays()
    _pauses()
    _escalations()
    _improvements()


def _holidays() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
        sqlite_autoincrement=True,
    )


def _pauses() -> None:
    op.create_table(
        "complaint_pause",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("complaint_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        _reference("complaint_pause", "customer_id", "customer"),
        _reference("complaint_pause", "complaint_id", "complaint"),
        _reference("complaint_pause", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_pause")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "complaint_id"):
        op.create_index(f"ix_complaint_pause_{column}", "complaint_pause", [column])


def _escalations() -> None:
    op.create_table(
        "complaint_escalation",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("complaint_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("to_id", NUMBER, nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        _reference("complaint_escalation", "customer_id", "customer"),
        _reference("complaint_escalation", "complaint_id", "complaint"),
        _reference("complaint_escalation", "to_id", "staff"),
        _reference("complaint_escalation", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_escalation")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "complaint_id", "to_id"):
        op.create_index(f"ix_complaint_escalation_{column}", "complaint_escalation", [column])


def _improvements() -> None:
    op.create_table(
        "improvement",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        _reference("improvement", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "improvement_call",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("improvement_id", NUMBER, nullable=False),
        sa.Column("complaint_id", NUMBER, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        _reference("improvement_call", "customer_id", "customer"),
        _reference("improvement_call", "improvement_id", "improvement"),
        _reference("improvement_call", "complaint_id", "complaint"),
        _reference("improvement_call", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_call")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "improvement_id", "complaint_id"):
        op.create_index(f"ix_improvement_call_{column}", "improvement_call", [column])
