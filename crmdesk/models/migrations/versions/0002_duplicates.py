"""Pairs that are not the same, and the numbers of merged customers."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "distinct_pair",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("other_id", NUMBER, nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_distinct_pair_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["customer.id"], name=op.f("fk_distinct_pair_other_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_distinct_pair_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_pair")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_distinct_pair_customer_id", "distinct_pair", ["customer_id"])
    op.create_index("ix_distinct_pair_other_id", "distinct_pair", ["other_id"])
    op.create_index(
        "uq_distinct_pair_both", "distinct_pair", ["customer_id", "other_id"], unique=True
    )
    op.create_table(
        "former_number",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_former_number_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_number")),
        sa.UniqueConstraint("number", name=op.f("uq_former_number_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_former_number_customer_id", "former_number", ["customer_id"])
