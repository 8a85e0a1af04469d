"""Going on in another file: one opened instead, the same one moved, a backup put in its place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crmdesk.models.core.disk import full, is_no_room, say_error
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.failures import show_failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crmdesk.ui.shell.host import Host
    from crmdesk.ui.shell.session import DatabaseSession


class Rebuild(Protocol):
    """Builds another window in place of this one; `keep`: where the user was."""

    def __call__(self, *, keep: bool = True) -> None: ...


@dataclass(frozen=True, slots=True)
class OtherDatabase:
    """Closes, changes files, opens, and shows the window again; a failure leaves the old one.

    Where not even that can be opened, `begin` asks what to do instead.
    """

    session: DatabaseSession
    host: Host
    rebuild: Rebuild
    begin: Callable[[str], None]

    def go_on_in(self, path: Path) -> bool:
        """Open that file instead; whether it could be."""
        before = self.session.target
        self.session.close()
        try:
            self.session.open(str(path))
        except CrmError as error:
            if self._show(before):
                self._tell(path, error)
            return False
        self.rebuild(keep=False)
        return True

    def move(self, path: Path, moved: Callable[[], None]) -> None:
        """Put the open file there, go on in it, and do `moved` if it could be. To another drive it
        lasts: a plain note stands in place of the window meanwhile."""
        from crmdesk.ui.backups.wait_note import WaitNote

        before, key = Path(self.session.target), self.session.key
        self.host.front_window().hide()
        self.session.close()

        def go_on(error: BaseException | None) -> None:
            if error is not None:
                self._back_in(str(before), error)
                return
            self.session.keys.know(str(path), key)
            moved()
            self._show(str(path))

        WaitNote(_("Moving the database…"), lambda: _move(before, path), go_on)

    def restore(self, backup: Path, key: str | None, *, now: datetime) -> None:
        """Go on in what the backup holds; what was here until now is kept beside it. A plain note
        stands in place of the window meanwhile."""
        from crmdesk.models.backups.restore import restore
        from crmdesk.ui.backups.wait_note import WaitNote

        path, until_now = Path(self.session.target), self.session.key
        self.host.front_window().hide()
        self.session.close()

        def go_on(error: BaseException | None) -> None:
            if error is not None:
                self._back_in(str(path), error)
                return
            self.session.keys.know(str(path), key)
            self._show(str(path), keep=False)

        def put_in_place() -> None:
            restore(backup, path, now=now, key=key, until_now=until_now)

        WaitNote(_("Restoring the backup…"), put_in_place, go_on)

    def _back_in(self, target: str, error: BaseException) -> None:
        if self._show(target):
            show_failure(self.host.front_window(), error)

    def _tell(self, path: Path, error: CrmError) -> None:
        """Why that file was not opened; of a damaged one, the ways to save it."""
        from crmdesk.ui.shell.cannot_open import ask_instead, can_be_saved

        window = self.host.front_window()
        if not can_be_saved(error):
            show_failure(window, error)
            return
        key = self.session.keys.fitting(str(path))
        again = partial(self.host.open_database, path)
        ask_instead(error, again, None, lambda: None, key=key, over=window).open()

    def _show(self, target: str, *, keep: bool = True) -> bool:
        """A window on that file, or the question what to do where it cannot be opened."""
        try:
            self.session.open(target)
        except CrmError:
            self.begin(target)
            return False
        self.rebuild(keep=keep)
        return True


def _move(source: Path, target: Path) -> None:
    """Put the closed file elsewhere.

    Raises CrmError "database.in_use" when another program has it open, whose newest data stand
    in a file beside it, "database.full" and "database.move".
    """
    if source.with_name(f"{source.name}-wal").exists():
        raise CrmError("database.in_use", path=str(source))
    try:
        shutil.move(source, target)
    except OSError as error:
        if is_no_room(error):
            raise full(target) from error
        raise CrmError("database.move", path=str(target), detail=say_error(error)) from error
