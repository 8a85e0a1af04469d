"""What SQLite and PostgreSQL do differently, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Engine, TextClause
    from sqlalchemy.orm import Session

Insert = Callable[["Session"], None]
"""Rows ready to be inserted."""


class StorageEngine(Protocol):
    """One of the two engines. `kind` is "sqlite" or "postgresql".

    `shares_ids`: others take ids at the same time, so that one has to say how many one needs;
    else all from the first of those reserved on are free until the commit.
    """

    kind: str
    shares_ids: bool
    read_only: bool
    engine: Engine
    key: str | None

    def migration_engine(self) -> Engine:
        """An engine of its own for migrations; on SQLite with foreign keys off (the ALTER trap)."""

    def lock(self) -> None:
        """Close every connection and drop the key; who connects gets CrmError "database.locked"."""

    def unlock(self, key: str | None) -> None:
        """Connect again with this key; raises CrmError and stays locked where it does not fit."""

    def is_empty(self, connection: Connection) -> bool:
        """Whether no table was ever created here."""

    def copy_aside(self, name: str) -> Path | None:
        """A consistent copy beside the database before a migration; None where a server has it."""

    def check(self, connection: Connection) -> list[str]:
        """What is wrong with the stored data, in the engine's words; empty when sound."""

    def overwrite_freed(self) -> bool:
        """Leave nothing of deleted rows where they lay; False where others reading stand in the
        way, or there is no room for it."""

    def begin_bulk(self, connection: Connection) -> None:
        """Prepare a connection, outside a transaction, for many rows at once."""

    def end_bulk(self, connection: Connection) -> None:
        """Set the connection back, after commit or rollback."""

    def reserve_ids(self, session: Session, table: str, count: int) -> range:
        """`count` ids of `table` that nobody else will get."""

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
        """Insert many rows, fast and unseen by the flush listener; instants are aware.

        `constants` are columns with one value for all, `first_id` is the first of their ids where
        these go up by one.
        """

    def prepared(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        constants: Mapping[str, object],
        first_id: int | None,
    ) -> Insert:
        """The same with all the work done that needs no database: what is left lets other threads
        run. May be called on a thread of its own while nobody else uses the session."""

    def gathered(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """All values of a column as one JSON array, in the order of the rows."""

    def keep_ids(self, session: Session, table: str) -> None:
        """After rows came back under old ids: make sure new ids start above them."""

    def join_terms(self, terms: Iterable[str]) -> str:
        """The terms of one customer as column customer_search.terms holds them."""

    def index_terms(self, session: Session, rows: Sequence[tuple[int, str, str]]) -> None:
        """Bring the index of search terms to `rows` of (customer id, old terms, new terms).

        Either may be "": nothing was or will be indexed. Called after customer_search is written.
        """

    def tidy_index(self, session: Session, *, first: bool) -> bool:
        """A step of making the search index small and quick; False when nothing is left to do."""

    def matching(self) -> TextClause:
        """SQL for at most :limit customer ids (newest first) whose terms match :query."""

    def matching_by_contact(self) -> TextClause:
        """The same customers, last contact first; the sorting costs where :limit is large."""

    def query(self, terms: Sequence[tuple[str, bool]]) -> str:
        """Terms as (text, is a prefix), all required, in the engine's query language."""

    def bytes_of(self, session: Session, tables: Sequence[str]) -> int | None:
        """Bytes these tables take with their indexes; None where the engine does not tell."""

    def give_back(self) -> None:
        """Let the room of deleted rows go, where there is room to do it; nobody writes meanwhile.

        Raises CrmError "database.full" where there is not.
        """

    def close(self) -> None:
        """Release all connections; of a file no other is opened, as if it were locked."""
