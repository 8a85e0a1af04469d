"""Customers, their people and numbers: what every page shows (product A1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned, Row


class BirthdayColumns:
    """A birthday as entered: calendar is solar, lunar or "" (unknown); the year may be unknown."""

    birthday_calendar: Mapped[str] = mapped_column(default="")
    birthday_year: Mapped[int | None]
    birthday_month: Mapped[int | None]
    birthday_day: Mapped[int | None]
    birthday_leap: Mapped[bool] = mapped_column(default=False)


class Customer(BirthdayColumns, Row):
    """Whom we deal with; kind is person, company or internal, stage a code of `customers.rules`."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_owner_id_id", "owner_id", "id"),
        Index("ix_customer_birthday", "birthday_calendar", "birthday_month", "birthday_day"),
        AUTOINCREMENT,
    )
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    company: Mapped[str | None] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    salutation: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="potential", index=True)
    stage_since: Mapped[date | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    industry: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="", index=True)
    size: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    referrer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    hobbies: Mapped[str] = mapped_column(default="")
    diet: Mapped[str] = mapped_column(default="")
    gift_taste: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="")
    preferred_hour: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    education: Mapped[str] = mapped_column(default="")
    income: Mapped[str] = mapped_column(default="")
    bereaved_on: Mapped[date | None]
    warning: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    private_note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Contact(BirthdayColumns, CustomerOwned):
    """A person inside a company customer; role is decision, user, purchasing, finance or ""."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_birthday", "birthday_calendar", "birthday_month", "birthday_day"),
        AUTOINCREMENT,
    )
    name: Mapped[str]
    salutation: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class Reachable(CustomerOwned):
    """A way to reach a customer, or one of its contacts where contact_id is set."""

    __abstract__ = True
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    label: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class Phone(Reachable):
    """`raw` as typed, `e164` where it could be understood ("" where not), `extension` digits."""

    __tablename__ = "phone"
    raw: Mapped[str]
    e164: Mapped[str] = mapped_column(default="", index=True)
    extension: Mapped[str] = mapped_column(default="")
    suspect: Mapped[bool] = mapped_column(default=False)
