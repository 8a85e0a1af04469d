"""What cleaning up leaves behind: pairs that are not the same, numbers of merged customers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


class DistinctPair(CustomerOwned):
    """Two customers somebody looked at and found to be two; customer_id < other_id."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        Index("uq_distinct_pair_both", "customer_id", "other_id", unique=True),
        AUTOINCREMENT,
    )
    other_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class FormerNumber(CustomerOwned):
    """The number of a customer merged into this one: an old book still finds her by it."""

    __tablename__ = "former_number"
    number: Mapped[str] = mapped_column(unique=True)
