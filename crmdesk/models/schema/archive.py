"""What else the archive keeps of a customer (product A1)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned
from crmdesk.models.schema.customer import Reachable


class StageChange(CustomerOwned):
    """When a customer entered a stage."""

    __tablename__ = "stage_change"
    stage: Mapped[str]
    on: Mapped[date]


class Email(Reachable):
    __tablename__ = "email"
    address: Mapped[str] = mapped_column(index=True)


class Address(Reachable):
    __tablename__ = "address"
    raw: Mapped[str]
    country: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")


class Channel(Reachable):
    """WeChat, QQ, LINE, fax, web …; for WeChat also nickname, remark name and on whose phone."""

    __tablename__ = "channel"
    kind: Mapped[str]
    value: Mapped[str]
    nickname: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    our_phone: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Invoice(CustomerOwned):
    """Invoice data 开票资料; kind is special, ordinary, two_part, three_part or ""."""

    __tablename__ = "invoice"
    title: Mapped[str]
    tax_number: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    bank: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class Anniversary(CustomerOwned):
    """A day worth a greeting besides the birthday; calendar solar or lunar."""

    __tablename__ = "anniversary"
    label: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="solar")
    year: Mapped[int | None]
    month: Mapped[int]
    day: Mapped[int]
    leap: Mapped[bool] = mapped_column(default=False)


class Consent(CustomerOwned):
    """Consent per channel; a withdrawal (given = false) is never taken back by undo."""

    __tablename__ = "consent"
    channel: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]
    how: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class CustomerTag(CustomerOwned):
    __tablename__ = "customer_tag"
    __table_args__ = (UniqueConstraint("customer_id", "tag_id"), AUTOINCREMENT)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=True)


class CustomValue(CustomerOwned):
    """The value of a custom field, as canonical text (dates ISO, numbers plain)."""

    __tablename__ = "custom_value"
    __table_args__ = (UniqueConstraint("customer_id", "field_id"), AUTOINCREMENT)
    field_id: Mapped[int] = mapped_column(ForeignKey("custom_field.id"), index=True)
    value: Mapped[str]
