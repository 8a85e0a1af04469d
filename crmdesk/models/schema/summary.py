"""What lists show of a customer at a glance; computed like the tables of derived.py."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import NEVER, UNJOURNALED, Base


class CustomerSummary(Base):
    """What lists sort and filter by: pinyin of the name, last contact (NEVER = none), counts."""

    __tablename__ = "customer_summary"
    __table_args__ = (
        Index("ix_customer_summary_last_contact", "last_contact", "customer_id"),
        Index("ix_customer_summary_sort_name", "sort_name", "customer_id"),
        Index("ix_customer_summary_next_follow_up", "next_follow_up", "customer_id"),
        UNJOURNALED,
    )
    customer_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sort_name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    last_contact: Mapped[datetime] = mapped_column(default=NEVER)
    interactions: Mapped[int] = mapped_column(default=0)
    open_complaints: Mapped[int] = mapped_column(default=0)
    next_follow_up: Mapped[date | None]
