"""The password of the open file: asked for, set, kept by the system; and locking.

What it takes is imported when it is first needed: most offices start without a password.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.keys import Found, KeySearch
from crmdesk.ui.shell.other_database import Rebuild
from crmdesk.ui.shell.session import DatabaseSession

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from crmdesk.ui.shell.lock import Lock

Then = Callable[[str | None], None]


class Guard(QObject):
    """Of the database of `session`; nothing to guard while it has no password."""

    def __init__(
        self, session: DatabaseSession, host: Host, rebuild: Rebuild, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._host, self._rebuild = session, host, rebuild
        self._lock: Lock | None = None
        self._rescue: QDialog | None = None

    @property
    def protected(self) -> bool:
        """Whether the open file has a password; asked at every key, so the file is left alone."""
        return self._session.keys.knows(self._session.target)

    @property
    def locked(self) -> bool:
        """Whether nothing may be seen."""
        return self._lock is not None and self._lock.locked

    @property
    def cover(self) -> QWidget | None:
        """What is seen while nothing else may be; only over it one can ask."""
        return self._lock.curtain.before if self._lock is not None else None

    def begin(self) -> None:
        """A window is open: count the minutes nobody touches it."""
        if self.protected:
            self._locking().begin()

    def lock(self) -> None:
        """Lock now, if the open file has a password."""
        self._locking().lock()

    def when_unlocked(self, then: Callable[[], None]) -> None:
        """Do it, after the password was typed where it has to be."""
        if self._lock is None:
            then()
        else:
            self._lock.afterwards(then)

    def change_password(self, password: str | None, *, keep: bool, then: Then) -> None:
        """Give the open file this password, or none, out of the way of the window; `then` is
        given its key. `keep`: the system keeps the key from now on."""
        self._locking().change_password(password, keep=keep, then=then)

    def find_key(
        self,
        path: Path,
        then: Callable[[], None],
        given_up: Callable[[], None],
        over: QWidget | None = None,
    ) -> None:
        """Go on when the key of that file is known, or do something else where nobody knows it;
        `over` the window of another database nobody leaves."""

        def go_on(found: Found) -> None:
            then()
            if found.by_code and self.protected:
                self.recovered()
            elif found.keep and self.protected:
                self.keep_key(keep=True)

        def rescue(key: str) -> None:
            from crmdesk.ui.shell.cannot_open import ask_instead

            damaged = CrmError("database.damaged", path=str(path))
            again = partial(self.find_key, path, then, given_up, over)
            self._rescue = ask_instead(damaged, again, None, given_up, key=key, over=over)
            self._rescue.open()

        search = KeySearch(self._session.keys, path, go_on, given_up, rescue, self, over)
        search.begin(kept=self._host.settings.remember_key)

    def recovered(self) -> None:
        """The recovery code opened the file: offer a password she will know."""
        from crmdesk.ui.shell.offer_password import offer_another

        offer_another(self._host, self._host.front_window())

    def keep_key(self, *, keep: bool) -> None:
        """Have the system keep the key of the open file, or keep it no longer."""
        _db, jobs, _hub = self._session.parts()
        if (key := self._session.key) is None:
            return

        def store(_job: object) -> None:
            from crmdesk.models.protection.remembering import forget, remember

            remember(key) if keep else forget(key)

        job = jobs.read(store)
        job.succeeded.connect(lambda _done: self._on_kept(keep))
        job.failed.connect(lambda error: show_failure(self._host.front_window(), error))

    def leave(self) -> None:
        """Quit while locked, after a question where a form stands open that nobody saved."""
        self._locking().leave()

    def today(self) -> date:
        """The day where this computer stands."""
        return self._session.clock().astimezone().date()

    def _on_kept(self, keep: bool) -> None:  # noqa: FBT001 - said by one line above
        self._host.change_settings(replace(self._host.settings, remember_key=keep))

    def _locking(self) -> Lock:
        from crmdesk.ui.shell.lock import Lock

        if self._lock is None:
            self._lock = Lock(self._session, self._host, self._rebuild, self)
        return self._lock
