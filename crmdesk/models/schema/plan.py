"""What we mean to do for a customer in a period, and what it may cost (product E3)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class ServicePlan(CustomerOwned):
    """From `starts_on` to `ends_on`, both included; a visit every so many days.

    `business`, `goals` and `challenges` are the customer's; `budget` in minor units (分).
    """

    __tablename__ = "service_plan"
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    business: Mapped[str] = mapped_column(default="")
    goals: Mapped[str] = mapped_column(default="")
    challenges: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    visit_every: Mapped[int | None]
    budget: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class PlanMember(CustomerOwned):
    """One of the team: a colleague, or a contact of the customer's."""

    __tablename__ = "plan_member"
    plan_id: Mapped[int] = mapped_column(ForeignKey("service_plan.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)


class PlanService(CustomerOwned):
    """A service beyond the goods: due by a day or any time, done on another."""

    __tablename__ = "plan_service"
    plan_id: Mapped[int] = mapped_column(ForeignKey("service_plan.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
