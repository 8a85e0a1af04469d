"""Complaints (product D)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


class Complaint(CustomerOwned):
    """A complaint and what its five steps found.

    step 1-5 is the step to do next; status is open or closed; closing is confirmed or
    unreachable (未能联系上) once closed. Money in minor units (分) of `currency`.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_customer_at", "customer_id", "opened_at", "id"),
        Index("ix_complaint_status", "status", "opened_at", "id"),
        AUTOINCREMENT,
    )
    number: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    status: Mapped[str] = mapped_column(default="open")
    step: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    subject: Mapped[str]
    product: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    mood: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(default="")
    severity: Mapped[str] = mapped_column(default="")
    compensation: Mapped[str] = mapped_column(default="")
    cost: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    improvement: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closing: Mapped[str] = mapped_column(default="")
