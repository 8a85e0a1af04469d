"""What was done about a service order in its four steps (product E1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class ServiceStep(CustomerOwned):
    """Who finished a step of a service order, and when."""

    __tablename__ = "service_step"
    service_order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    step: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ServicePause(CustomerOwned):
    """The clock stands still from `at`; `until` null: it still does.

    `waits_for` is "customer" (an entry in the log that came in from her ends it as well) or
    "parts" (only somebody of ours ends it).
    """

    __tablename__ = "service_pause"
    service_order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    waits_for: Mapped[str] = mapped_column(default="customer")
    reason: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ServiceWork(CustomerOwned):
    """What was done in step 3, by whom, on which day, where (a code), for how many minutes."""

    __tablename__ = "service_work"
    service_order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    text: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    on_day: Mapped[date | None]
    minutes: Mapped[int | None]
    place: Mapped[str] = mapped_column(default="")


class ServicePart(CustomerOwned):
    """A part or material used: quantity in thousandths, `cost` what all of it cost us (分)."""

    __tablename__ = "service_part"
    service_order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    name: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1000)
    cost: Mapped[int | None]
