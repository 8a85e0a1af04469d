"""A throw-away PostgreSQL on loopback for the tests; nothing of it outlives the session."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

INSTALLED_IN = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
FAST = ("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off")
START_SECONDS = 60
ROOM = 2_000_000_000  # bytes a session may take


def binaries() -> Path | None:
    """The folder of initdb and postgres, the newest release first; None when not installed."""
    found = [path for pattern in INSTALLED_IN for path in Path("/").glob(pattern.lstrip("/"))]
    found.sort(key=_release, reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


def _release(folder: Path) -> int:
    digits = "".join(filter(str.isdigit, folder.parent.name))
    return int(digits or 0)


class Cluster:
    """One server with its data folder; hands out databases that live for one test."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="crmdesk-postgres-", dir=_in_memory()))
        self._user = _server_user()
        if self._user:
            shutil.chown(self._folder, self._user)
        self._log = self._folder / "log"
        self._port = _free_port()
        self._templates: set[str] = set()
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the data folder and wait until the server answers."""
        data = self._folder / "data"
        subprocess.run(
            [self._programs / "initdb", "-D", data, *INITDB],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            **self._identity(),
        )
        place = ("-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={self._folder}")
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                [
                    *_dies_with_its_parent(),
                    *(self._programs / "postgres", "-D", data, "-p", str(self._port)),
                    *(*place, *FAST),
                ],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,  # Ctrl+C reaches the tests, and they stop the server
                **self._identity(),
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """End the server and remove all it wrote."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)  # at once: the data is thrown away anyway
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def create(self, template: str = "template0") -> str:
        """A new database; returns its name."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def copy_of(self, template: str, prepare: Callable[[str], None]) -> str:
        """A new database like `template`, which `prepare(url)` fills the first time; its name.

        Far quicker than migrating for every test. `prepare` must close its connections.
        """
        if template not in self._templates:
            self._execute(f'CREATE DATABASE "{template}" TEMPLATE template0')
            prepare(self.url(template))
            self._templates.add(template)
        return self.create(template)

    def url(self, name: str) -> str:
        """Where SQLAlchemy finds a database of this server."""
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if self._server is None or self._server.poll() is not None:
                    raise RuntimeError(self._log.read_text()) from None
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def _identity(self) -> dict[str, Any]:
        return {"user": self._user, "group": self._user, "extra_groups": []} if self._user else {}


def _in_memory() -> Path | None:
    """A folder in memory, where databases are copied ten times faster; None for the usual one."""
    shared = Path("/dev/shm")
    roomy = os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM
    return shared if roomy else None


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; then the account its package made runs it."""
    return "postgres" if os.geteuid() == 0 else None


def _dies_with_its_parent() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "QUIT"] if setpriv else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@functools.cache
def unavailable() -> str | None:
    """Why model tests cannot run on PostgreSQL here, or None."""
    if os.name == "nt":
        return "PostgreSQL is not tried on Windows"
    if binaries() is None:
        return f"PostgreSQL not installed: no initdb on PATH nor in {INSTALLED_IN[0]}"
    return None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server of this test process; skips where PostgreSQL is not installed."""
    if reason := unavailable():
        pytest.skip(reason)
    programs = binaries()
    assert programs is not None
    cluster = Cluster(programs)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """The URL of an empty database of one test."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)
