"""Basis, notice, refusals kept after erasure."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015", "0014"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "data_basis",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_data_basis_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_data_basis_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_basis")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_data_basis_customer_id"), "data_basis", ["customer_id"])
    op.create_index(op.f("ix_data_basis_noticed_on"), "data_basis", ["noticed_on"])
    op.create_table(
        "refusal",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sa.UniqueConstraint("kind", "digest", name=op.f("uq_refusal_kind")),
        sqlite_autoincrement=True,
    )
