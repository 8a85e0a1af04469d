"""Service contracts and the visits they owe (product E1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


class ServiceContract(CustomerOwned):
    """What was agreed for a time, both days included; `renews` is the number of the one before.

    status is running, renewed or ended (given up, or not renewed). Visits are due every
    `every_months`, or on days of their own where that is null. Fee in minor units (分) of
    `currency`.
    """

    __tablename__ = "service_contract"
    __table_args__ = (Index("ix_service_contract_status", "status", "ends_on", "id"), AUTOINCREMENT)
    number: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    renews: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    fee: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    included: Mapped[str] = mapped_column(default="")
    every_months: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="running")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class ServiceVisit(CustomerOwned):
    """A visit a contract owes by a day; status is open, done or skipped.

    Done ones stand in the log as `interaction_id`.
    """

    __tablename__ = "service_visit"
    __table_args__ = (
        Index("ix_service_visit_status_due", "status", "due_on", "id"),
        AUTOINCREMENT,
    )
    contract_id: Mapped[int] = mapped_column(ForeignKey("service_contract.id"), index=True)
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
