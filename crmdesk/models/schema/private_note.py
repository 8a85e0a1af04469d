"""What somebody keeps about a customer for herself."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import CustomerOwned


class PrivateNote(CustomerOwned):
    """Written by `staff_id` and read by nobody else in the window; see customers/private_notes."""

    __tablename__ = "private_note"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
