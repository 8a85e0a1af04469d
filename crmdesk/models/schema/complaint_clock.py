"""What stops and hurries the clock of a complaint (product D)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class ComplaintPause(CustomerOwned):
    """The clock stands still from `at`: we wait for the customer; `until` null: it still does.

    An entry in the log that came in from the customer ends it as well, see `complaints.clocks`.
    """

    __tablename__ = "complaint_pause"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ComplaintEscalation(CustomerOwned):
    """Somebody (`to_id`) was asked to step in: by whom, when, why; the newest one counts."""

    __tablename__ = "complaint_escalation"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime]
    to_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(default="")
