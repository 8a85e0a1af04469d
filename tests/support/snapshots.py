"""The whole of a database as plain rows, to compare before and after."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import plain
from crmdesk.models.core.db import Database
from crmdesk.models.schema import Base

DERIVED = ("customer_search", "customer_summary", "customer_sales")


def journaled_rows(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every journaled table, by table, in the order of ids."""
    with db.read() as session:
        return {
            table.name: _rows(session, table.name)
            for table in Base.metadata.sorted_tables
            if table.info.get("journaled", True)
        }


def derived_rows(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of the derived tables."""
    with db.read() as session:
        return {name: _rows(session, name) for name in DERIVED}


def _rows(session: Session, name: str) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    query = select(table).order_by(*table.primary_key.columns)
    return [
        {key: plain(value) for key, value in row.items()}
        for row in session.execute(query).mappings()
    ]
