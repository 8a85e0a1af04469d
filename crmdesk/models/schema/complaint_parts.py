"""What a complaint's steps left behind: solutions and what was done (product D)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


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
