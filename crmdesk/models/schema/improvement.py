"""What is improved because of complaints, and whether those who complained noticed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned, Row


class Improvement(Row):
    """A measure against a cause; status open, done (then it is verified) or closed."""

    __tablename__ = "improvement"
    title: Mapped[str]
    cause: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    status: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class ImprovementCall(CustomerOwned):
    """One complaint a measure answers, and what its customer said when called about it.

    verdict is "" (not called yet), better, same, or unreached.
    """

    __tablename__ = "improvement_call"
    improvement_id: Mapped[int] = mapped_column(ForeignKey("improvement.id"), index=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    verdict: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str] = mapped_column(default="")
