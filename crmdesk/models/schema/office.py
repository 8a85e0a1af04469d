"""The office itself: its people and settings."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import UNJOURNALED, Base, Row


class Staff(Row):
    """A member of staff; number 1 is "me" of a one-person office."""

    __tablename__ = "staff"
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Setting(Base):
    """One setting of the office, as JSON: country, area code, time zone, counters …"""

    __tablename__ = "setting"
    __table_args__ = UNJOURNALED
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
