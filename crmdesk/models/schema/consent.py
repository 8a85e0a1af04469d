"""What a customer agreed to, channel by channel."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class Consent(CustomerOwned):
    """Consent per channel; a withdrawal (given = false) is never taken back by undo."""

    __tablename__ = "consent"
    channel: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]
    how: Mapped[str] = mapped_column(default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
