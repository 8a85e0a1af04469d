"""What every table shares: names of constraints, column types, aware instants."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Date, DateTime, ForeignKey, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, UserDefinedType

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for "no contact yet" in columns that pages are keyed by and so must not be null."""

WholeNumber = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept as naive UTC with microseconds; naive values are refused."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class TsVector(UserDefinedType[str]):
    """PostgreSQL's type, named without the 50 ms and 4 MB that loading its dialect adds.

    An argument `postgresql_…` loads it, too: part of an index is told by the migration alone.
    """

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return "TSVECTOR"


class Base(DeclarativeBase):
    """Root of all tables. `info={"journaled": False}` keeps a table out of the journal."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        int: WholeNumber,
        str: Text(),
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    }


class Row(Base):
    """A table with a number of its own that is never given twice (undo brings rows back by it)."""

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - read by SQLAlchemy
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)


class CustomerOwned(Row):
    """A row that belongs to one customer; deleting the customer deletes it through an action."""

    __abstract__ = True
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True, sort_order=-1)


UNJOURNALED: dict[str, Any] = {"info": {"journaled": False}}
UNJOURNALED_ROW: dict[str, Any] = {**UNJOURNALED, "sqlite_autoincrement": True}
AUTOINCREMENT: dict[str, Any] = {"sqlite_autoincrement": True}
