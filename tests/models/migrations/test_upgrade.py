"""The schema a database is brought to."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.bulk import delete_customers
from crmdesk.models.derived.search import find
from crmdesk.models.migrations.compare import OPTIONS
from crmdesk.models.migrations.upgrade import bring_up_to_date, revisions
from crmdesk.models.open import open_database
from crmdesk.models.schema import Base
from tests.support.builders import add_customer


def test_that_migrated_tables_equal_the_models(db: Database) -> None:
    with db.storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert compare_metadata(context, Base.metadata) == []


def test_that_a_database_from_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    open_database(path).close()
    storage = SqliteStorage(path)
    with storage.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    storage.close()
    before = path.read_bytes()
    with pytest.raises(CrmError, match=r"database\.newer"):
        open_database(path)
    assert path.read_bytes() == before


def test_that_a_foreign_file_is_called_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer, " * 500)
    with pytest.raises(CrmError, match=r"database\.not_ours"):
        open_database(path)


def test_that_a_sqlite_file_of_another_program_is_called_not_ours(tmp_path: Path) -> None:
    storage = SqliteStorage(tmp_path / "other.db")
    with storage.engine.begin() as connection:
        connection.execute(text("CREATE TABLE song (id INTEGER PRIMARY KEY)"))
    with pytest.raises(CrmError, match=r"database\.not_ours"):
        bring_up_to_date(storage)
    storage.close()


def test_that_a_missing_database_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(CrmError, match=r"database\.missing"):
        open_database(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_that_altering_a_parent_table_keeps_its_children(tmp_path: Path) -> None:
    """Alembic's batch ALTER drops and renames the table: with foreign keys on that cascades."""
    from alembic.operations import Operations

    storage = SqliteStorage(tmp_path / "family.db")
    with storage.engine.begin() as connection:
        for statement in (
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE TABLE child (id INTEGER PRIMARY KEY,"
            " parent_id INTEGER REFERENCES parent(id) ON DELETE CASCADE)",
            "INSERT INTO parent VALUES (1, 'a')",
            "INSERT INTO child VALUES (1, 1), (2, 1)",
        ):
            connection.execute(text(statement))
    migrating = storage.migration_engine()
    with migrating.execution_options(write=True).begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("parent", recreate="always") as batch:
            batch.alter_column("name", nullable=False)
        assert connection.scalar(text("SELECT count(*) FROM child")) == 2
        assert storage.check(connection) == []
    migrating.dispose()
    storage.close()


def test_that_a_copy_is_kept_before_an_old_database_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    open_database(path).close()
    monkeypatch.setattr(
        "crmdesk.models.migrations.upgrade.revisions", lambda: [*revisions(), "9999"]
    )
    monkeypatch.setattr("crmdesk.models.migrations.upgrade._migrate", lambda *_what: None)
    storage = SqliteStorage(path)
    bring_up_to_date(storage)
    storage.close()
    copy = SqliteStorage(tmp_path / "office.before-9999.db")
    with copy.engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM staff")) == "Me"
    copy.close()


def test_that_revisions_are_known_by_their_file_names() -> None:
    assert revisions()[0] == "0001"


@pytest.mark.parametrize("revision", revisions()[:-1])
def test_that_an_office_of_any_earlier_program_is_brought_up_to_date(
    tmp_path: Path, revision: str
) -> None:
    path = tmp_path / "office.db"
    storage = SqliteStorage(path)
    bring_up_to_date(storage, revision)
    with storage.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("INSERT INTO staff (name, active) VALUES ('小李', 1)"))
    storage.close()
    db = open_database(path)
    with db.storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert compare_metadata(context, Base.metadata) == []
        assert connection.scalar(text("SELECT count(*) FROM staff WHERE name = '小李'")) == 1
    db.close()
    assert (tmp_path / f"office.before-{revisions()[-1]}.db").exists()


def test_that_customers_are_found_as_before_when_the_search_index_is_made_anew(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.db"
    db = open_database(path)
    wang, zhang = add_customer(db, "王小波"), add_customer(db, "张三丰", phone="13800138000")
    db.close()
    storage = SqliteStorage(path)
    with storage.engine.execution_options(write=True).begin() as connection:
        for statement in (
            "DROP TABLE customer_fts",
            "CREATE VIRTUAL TABLE customer_fts USING fts5(words, content='', detail=none,"
            " tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4 5 6')",
            "UPDATE alembic_version SET version_num = '0011'",
        ):
            connection.execute(text(statement))
    bring_up_to_date(storage, "0012")
    with storage.engine.execution_options(write=True).begin() as connection:
        newest = (
            "UPDATE alembic_version SET version_num = :newest"  # what came later stands already
        )
        connection.execute(text(newest), {"newest": revisions()[-1]})
    storage.close()
    db = open_database(path)
    for asked in ("w", "wa", "wan", "wang", "wangx", "wangxi", "wangxiaobo", "小波"):
        with db.read() as session:
            assert find(session, asked).ids == [wang], asked
    with db.read() as session:
        assert find(session, "138").ids == find(session, "sanfeng").ids == [zhang]
    with db.write("customer.delete", name="王小波") as session:
        delete_customers(session, [wang])
    with db.read() as session:
        assert find(session, "wang").ids == []
    db.close()
