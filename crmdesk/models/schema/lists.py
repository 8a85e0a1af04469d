"""The lists an office keeps."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.models.schema.base import AUTOINCREMENT, UNJOURNALED_ROW, Row


class Source(Row):
    """Where customers come from: 展会, 转介绍 …"""

    __tablename__ = "source"
    name: Mapped[str] = mapped_column(unique=True)


class Tag(Row):
    """`color` is one of the tones of the window (blue, green, amber …), or ""."""

    __tablename__ = "tag"
    name: Mapped[str] = mapped_column(unique=True)
    color: Mapped[str] = mapped_column(default="")


class Label(Row):
    """A label offered for phones, e-mails and addresses (scope: phone, email, address, channel)."""

    __tablename__ = "label"
    __table_args__ = (UniqueConstraint("scope", "name"), AUTOINCREMENT)
    scope: Mapped[str]
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class CustomField(Row):
    """A field the user defined; kind is text, number, date or choice."""

    __tablename__ = "custom_field"
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="text")
    choices: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)


class SavedView(Row):
    """A named list of customers: filters, columns and order as JSON."""

    __tablename__ = "saved_view"
    __table_args__ = UNJOURNALED_ROW
    screen: Mapped[str]
    name: Mapped[str]
    definition: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)
