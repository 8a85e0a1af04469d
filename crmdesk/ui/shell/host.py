"""What the shell may ask of the program around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.settings import Settings


class PasswordGuard(Protocol):
    """What keeps the open file from strangers (shell.guard.Guard)."""

    @property
    def locked(self) -> bool:
        """Whether nothing may be seen."""

    def begin(self) -> None:
        """A window is open: count the minutes nobody touches it."""

    def lock(self) -> None:
        """Lock now, if the open file has a password."""

    def when_unlocked(self, then: Callable[[], None]) -> None:
        """Do it, after the password was typed where it has to be."""

    def change_password(
        self, password: str | None, *, keep: bool, then: Callable[[str | None], None]
    ) -> None:
        """Give the open file this password, or none; `then` is given its key. `keep`: the system
        keeps the key from now on."""

    def keep_key(self, *, keep: bool) -> None:
        """Have the system keep the key, or keep it no longer."""

    def recovered(self) -> None:
        """The recovery code opened the file: offer a password she will know."""

    def leave(self) -> None:
        """Quit while locked, after a question where a form stands open that nobody saved."""

    def today(self) -> date:
        """The day on this computer."""


class Host(Protocol):
    """The composition root, as the window sees it."""

    @property
    def settings(self) -> Settings:
        """This user's preferences on this computer."""

    @property
    def database_name(self) -> str:
        """The path or address of the open database, without a password."""

    @property
    def database_path(self) -> Path | None:
        """The file of the open database; None when it lies on a server."""

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None:
        """Save and apply; another language (or `rebuild`) builds the window anew."""

    def front_window(self) -> QWidget:
        """The window in use, whichever that is by now."""

    def restart(self) -> None:
        """Start the program again where it is: another scale needs that."""

    def open_database(self, path: Path) -> None:
        """Close this database and open that one, made when missing."""

    def move_database(self, path: Path) -> None:
        """Put the file there and go on in it."""

    @property
    def protected(self) -> bool:
        """Whether the open database has a password."""

    @property
    def guard(self) -> PasswordGuard:
        """Who locks, and sets the password."""

    def restore_database(self, backup: Path, key: str | None) -> None:
        """Go on in what the backup holds, opened by `key`; what was here is kept beside it."""

    def say(self, told: str) -> None:
        """Tell the user in passing, at the edge of the window."""

    def show_backups(self) -> None:
        """The backups of the open database, and what can be done with them."""

    def receive(self, file: str) -> None:
        """Take up a file or link as a start of the program does."""

    def show_demo(self) -> None:
        """Turn to the made-up office, apart from the user's own data."""

    def show_own(self) -> None:
        """Turn back from it to the user's own data, or to the first page where there are none."""

    def quit(self) -> None:
        """Leave."""
