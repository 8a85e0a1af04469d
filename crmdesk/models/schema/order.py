"""Products, orders, their lines, and what was paid (product F1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned, Row

CANCELLED = "cancelled"
"""The status of an order that counts for nothing."""


class Product(Row):
    """What we sell; list price and cost of one unit in minor units (分)."""

    __tablename__ = "product"
    __table_args__ = (
        Index("uq_product_name_spec", "name", "spec", unique=True),
        AUTOINCREMENT,
    )
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    price: Mapped[int | None]
    cost: Mapped[int | None]
    active: Mapped[bool] = mapped_column(default=True)


class Order(CustomerOwned):
    """One purchase on one day; `amount` and `cost` are those of its lines, returns below zero.

    `status` is a code of `orders.rules` or words of the office's own; `settled`: nothing of it
    is owed, whatever payments are known; `delivered_on` where somebody noted that the goods
    arrived. Money in minor units (分) of `currency`.
    """

    __tablename__ = "order"
    __table_args__ = (
        Index("ix_order_customer_day", "customer_id", "ordered_on", "amount"),
        Index("ix_order_day", "ordered_on", "customer_id", "amount"),
        Index("ix_order_delivered_on", "delivered_on", "customer_id"),
        AUTOINCREMENT,
    )
    number: Mapped[str] = mapped_column(unique=True)
    ordered_on: Mapped[date]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    status: Mapped[str] = mapped_column(default="")
    settled: Mapped[bool] = mapped_column(default=False)
    delivery: Mapped[str] = mapped_column(default="")
    courier: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="")
    amount: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    delivered_on: Mapped[date | None]


class OrderLine(CustomerOwned):
    """Goods of an order, named as written there; quantity in thousandths, below zero returned."""

    __tablename__ = "order_line"
    __table_args__ = (
        Index("ix_order_line_order", "order_id", "product_id"),
        Index("ix_order_line_product", "product_id", "order_id"),
        AUTOINCREMENT,
    )
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    name: Mapped[str]
    spec: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int] = mapped_column(default=1000)
    price: Mapped[int | None]
    amount: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)


class Payment(CustomerOwned):
    """Money received for an order, or on account where order_id is null; below zero paid back."""

    __tablename__ = "payment"
    __table_args__ = (
        Index("ix_payment_customer_day", "customer_id", "paid_on", "amount"),
        AUTOINCREMENT,
    )
    order_id: Mapped[int | None] = mapped_column(ForeignKey("order.id"), index=True)
    paid_on: Mapped[date]
    amount: Mapped[int]
    currency: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime]
