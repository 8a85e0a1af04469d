"""What remains to be done when a sale is closed (product E2)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, CustomerOwned


class ClosingItem(CustomerOwned):
    """One line of the checklist of the sale of a day, ticked or left out for a reason.

    Lines nobody has touched have no row: the checklist itself follows from the sale. `code` is
    one of `rhythms.closing.ITEMS`, `status` done or left.
    """

    __tablename__ = "closing_item"
    __table_args__ = (UniqueConstraint("customer_id", "sold_on", "code"), AUTOINCREMENT)
    sold_on: Mapped[date]
    code: Mapped[str]
    status: Mapped[str]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(default="")
