"""What was done about a complaint in its five steps (product D)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class ComplaintStep(CustomerOwned):
    """Who finished a step of a complaint, and when."""

    __tablename__ = "complaint_step"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    step: Mapped[int]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ComplaintCall(CustomerOwned):
    """An attempt of the call-back in step 5; score 1-5 and satisfied only where reached."""

    __tablename__ = "complaint_call"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reached: Mapped[bool]
    satisfied: Mapped[bool | None]
    score: Mapped[int | None]
    text: Mapped[str] = mapped_column(default="")
