"""Products, orders, payments, and what each customer bought and owes."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    _products()
    _orders()
    _lines()
    _payments()
    _sales()


def _products() -> None:
    op.create_table(
        "product",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price", NUMBER, nullable=True),
        sa.Column("cost", NUMBER, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_product_name_spec", "product", ["name", "spec"], unique=True)


def _orders() -> None:
    op.create_table(
        "order",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("contact_id", NUMBER, nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("courier", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("amount", NUMBER, nullable=False),
        sa.Column("cost", NUMBER, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        _reference("order", "customer_id", "customer"),
        _reference("order", "contact_id", "contact"),
        _reference("order", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order")),
        sa.UniqueConstraint("number", name=op.f("uq_order_number")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "contact_id", "staff_id"):
        op.create_index(f"ix_order_{column}", "order", [column])
    op.create_index("ix_order_customer_day", "order", ["customer_id", "ordered_on", "amount"])
    op.create_index("ix_order_day", "order", ["ordered_on", "customer_id", "amount"])


def _lines() -> None:
    op.create_table(
        "order_line",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        sa.Column("product_id", NUMBER, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("quantity", NUMBER, nullable=False),
        sa.Column("price", NUMBER, nullable=True),
        sa.Column("amount", NUMBER, nullable=False),
        sa.Column("cost", NUMBER, nullable=True),
        sa.Column("position", NUMBER, nullable=False),
        _reference("order_line", "customer_id", "customer"),
        _reference("order_line", "order_id", "order"),
        _reference("order_line", "product_id", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_order_line_customer_id", "order_line", ["customer_id"])
    op.create_index("ix_order_line_order", "order_line", ["order_id", "product_id"])
    op.create_index("ix_order_line_product", "order_line", ["product_id", "order_id"])


def _payments() -> None:
    op.create_table(
        "payment",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", NUMBER, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        _reference("payment", "customer_id", "customer"),
        _reference("payment", "order_id", "order"),
        _reference("payment", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_customer_id", "payment", ["customer_id"])
    op.create_index("ix_payment_order_id", "payment", ["order_id"])
    op.create_index("ix_payment_customer_day", "payment", ["customer_id", "paid_on", "amount"])


def _sales() -> None:
    op.create_table(
        "customer_sales",
        sa.Column("customer_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("orders", NUMBER, nullable=False),
        sa.Column("first_order", sa.Date(), nullable=False),
        sa.Column("last_order", sa.Date(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("sales", NUMBER, nullable=False),
        sa.Column("owed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_sales")),
    )
    op.create_index("ix_customer_sales_last_order", "customer_sales", ["last_order", "customer_id"])
    op.create_index("ix_customer_sales_owed", "customer_sales", ["owed", "customer_id"])
