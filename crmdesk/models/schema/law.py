"""What personal information law asks of an archive (product K)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import UNJOURNALED, CustomerOwned, Row


class DataBasis(CustomerOwned):
    """On which ground a customer's data are held, and when and how she was told.

    `basis` is a code of `privacy.basis` or "" for what the office says of all; `noticed_on` is
    null while nobody told her. Where merging left several, the newest (`at`) counts.
    """

    __tablename__ = "data_basis"
    basis: Mapped[str] = mapped_column(default="")
    noticed_on: Mapped[date | None] = mapped_column(index=True)
    how: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Refusal(Row):
    """A refusal that outlives its customer: `kind` is erased or a channel of `consent`, `digest`
    a keyed hash of something she is known by (`customers.refusals`). Never undone."""

    __tablename__ = "refusal"
    __table_args__ = (
        UniqueConstraint("kind", "digest"),
        {**UNJOURNALED, "sqlite_autoincrement": True},
    )
    kind: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]
