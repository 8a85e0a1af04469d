"""Service orders, who answers which questions, service contracts and their visits."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    _groups()
    _contracts()
    _orders()
    _visits()
    _steps()
    _pauses()
    _work()
    _parts()


def _groups() -> None:
    op.create_table(
        "service_group",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("hours", NUMBER, nullable=True),
        sa.Column("position", NUMBER, nullable=False),
        _reference("service_group", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_group")),
        sa.UniqueConstraint("name", name=op.f("uq_service_group_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_service_group_staff_id"), "service_group", ["staff_id"])


def _contracts() -> None:
    op.create_table(
        "service_contract",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("contact_id", NUMBER, nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("renews", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("fee", NUMBER, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("included", sa.Text(), nullable=False),
        sa.Column("every_months", NUMBER, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        _reference("service_contract", "customer_id", "customer"),
        _reference("service_contract", "contact_id", "contact"),
        _reference("service_contract", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_contract")),
        sa.UniqueConstraint("number", name=op.f("uq_service_contract_number")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "contact_id", "staff_id"):
        op.create_index(op.f(f"ix_service_contract_{column}"), "service_contract", [column])
    op.create_index("ix_service_contract_status", "service_contract", ["status", "ends_on", "id"])


def _orders() -> None:
    op.create_table(
        "service_order",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("contact_id", NUMBER, nullable=True),
        sa.Column("handler_id", NUMBER, nullable=True),
        sa.Column("group_id", NUMBER, nullable=True),
        sa.Column("contract_id", NUMBER, nullable=True),
        sa.Column("complaint_id", NUMBER, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("wanted_time", sa.Text(), nullable=False),
        sa.Column("appointment_on", sa.Date(), nullable=True),
        sa.Column("appointment_time", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("fee", NUMBER, nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("score", NUMBER, nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        _reference("service_order", "customer_id", "customer"),
        _reference("service_order", "contact_id", "contact"),
        _reference("service_order", "handler_id", "staff"),
        _reference("service_order", "group_id", "service_group"),
        _reference("service_order", "contract_id", "service_contract"),
        _reference("service_order", "complaint_id", "complaint"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_order")),
        sa.UniqueConstraint("number", name=op.f("uq_service_order_number")),
        sqlite_autoincrement=True,
    )
    for column in (
        "customer_id",
        "contact_id",
        "handler_id",
        "group_id",
        "contract_id",
        "complaint_id",
    ):
        op.create_index(op.f(f"ix_service_order_{column}"), "service_order", [column])
    op.create_index(
        "ix_service_order_customer_at", "service_order", ["customer_id", "opened_at", "id"]
    )
    op.create_index("ix_service_order_status", "service_order", ["status", "opened_at", "id"])


def _visits() -> None:
    op.create_table(
        "service_visit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("contract_id", NUMBER, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("interaction_id", NUMBER, nullable=True),
        _reference("service_visit", "customer_id", "customer"),
        _reference("service_visit", "contract_id", "service_contract"),
        _reference("service_visit", "staff_id", "staff"),
        _reference("service_visit", "interaction_id", "interaction"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_visit")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "contract_id", "interaction_id"):
        op.create_index(op.f(f"ix_service_visit_{column}"), "service_visit", [column])
    op.create_index("ix_service_visit_status_due", "service_visit", ["status", "due_on", "id"])


def _steps() -> None:
    op.create_table(
        "service_step",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("service_order_id", NUMBER, nullable=False),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        _reference("service_step", "customer_id", "customer"),
        _reference("service_step", "service_order_id", "service_order"),
        _reference("service_step", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_step")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "service_order_id"):
        op.create_index(op.f(f"ix_service_step_{column}"), "service_step", [column])


def _pauses() -> None:
    op.create_table(
        "service_pause",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("service_order_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        _reference("service_pause", "customer_id", "customer"),
        _reference("service_pause", "service_order_id", "service_order"),
        _reference("service_pause", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_pause")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "service_order_id"):
        op.create_index(op.f(f"ix_service_pause_{column}"), "service_pause", [column])


def _work() -> None:
    op.create_table(
        "service_work",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("service_order_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("minutes", NUMBER, nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        _reference("service_work", "customer_id", "customer"),
        _reference("service_work", "service_order_id", "service_order"),
        _reference("service_work", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_work")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "service_order_id"):
        op.create_index(op.f(f"ix_service_work_{column}"), "service_work", [column])


def _parts() -> None:
    op.create_table(
        "service_part",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("customer_id", NUMBER, nullable=False),
        sa.Column("service_order_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", NUMBER, nullable=False),
        sa.Column("cost", NUMBER, nullable=True),
        _reference("service_part", "customer_id", "customer"),
        _reference("service_part", "service_order_id", "service_order"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_part")),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "service_order_id"):
        op.create_index(op.f(f"ix_service_part_{column}"), "service_part", [column])
