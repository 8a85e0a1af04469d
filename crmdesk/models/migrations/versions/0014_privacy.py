"""Notes only their writer reads."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014", "0013"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    table = "private_note"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("staff_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _reference(table, "customer_id", "customer"),
        _reference(table, "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "staff_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
