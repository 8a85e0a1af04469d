"""Locking: nothing of customers on the screen, the file closed, its key dropped; and back again.

Windows, dialogs and what is half typed live on out of sight, and jobs wait: unlocking finds all as
it was. What is already running ends first, though out of sight. The key is dropped from every place
of ours; Python cannot wipe the copies it made of its text, nor what widgets hold of customers: who
can read the memory of the running program is not kept out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.journal.newest import newest_change_set
from crmdesk.models.protection.password import is_protected
from crmdesk.models.protection.rewriting import Rewrite, Rewritten, rewrite
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.curtain import Curtain
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.idle import Idle
from crmdesk.ui.shell.lock_key import LockKey
from crmdesk.ui.shell.lock_window import LockWindow
from crmdesk.ui.shell.other_database import Rebuild
from crmdesk.ui.shell.session import DatabaseSession

LOOK = 20  # ms between two looks whether all is quiet


class Lock(QObject):
    """Of the open database, as far as it is a file with a password."""

    def __init__(
        self, session: DatabaseSession, host: Host, rebuild: Rebuild, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._host, self._rebuild = session, host, rebuild
        self.curtain = Curtain(self)
        self._window: LockWindow | None = None
        self._afterwards: list[Callable[[], None]] = []
        self._newest = 0
        self._worker: JobRunner | None = None
        self._quiet: Callable[[], None] = self._close_file
        self._looking = QTimer(self, interval=LOOK)
        self._looking.timeout.connect(self._look)
        self._idle = Idle(session.clock, self._minutes, lambda: session.parts()[1].busy(), self)
        self._idle.passed.connect(self.lock)
        self._key = LockKey(self.lock, self)

    @property
    def locked(self) -> bool:
        """Whether nothing may be seen."""
        return self.curtain.drawn

    def begin(self) -> None:
        """A window is open: lock it when nobody touches it for the minutes of the settings."""
        self._idle.begin()

    def lock(self) -> None:
        """At once on the screen; the file follows when what runs has ended, and a backup of what
        was written since the last."""
        path, opened = self._session.path, self._session.keys.knows(self._session.target)
        if self.locked or path is None or not self._session.is_open or not opened:
            return
        _close_secrets()
        self._session.back_up_before_rest()
        self._ask(self._hide_behind(self._close_file), path)
        self._session.keys.drop()

    def show(self) -> None:
        """Bring the question to the front."""
        if (window := self._window) is not None:
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

    def afterwards(self, then: Callable[[], None]) -> None:
        """Do it at once, or when she has unlocked, who is asked to."""
        if self.locked:
            self._afterwards.append(then)
            self.show()
        else:
            then()

    def change_password(
        self, password: str | None, *, keep: bool, then: Callable[[str | None], None]
    ) -> None:
        """Rewrite the closed file beside a plain note; `then` is given its new key.

        `keep`: the system keeps it from now on.
        """
        path, key = self._session.path, self._session.key
        if self.locked or path is None:
            return
        kept = self._host.settings.remember_key
        wish = Rewrite(path, key, password, kept=kept, keep=keep)
        told = _("Setting the password…") if password else _("Taking the password off…")
        self._hide_behind(lambda: self._rewrite(wish, then)).wait(told)

    def _hide_behind(self, quiet: Callable[[], None]) -> LockWindow:
        """Everything out of sight; `quiet` is called when nothing runs any more."""
        front = self._host.front_window()
        window = self._window = LockWindow(front.geometry())
        self.curtain.draw(window, shown=front.isVisible())
        self._idle.stop()
        self._session.resting = True
        self._session.parts()[1].rest()
        self._quiet = quiet
        self._looking.start()
        return window

    def _look(self) -> None:
        jobs = self._session.parts()[1]
        if not jobs.busy():
            jobs.sleep()
            self._looking.stop()
            self._quiet()

    def _close_file(self) -> None:
        db = self._session.parts()[0]
        try:
            with db.read() as session:
                self._newest = newest_change_set(session)
        except CrmError:  # its drive is gone: all the more is there to be hidden
            self._newest = 0
        db.lock()

    def _on_key(self, found: str) -> None:
        """Where the password was taken off elsewhere meanwhile, no key opens the file."""
        key = found if is_protected(self._session.target) else None
        by_code = self._window is not None and self._window.by_code
        db = self._session.parts()[0]
        waited = self._looking.isActive()  # unlocked before the file could be closed
        self._looking.stop()
        try:
            if not waited:
                db.unlock(key)
        except CrmError as error:
            show_failure(self._window, error)
            return
        self._session.keys.know(self._session.target, key)
        self._bring_back()
        if not waited and _is_older(db, self._newest):
            self._rebuild(keep=False)
        if key is None:
            self._host.say(_("The customer book has no password any more."))
        elif by_code:
            self._host.guard.recovered()
        self._do_what_waited()

    def _bring_back(self) -> None:
        window, self._window = self._window, None
        self.curtain.lift()
        if window is not None:
            window.go()
        self._session.resting = False
        self._session.parts()[1].go_on()
        self._idle.begin()

    def _do_what_waited(self) -> None:
        """Last of all: another file may be open then."""
        afterwards, self._afterwards = self._afterwards, []
        for then in afterwards:
            then()

    def leave(self) -> None:
        """Quit, after a question where a form stands open that nobody saved."""
        if not self.curtain.covers_typing or self._window is None:
            self._host.quit()
            return
        self.show()
        confirm(
            self._window,
            _("Leave without saving?"),
            _("A form is open that was not saved. Unlock first to keep what was typed there."),
            _("Leave"),
            self._host.quit,
            danger=True,
        )

    def _rewrite(self, wish: Rewrite, then: Callable[[str | None], None]) -> None:
        worker = self._worker = JobRunner(self)
        job = worker.write(lambda _job: self._back_up_and_rewrite(wish))
        job.succeeded.connect(lambda done: self._on_rewritten(done.key, done.problem, wish, then))
        job.failed.connect(lambda error: self._on_rewritten(wish.key, error, wish, None))

    def _back_up_and_rewrite(self, wish: Rewrite) -> Rewritten:
        self._session.back_up("password")
        self._session.parts()[0].lock()
        return rewrite(wish)

    def _on_rewritten(
        self,
        key: str | None,
        problem: BaseException | None,
        wish: Rewrite,
        then: Callable[[str | None], None] | None,
    ) -> None:
        if self._worker is not None:
            self._worker.shutdown()
            self._worker.deleteLater()
            self._worker = None
        self._session.keys.know(self._session.target, key)
        try:
            self._session.parts()[0].unlock(key)
        except CrmError as error:
            self._stay_closed(error)
            return
        kept = wish.keep and problem is None and key is not None
        if then is not None and kept != self._host.settings.remember_key:
            self._host.change_settings(replace(self._host.settings, remember_key=kept))
        self._bring_back()
        if problem is not None:
            show_failure(self._host.front_window(), problem)
        if then is not None:
            then(key)
        self._do_what_waited()

    def _stay_closed(self, error: CrmError) -> None:
        """The file went away while it was rewritten: try again by its password, or leave."""
        if self._window is not None and self._session.path is not None:
            self._ask(self._window, self._session.path)
            show_failure(self._window, error)

    def _ask(self, window: LockWindow, path: Path) -> None:
        window.ask(path)
        window.unlocked.connect(self._on_key)
        window.left.connect(self.leave)

    def _minutes(self) -> int:
        session = self._session
        opened = session.is_open and session.keys.knows(session.target)
        return self._host.settings.lock_minutes if opened else 0


def _is_older(db: Database, newest: int) -> bool:
    """Whether the file was replaced by an earlier one meanwhile: nothing shown is so then."""
    with db.read() as session:
        return newest_change_set(session) < newest


def _close_secrets() -> None:
    """What holds the key or a password itself, and nothing anybody typed about a customer."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.property("secret"):
            top.done(QDialog.DialogCode.Rejected)
