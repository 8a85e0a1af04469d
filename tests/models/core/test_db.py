"""The one place that opens transactions."""

import gc
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, select, text

from crmdesk.models.core.changes import ChangeLog, Changes
from crmdesk.models.core.db import Database, context_of
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.errors import CrmError
from crmdesk.models.open import open_database
from crmdesk.models.schema import Setting, Tag
from tests.support.databases import NOW, FakeClock

KEY = "x'" + "2b" * 32 + "5c" * 16 + "'"


def _heard(db: Database) -> list[Changes]:
    heard: list[Changes] = []
    db.on_commit = heard.append
    return heard


def _add_tag(db: Database, name: str, error: Exception | None = None) -> None:
    with db.write("list.add", name=name) as session:
        session.add(Tag(name=name))
        if error is not None:
            raise error


def test_that_a_commit_says_which_rows_it_touched(db: Database) -> None:
    heard = _heard(db)
    with db.write("list.add", name="VIP") as session:
        tag = Tag(name="VIP")
        session.add(tag)
        session.flush()
        row = tag.id
    assert len(heard) == 1
    assert ("tag", row) in heard[0]


def test_that_a_write_that_raises_says_and_keeps_nothing(db: Database) -> None:
    heard = _heard(db)
    with pytest.raises(RuntimeError, match="oops"):
        _add_tag(db, "VIP", RuntimeError("oops"))
    assert heard == []
    with db.read() as session:
        assert session.scalar(select(Tag.id)) is None


def test_that_a_closed_file_is_opened_again_by_nobody_who_still_asks(tmp_path: Path) -> None:
    """A clock of a window that goes, for one: the file would keep its log beside it for good."""
    db = open_database(tmp_path / "office.db", clock=FakeClock())
    db.close()
    with pytest.raises(CrmError) as told, db.read() as session:
        session.scalar(select(Tag.id))
    assert told.value.code == "database.locked"
    db.close()
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]


def test_that_of_a_closed_database_nothing_is_kept_in_memory(tmp_path: Path) -> None:
    """The tables remember how they were last written, and by what: with it, once, all questions
    ever put to an office that had been changed for another."""
    db = open_database(tmp_path / "office.db", clock=FakeClock())
    _add_tag(db, "VIP")
    storage, engine = weakref.ref(db.storage), weakref.ref(db.storage.engine)
    db.close()
    del db
    gc.collect()
    assert storage() is None
    assert engine() is None


def test_that_settings_are_not_journaled_but_heard_of(db: Database) -> None:
    heard = _heard(db)
    with db.write("setup") as session:
        session.add(Setting(key="name", value={"value": "x"}))
    assert heard == [frozenset({("setting", 0)})]


def test_that_a_write_knows_who_does_what_when(db: Database) -> None:
    with db.write("list.add", name="VIP") as session:
        context = context_of(session)
    assert (context.action, context.params) == ("list.add", {"name": "VIP"})
    assert (context.staff_id, context.at) == (1, NOW)


def test_that_listeners_run_in_order_before_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "order.db"
    open_database(path).close()
    told: list[str] = []

    def tell(name: str) -> object:
        def listener(session: object, log: ChangeLog) -> None:
            told.append(f"{name} {sorted(table for table, _row in log.rows)}")

        return listener

    listeners: Any = (tell("a"), tell("b"))
    storage = SqliteStorage(path)
    db = Database(lambda: storage, lambda: listeners, clock=FakeClock(), staff_id=1)
    with db.write("list.add", name="VIP") as session:
        session.add(Tag(name="VIP"))
    assert told == ["a ['tag']", "b ['tag']"]
    db.close()


def test_that_two_threads_write_one_after_the_other(db: Database) -> None:
    def add(name: str) -> None:
        with db.write("list.add", name=name) as session:
            session.scalar(select(Tag.id))  # read first, then write: the trap of deferred locks
            session.add(Tag(name=name))

    threads = [threading.Thread(target=add, args=(str(n),)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as session:
        assert len(session.scalars(select(Tag.id)).all()) == 20


def test_that_a_bulk_write_leaves_the_connection_as_careful_as_before(tmp_path: Path) -> None:
    db = open_database(tmp_path / "bulk.db")
    with db.write("import", bulk=True, file="x") as session:
        assert session.scalar(text("PRAGMA synchronous")) == 1
    with db.write("list.add", name="VIP") as session:
        assert session.scalar(text("PRAGMA synchronous")) == 2
    db.close()


def test_that_a_database_another_program_writes_to_is_said_to_be_busy(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    open_database(path).close()
    storage = SqliteStorage(path, patience=0.05)
    db = Database(lambda: storage, tuple, clock=FakeClock(), staff_id=1)
    other = sqlcipher.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CrmError, match=r"database\.busy"):
        _add_tag(db, "VIP")
    other.execute("ROLLBACK")
    other.close()
    db.close()


def test_that_an_encrypted_file_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "secret.db"
    storage = SqliteStorage(path, key=KEY)
    with storage.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("CREATE TABLE secret (word TEXT)"))
        connection.execute(text("INSERT INTO secret VALUES ('天王盖地虎')"))
    copy = storage.copy_aside("copy")
    storage.close()
    assert copy is not None
    for file in (path, copy):
        assert "天王盖地虎".encode() not in file.read_bytes()
        again = SqliteStorage(file, key=KEY)
        with again.engine.connect() as connection:
            assert connection.scalar(text("SELECT word FROM secret")) == "天王盖地虎"
        again.close()
        with pytest.raises(CrmError, match=r"database\.password"):
            SqliteStorage(file, key=KEY.replace("2b", "3c")).engine.connect()
        with pytest.raises(CrmError, match=r"database\.not_ours"):
            SqliteStorage(file).engine.connect()


def test_that_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(CrmError, match=r"database\.server") as refused:
        open_database("postgresql://clerk:secret@127.0.0.1:1/office")
    assert refused.value.params == {"database": "127.0.0.1/office"}


def test_that_a_thread_back_from_the_database_soon_has_its_turn(tmp_path: Path) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        open_database(tmp_path / "office.db").close()
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(before)


def test_that_no_sound_file_is_called_damaged_by_who_searched_before_others_tidied(
    template: Path, tmp_path: Path
) -> None:
    """A connection of SQLite remembers the index it read, and its check believes that."""
    path = tmp_path / "office.db"
    path.write_bytes(template.read_bytes())
    storage = SqliteStorage(path)
    search = text("SELECT rowid FROM customer_fts WHERE customer_fts MATCH 'abc'")
    with storage.engine.connect() as reader, storage.engine.connect() as writer:
        _index_words(writer, 1)
        reader.execute(search).all()
        reader.rollback()
        _index_words(writer, 2)
        assert storage.check(reader) == []
    assert not storage.damaged
    storage.engine.dispose()


def _index_words(connection: Connection, customer: int) -> None:
    connection.execution_options(write=True)
    add = "INSERT INTO customer_fts(rowid, words) VALUES (:id, 'abc abd')"
    connection.execute(text(add), {"id": customer})
    connection.commit()
    connection.execute(text("INSERT INTO customer_fts(customer_fts) VALUES ('optimize')"))
    connection.commit()
