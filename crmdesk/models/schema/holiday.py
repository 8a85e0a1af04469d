"""Days on which the office keeps other hours than the week says."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import Row


class Holiday(Row):
    """A day off or, with `works`, a day worked although it is a weekend or a public holiday."""

    __tablename__ = "holiday"
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    works: Mapped[bool] = mapped_column(default=False)
