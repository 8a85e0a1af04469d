"""Model tests run on both engines; without PostgreSQL those are skipped, and say so."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.open import open_database
from tests.support.databases import FakeClock, open_copy


@pytest.fixture(params=["sqlite", "postgresql"])
def db(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock
) -> Generator[Database, None, None]:
    """An empty database of one test, once in a real SQLite file, once on a real server."""
    if request.param == "sqlite":
        database = open_copy(request.getfixturevalue("template"), tmp_path / "test.db", clock)
        yield database
        database.close()
        return
    cluster = request.getfixturevalue("postgres")
    name = cluster.copy_of("migrated", lambda url: open_database(url, clock=clock).close())
    database = open_database(cluster.url(name), clock=clock)
    yield database
    database.close()
    cluster.drop(name)


@pytest.fixture
def reopen(db: Database, clock: FakeClock) -> Callable[[], Database]:
    """Opens the test's database a second time, as the program does after a restart."""
    target = db.storage.engine.url
    name = str(target.database) if db.storage.kind == "sqlite" else str(target)
    return lambda: open_database(name, clock=clock)
