"""What was done about a complaint in its five steps (product D)."""

from datetime import date, datetime

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


class ComplaintSolution(CustomerOwned):
    """A solution offered in step 3; at most one is accepted."""

    __tablename__ = "complaint_solution"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    text: Mapped[str]
    accepted: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


class ComplaintAction(CustomerOwned):
    """What was done in step 4, by whom and on which day."""

    __tablename__ = "complaint_action"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    text: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    on_day: Mapped[date | None]


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
