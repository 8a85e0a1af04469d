"""Who gets what for which occasion (product E6)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned, Row


class GiftList(Row):
    """The gifts for one occasion: a code of `care.gift_rules` with its day, where it has one.

    `budget` for all of them and `per_person` in minor units (分) of `currency`.
    """

    __tablename__ = "gift_list"
    name: Mapped[str]
    occasion: Mapped[str]
    day: Mapped[date | None]
    budget: Mapped[int | None]
    per_person: Mapped[int | None]
    currency: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Gift(CustomerOwned):
    """A gift to a customer or to one of its contacts; status is planned, bought or given.

    `way` is how it gets there, `interaction_id` the log entry written when it was given.
    """

    __tablename__ = "gift"
    list_id: Mapped[int] = mapped_column(ForeignKey("gift_list.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    price: Mapped[int | None]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    way: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="planned")
    note: Mapped[str] = mapped_column(default="")
    given_on: Mapped[date | None]
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id"), index=True)
    created_at: Mapped[datetime]
