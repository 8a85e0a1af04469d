"""What happened with a customer, and what we mean to do."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned

UNREACHED = ("no_answer", "inconvenient", "rescheduled")
"""Outcomes of a talk that was none."""


class Interaction(CustomerOwned):
    """One call, visit, meeting, e-mail, SMS, WeChat, letter, fax, gift or note.

    direction is in, out or ""; cost in minor units (分) of `currency`; minutes the length.
    `occasion` is the feast a greeting or gift belongs to, with its day: "moon:2026-09-25".
    `needs_reply` False: what came in wants no answer; null: the rule of customers.unanswered says.
    """

    __tablename__ = "interaction"
    __table_args__ = (
        Index("ix_interaction_customer_at", "customer_id", "at", "id"),
        Index("ix_interaction_at", "at", "id"),
        Index("ix_interaction_direction", "direction", "kind", "at", "outcome"),
        AUTOINCREMENT,
    )
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    direction: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    cost: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    occasion: Mapped[str | None]
    needs_reply: Mapped[bool | None]


class FollowUp(CustomerOwned):
    """A dated task about a customer; status is open, done or dropped, due_time "HH:MM" or "".

    `origin` says that it is a return visit and why: rhythm, delivery (of the order `origin_id`)
    or complaint; `why` it was put off last, and how often it was `moved` (null: never).
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_status_due", "status", "due_on", "id"),
        Index("ix_follow_up_customer", "customer_id", "status", "due_on"),
        Index("ix_follow_up_origin", "origin", "status", "done_at"),
        AUTOINCREMENT,
    )
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    due_on: Mapped[date]
    due_time: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    channel: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="open")
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    result: Mapped[str] = mapped_column(default="")
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
    created_at: Mapped[datetime]
    origin: Mapped[str | None]
    origin_id: Mapped[int | None]
    why: Mapped[str | None]
    moved: Mapped[int | None]
