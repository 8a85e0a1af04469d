"""The index of search words in SQLite: FTS5, kept by hand."""

from collections.abc import Iterable, Sequence

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from crmdesk.models.core.quick_json import as_json

_MERGE_PAGES = 2000  # some 0.1 s a step


class SearchIndex:
    """What `SqliteStorage` knows of it."""

    def join_terms(self, terms: Iterable[str]) -> str:
        return " ".join(sorted(terms))

    def index_terms(self, session: Session, rows: Sequence[tuple[int, str, str]]) -> None:
        gone = [(customer, old) for customer, old, _ in rows if old]
        come = [(customer, new) for customer, _, new in rows if new]
        if gone:
            _index(
                session, "customer_fts, rowid, words", "'delete', value ->> 0, value ->> 1", gone
            )
        if come:
            _index(session, "rowid, words", "value ->> 0, value ->> 1", come)

    def tidy_index(self, session: Session, *, first: bool) -> bool:
        connection = session.connection()
        changes = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        merge = "INSERT INTO customer_fts(customer_fts, rank) VALUES ('merge', ?)"
        connection.exec_driver_sql(merge, (-_MERGE_PAGES if first else _MERGE_PAGES,))
        after = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        return bool(after - changes >= 2)

    def matching(self) -> TextClause:
        return text(
            "SELECT rowid AS customer_id FROM customer_fts WHERE customer_fts MATCH :query"
            " ORDER BY rowid DESC LIMIT :limit"
        )

    def matching_by_contact(self) -> TextClause:
        return text(
            "SELECT customer_id FROM customer_summary WHERE customer_id IN"
            " (SELECT rowid FROM customer_fts WHERE customer_fts MATCH :query"
            " ORDER BY rowid DESC LIMIT :limit) ORDER BY last_contact DESC, customer_id"
        )

    def query(self, terms: Sequence[tuple[str, bool]]) -> str:
        return " AND ".join(
            '"{}"{}'.format(term.replace('"', '""'), "*" if prefix else "")
            for term, prefix in terms
        )


def _index(session: Session, columns: str, cells: str, rows: Sequence[tuple[int, str]]) -> None:
    """In one statement: between two, other threads would be waited for."""
    sql = f"INSERT INTO customer_fts({columns}) SELECT {cells} FROM jsonb_each(jsonb(?))"  # noqa: S608
    session.connection().exec_driver_sql(sql, (as_json(rows),))
