"""What every test may rely on: no screen, nobody's own folders, nothing left behind."""

import gc
import logging
import os
import tempfile
from collections.abc import Generator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt loads

from crmdesk.models.core.db import Database
from tests.support import leaks
from tests.support.corpus_table import pytest_terminal_summary
from tests.support.databases import FakeClock, make_template, open_copy
from tests.support.patient_bot import PatientBot
from tests.support.postgres import postgres, postgres_url, unavailable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

__all__ = ["postgres", "postgres_url", "pytest_terminal_summary"]

FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
# A busy machine is no failure, nor shall the same code pass once and fail then; for new examples:
# --hypothesis-profile=default
hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")

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
def own_folders(tmp_path: Path) -> Generator[None, None, None]:
    """Each test begins as on a machine where the program never ran, and writes no other's log."""
    _use_folders_under(tmp_path / "home")
    yield
    logging.getLogger("crmdesk").setLevel(logging.NOTSET)
    for handler in logging.getLogger().handlers[:]:
        if isinstance(handler, RotatingFileHandler):
            logging.getLogger().removeHandler(handler)
            handler.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "qtbot" in getattr(item, "fixturenames", ()):
        leaks.watch_job_runners()
        gc.disable()  # as in the program: never on a worker thread (crmdesk.ui.kit.collector)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    try:
        yield
    finally:  # where a fixture could not be taken down, above all
        if "qapp" in getattr(item, "fixturenames", ()):
            from tests.support import fresh_desk

            fresh_desk.put_away()
            gc.collect(1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    yield
    if found := leaks.left_behind(item):
        pytest.fail("left behind: " + "; ".join(found), pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The one of pytest-qt, dressed as in the program: not only after the first test that does."""
    from tests.support import fresh_desk

    fresh_desk.make_usual(qapp)
    return qapp


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
