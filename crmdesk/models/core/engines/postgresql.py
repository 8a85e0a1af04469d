"""PostgreSQL: one database shared by a small office."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Text,
    TextClause,
    cast,
    create_engine,
    event,
    func,
    text,
)
from sqlalchemy.orm import Session

from crmdesk.models.core.engines import Insert
from crmdesk.models.core.errors import CrmError

_ID_LOCK = 720_114  # any fixed number: serialises the reservation of id blocks
_PATIENCE = 10  # seconds a server may take to answer


class PostgresStorage:
    """The shared engine; `url` as SQLAlchemy takes it."""

    kind = "postgresql"
    key: str | None = None
    shares_ids = True
    read_only = False

    def __init__(self, url: str) -> None:
        self._url = url
        self.engine = self._make_engine(pool_pre_ping=True)

    def migration_engine(self) -> Engine:
        return self._make_engine()

    def _make_engine(self, **options: Any) -> Engine:
        engine = create_engine(self._url, **options)
        event.listen(engine, "do_connect", _connect)
        return engine

    def lock(self) -> None:
        self.engine.dispose()

    def unlock(self, key: str | None) -> None:
        """Nothing to do: the server asks who connects."""

    def is_empty(self, connection: Connection) -> bool:
        return not connection.dialect.has_table(connection, "alembic_version")

    def copy_aside(self, name: str) -> Path | None:
        return None

    def check(self, connection: Connection) -> list[str]:
        query = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
        return [f"constraint: {row[0]}" for row in connection.execute(text(query))]

    def overwrite_freed(self) -> bool:
        """Tell the server that the room may be used again; its own WAL and backups are its own."""
        options = {"isolation_level": "AUTOCOMMIT"}
        with self.engine.connect().execution_options(**options) as connection:
            connection.exec_driver_sql("VACUUM")
        return True

    def begin_bulk(self, connection: Connection) -> None:
        _set(connection, "synchronous_commit = off")

    def end_bulk(self, connection: Connection) -> None:
        _set(connection, "synchronous_commit = on")

    def reserve_ids(self, session: Session, table: str, count: int) -> range:
        if not count:
            return range(0)
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ID_LOCK})
        sequence = {"name": f"{table}_id_seq"}
        first = int(session.scalar(text("SELECT nextval(:name)"), sequence) or 1)
        session.execute(
            text("SELECT setval(:name, :last)"), {**sequence, "last": first + count - 1}
        )
        return range(first, first + count)

    def insert_rows(
        self,
        session: Session,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        constants: Mapping[str, object],
        *,
        first_id: int | None = None,
    ) -> None:
        self.prepared(table, columns, rows, constants, first_id)(session)

    def prepared(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        constants: Mapping[str, object],
        first_id: int | None,
    ) -> Insert:
        numbered = () if first_id is None else ("id",)
        names = ", ".join(f'"{name}"' for name in (*columns, *constants, *numbered))
        same = tuple(map(_stored, constants.values()))

        def insert(session: Session) -> None:
            cursor: Any = session.connection().connection.cursor()
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for at, row in enumerate(rows):
                    own = () if first_id is None else (first_id + at,)
                    copy.write_row((*map(_stored, row), *same, *own))

        return insert

    def gathered(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        return cast(func.json_agg(column), Text)

    def keep_ids(self, session: Session, table: str) -> None:
        """Nothing to do: a sequence never goes back."""

    def join_terms(self, terms: Iterable[str]) -> str:
        return " ".join(_quoted(term) for term in sorted(terms))

    def index_terms(self, session: Session, rows: Sequence[tuple[int, str, str]]) -> None:
        """Nothing to do: the GIN index stands on customer_search itself."""

    def tidy_index(self, session: Session, *, first: bool) -> bool:
        """Nothing to do: autovacuum does it."""
        return False

    def matching(self) -> TextClause:
        return text(
            "SELECT customer_id FROM customer_search WHERE terms @@ CAST(:query AS tsquery)"
            " LIMIT :limit"
        )

    def matching_by_contact(self) -> TextClause:
        return text(
            "WITH hits AS MATERIALIZED (SELECT customer_id FROM customer_search"
            " WHERE terms @@ CAST(:query AS tsquery) LIMIT :limit)"
            " SELECT customer_id FROM hits JOIN customer_summary USING (customer_id)"
            " ORDER BY last_contact DESC, customer_id"
        )

    def query(self, terms: Sequence[tuple[str, bool]]) -> str:
        return " & ".join(_quoted(term) + (":*" if prefix else "") for term, prefix in terms)

    def bytes_of(self, session: Session, tables: Sequence[str]) -> int | None:
        query = text(
            "SELECT sum(pg_total_relation_size(name::regclass))"
            " FROM unnest(CAST(:names AS text[])) name"
        )
        told = session.scalar(query, {"names": list(tables)})
        return None if told is None else int(told)

    def give_back(self) -> None:
        """Rows to come take the room; the server's own sweep would do it later."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM change, change_set"))

    def close(self) -> None:
        self.engine.dispose()


def _stored(value: object) -> object:
    """Columns hold instants as naive UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _set(connection: Connection, setting: str) -> None:
    connection.exec_driver_sql(f"SET {setting}")
    connection.commit()


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _connect(dialect: Any, _record: Any, given: Any, options: dict[str, Any]) -> Any:
    """A new connection; raises CrmError "database.server" where there is none to be had."""
    options.setdefault("connect_timeout", _PATIENCE)
    try:
        return dialect.connect(*given, **options)
    except dialect.loaded_dbapi.OperationalError as error:
        where = f"{options.get('host', '')}/{options.get('dbname', '')}"
        raise CrmError("database.server", database=where) from error
