"""What a start of the window asks for: handed to a window that is open already, or begun.

Loads no Qt: a link clicked while crmdesk is open must not wait for a second program to wake up.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import socket
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crmdesk.models.core.clock import system_clock
from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.settings import Settings
from crmdesk.paths import default_database, demo_database

if TYPE_CHECKING:
    from crmdesk.models.core.db import Database
    from crmdesk.models.first_page.page import FirstPage

LINK = "crmdesk:"
BACKUP = ".crmbackup"  # the ending of a file that brings a whole database along
PATIENCE = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asks of the window.

    `file` is an address book or a crmdesk: link; `demo` how many made-up customers to show.
    """

    database: str | None = None
    file: str | None = None
    demo: int | None = None

    def target(self, settings: Settings) -> str:
        """The path or address of the database to open."""
        if self.demo is not None:
            return str(demo_database())
        return self.database or settings.last_database or str(default_database())

    def is_first(self, settings: Settings) -> bool:
        """Whether there is no database yet, none is named, and none is remembered."""
        if self.demo is not None or self.database or settings.last_database:
            return False
        return not default_database().exists()

    def absolute_file(self) -> str:
        """The file as another program, started elsewhere, can find it; links as they are.

        A desktop may name a file by its address, file:///….
        """
        if not self.file or self.file.startswith(LINK):
            return self.file or ""
        if self.file.startswith("file://"):
            from urllib.parse import urlsplit
            from urllib.request import url2pathname  # 26 ms

            return url2pathname(urlsplit(self.file).path)
        return str(Path(self.file).absolute())


class Opening(Protocol):
    """What was begun with the file before there was a window.

    `first_page`: what can be shown before it is open.
    """

    first_page: FirstPage | None

    def database(self) -> Database:
        """The database, open or about to be; raises what `open_database` raises."""


class Opened:
    """Being opened on a thread of its own, while Qt and the window are made ready."""

    first_page: FirstPage | None = None

    def __init__(self, target: str, staff_id: int) -> None:
        thread = ThreadPoolExecutor(1, thread_name_prefix="open")
        self._opened: Future[Database] = thread.submit(_open, target, staff_id)
        thread.shutdown(wait=False)

    def database(self) -> Database:
        """Waited for."""
        return self._opened.result()


class Glanced:
    """Looked into alone: it is opened when the window stands, of which it takes half as long."""

    def __init__(self, target: str, staff_id: int, first_page: FirstPage) -> None:
        self._target, self._staff_id = target, staff_id
        self.first_page: FirstPage | None = first_page

    def database(self) -> Database:
        """Opened by whoever asks it first."""
        from crmdesk.models.open import open_later

        return open_later(self._target, staff_id=self._staff_id)


def open_ahead(target: str, staff_id: int) -> Opening | None:
    """None for one still to be made, in the language Qt will name, far away, or locked."""
    path = Path(target)
    if not path.is_file() or not path.stat().st_size or is_encrypted(path):
        return None
    from crmdesk.models.first_page.glance import glance

    page = glance(path, staff_id, system_clock())
    return Opened(target, staff_id) if page is None else Glanced(target, staff_id, page)


def _open(target: str, staff_id: int) -> Database:
    import crmdesk.models.today.queries  # noqa: F401 - what the first screen asks
    from crmdesk.models.open import open_database

    return open_database(target, staff_id=staff_id)


def instance_door(scope: str) -> str:
    """Where the window of this user and database listens."""
    seed = f"{getpass.getuser()}|{scope}"
    name = "crmdesk-" + hashlib.sha256(seed.encode()).hexdigest()[:16]
    return name if sys.platform == "win32" else str(Path(tempfile.gettempdir()) / name)


def hand_over(door: str, message: Mapping[str, str]) -> bool:
    """Give the message to the window behind that door; False when there is none."""
    line = json.dumps(dict(message)).encode() + b"\n"
    try:
        if sys.platform == "win32":
            with Path(rf"\\.\pipe\{door}").open("wb") as pipe:
                pipe.write(line)
        else:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(PATIENCE)
                connection.connect(door)
                connection.sendall(line)
    except OSError:  # nobody listens, or a killed program left its door behind
        return False
    return True
