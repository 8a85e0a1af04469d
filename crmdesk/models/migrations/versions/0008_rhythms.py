"""Return visits by rhythm, and what is still to do when a sale is closed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("follow_up", sa.Column("origin", sa.Text(), nullable=True))
    op.add_column("follow_up", sa.Column("origin_id", NUMBER, nullable=True))
    op.add_column("follow_up", sa.Column("why", sa.Text(), nullable=True))
    op.create_index("ix_follow_up_origin", "follow_up", ["origin", "status", "done_at"])
    op.add_column("order", sa.Column("delivered_on", sa.Date(), nullable=True))
    op.create_index("ix_order_delivered_on", "order", ["delivered_on", "customer_id"])
    op.create_index("ix_customer_sales_sales", "customer_sales", ["sales", "customer_id"])
    op.create_table(
        "closing_item",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_closing_item_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_closing_item_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_item")),
        sa.UniqueConstraint(
            "customer_id", "sold_on", "code", name=op.f("uq_closing_item_customer_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_closing_item_customer_id"), "closing_item", ["customer_id"])
