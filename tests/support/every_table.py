"""A row of one customer in every table a customer can own, whatever it is about."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, insert, select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.schema import Base


def fill_every_table(
    db: Database, customer: int, word: str, *, but: frozenset[str] = frozenset()
) -> None:
    """Written past the journal; all texts are `word`, what they point to need not be there."""
    engine = db.storage.migration_engine()
    with engine.execution_options(write=True).connect() as connection:
        if db.storage.kind == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        for owned in owned_tables():
            table = Base.metadata.tables[owned.__tablename__]
            hers = select(table.c.id).where(table.c.customer_id == customer)
            if table.name not in but and connection.execute(hers.limit(1)).first() is None:
                values = {c.name: _sample(c, word) for c in table.columns if c.name != "id"}
                connection.execute(insert(table).values(values | {"customer_id": customer}))
        connection.commit()
    engine.dispose()


def _sample(column: Column[Any], word: str) -> Any:
    kind = column.type.python_type
    if column.foreign_keys:
        return word if kind is str else 1
    samples: dict[type, Any] = {
        str: word, int: 1, bool: True, date: date(2026, 11, 20), list: [word], dict: {},
        datetime: datetime(2026, 11, 20, 2, tzinfo=UTC),
    }  # fmt: skip
    return samples[kind]
