"""Service orders, and the groups their questions fall into (product E1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned, Row


class ServiceGroup(Row):
    """A group of questions: who is in charge (`staff_id`), done within so many working hours."""

    __tablename__ = "service_group"
    name: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    hours: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)


class ServiceOrder(CustomerOwned):
    """What is to be done for a customer, and what its four steps found.

    step 1-4 is the step to do next; status is open or closed. `charge` is a code of
    `service.rules`; the fee is paid once `paid_on` is known. Times of day are "HH:MM" or "".
    `complaint_id` is the complaint it was made of, or that was made of it. Money in minor units
    (分) of `currency`.
    """

    __tablename__ = "service_order"
    __table_args__ = (
        Index("ix_service_order_customer_at", "customer_id", "opened_at", "id"),
        Index("ix_service_order_status", "status", "opened_at", "id"),
        AUTOINCREMENT,
    )
    number: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("service_group.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("service_contract.id"), index=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    status: Mapped[str] = mapped_column(default="open")
    step: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    subject: Mapped[str]
    product: Mapped[str] = mapped_column(default="")
    serial: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    wanted_on: Mapped[date | None]
    wanted_time: Mapped[str] = mapped_column(default="")
    appointment_on: Mapped[date | None]
    appointment_time: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    warranty_until: Mapped[date | None]
    charge: Mapped[str] = mapped_column(default="")
    fee: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[date | None]
    told: Mapped[str] = mapped_column(default="")
    score: Mapped[int | None]
    confirmed_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
