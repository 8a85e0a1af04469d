"""Gifts with their budget, and the service plans of key accounts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _table(name: str, *columns: sa.Column[Any], **references: str) -> None:
    op.create_table(
        name,
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}_{target}")
            )
            for column, target in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _table(
        "gift_list",
        _number("id", nullable=False),
        _text("name"),
        _text("occasion"),
        _day("day"),
        _number("budget"),
        _number("per_person"),
        _text("currency"),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )
    _table(
        "gift",
        _number("id", nullable=False),
        _number("customer_id", nullable=False),
        _number("list_id", nullable=False),
        _number("contact_id"),
        _text("name"),
        _number("price"),
        _number("staff_id"),
        _text("way"),
        _text("status"),
        _text("note"),
        _day("given_on"),
        _number("interaction_id"),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        customer_id="customer",
        list_id="gift_list",
        contact_id="contact",
        staff_id="staff",
        interaction_id="interaction",
    )
    _index("gift", "customer_id", "list_id", "contact_id", "interaction_id")
    _table(
        "service_plan",
        _number("id", nullable=False),
        _number("customer_id", nullable=False),
        _day("starts_on", nullable=False),
        _day("ends_on", nullable=False),
        _number("lead_id"),
        _text("business"),
        _text("goals"),
        _text("challenges"),
        _text("content"),
        _number("visit_every"),
        _number("budget"),
        _text("currency"),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        customer_id="customer",
        lead_id="staff",
    )
    _index("service_plan", "customer_id", "ends_on")
    _table(
        "plan_member",
        _number("id", nullable=False),
        _number("customer_id", nullable=False),
        _number("plan_id", nullable=False),
        _number("staff_id"),
        _number("contact_id"),
        customer_id="customer",
        plan_id="service_plan",
        staff_id="staff",
        contact_id="contact",
    )
    _index("plan_member", "customer_id", "plan_id", "contact_id")
    _table(
        "plan_service",
        _number("id", nullable=False),
        _number("customer_id", nullable=False),
        _number("plan_id", nullable=False),
        _text("text"),
        _day("due_on"),
        _day("done_on"),
        _number("interaction_id"),
        _number("position", nullable=False),
        customer_id="customer",
        plan_id="service_plan",
        interaction_id="interaction",
    )
    _index("plan_service", "customer_id", "plan_id", "interaction_id")
