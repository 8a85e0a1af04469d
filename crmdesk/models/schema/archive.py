"""What else the archive keeps of a customer (product A1)."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


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
