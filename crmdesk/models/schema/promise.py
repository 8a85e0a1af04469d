"""What we said we would do, and by when (product C3)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


class Promise(CustomerOwned):
    """Kept by `staff_id` until `due_on` ("HH:MM" or "" on that day); said in `interaction_id`.

    status is open, kept, broken or released (the customer needs it no more); `done_on` the day
    it was kept or given up.
    """

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_status_due", "status", "due_on", "id"),
        Index("ix_promise_customer", "customer_id", "status", "due_on"),
        AUTOINCREMENT,
    )
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
    text: Mapped[str]
    made_at: Mapped[datetime]
    due_on: Mapped[date]
    due_time: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    result: Mapped[str] = mapped_column(default="")


class PromiseMove(CustomerOwned):
    """The day was moved: from when to when, why, and by whom."""

    __tablename__ = "promise_move"
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
