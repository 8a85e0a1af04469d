"""By what customers and their contacts are reached, beside the telephone."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.customer import Reachable


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
