"""What every test may rely on: no screen, nobody's own folders, nothing left behind."""

import gc
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt loads

from crmdesk.models.core.db import Database
from tests.support import leaks
from tests.support.corpus_table import pytest_terminal_summary
from tests.support.databases import FakeClock, make_template, open_copy
from tests.support.patient_bot import PatientBot
from tests.support.postgres import postgres, postgres_url, unavailable

__all__ = ["postgres", "postgres_url", "pytest_terminal_summary"]

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
_session = tempfile.TemporaryDirectory(prefix="crmdesk-tests-", ignore_cleanup_errors=True)


def _use_folders_under(base: Path) -> None:
    """Data, settings and logs go here, for this process and those it starts."""
    for name in FOLDERS:
        os.environ[name] = str(base / name.lower())
    os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = str(base / "appdata")


_use_folders_under(Path(_session.name))


def pytest_report_header() -> str:
    return f"model tests run on SQLite only: {reason}" if (reason := unavailable()) else ""


def pytest_unconfigure() -> None:
    _session.cleanup()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path) -> None:
    """Each test begins as on a machine where the program never ran."""
    _use_folders_under(tmp_path / "home")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "qtbot" in getattr(item, "fixturenames", ()):
        leaks.watch_job_runners()
        gc.disable()  # as in the program: never on a worker thread (crmdesk.ui.kit.collector)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    if "qtbot" in getattr(item, "fixturenames", ()):
        _destroy_windows()
        gc.collect(1)


def _destroy_windows() -> None:
    """Those closed are gone before their timers ask a database that is gone."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    yield
    if found := leaks.left_behind(item):
        pytest.fail("left behind: " + "; ".join(found), pytrace=False)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """What clicks, types and waits; in place of the one of pytest-qt."""
    return PatientBot(request)


@pytest.fixture
def clock() -> FakeClock:
    """The time of a test, standing still until it is told to pass."""
    return FakeClock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite database to copy."""
    return make_template(tmp_path_factory.mktemp("template") / "empty.db")


@pytest.fixture
def db(tmp_path: Path, template: Path, clock: FakeClock) -> Generator[Database, None, None]:
    """An empty database of one test, in a real SQLite file."""
    database = open_copy(template, tmp_path / "test.db", clock)
    yield database
    database.close()
