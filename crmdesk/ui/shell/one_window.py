"""The one window there is at a time: shown, built anew where the user was, taken down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from crmdesk.ui.kit.collector import forget
from crmdesk.ui.kit.wait_cursor import wait_cursor
from crmdesk.ui.shell.assembly import Assembly, FeatureMaker, Parts
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.session import DatabaseSession

PAUSE = 50  # ms between two looks whether a window that went can be forgotten


class OneWindow:
    """On the open database of `session`; `left` is called when the user closes it."""

    def __init__(
        self,
        session: DatabaseSession,
        host: Host,
        make_features: FeatureMaker,
        left: Callable[[], None],
    ) -> None:
        self._session, self._host, self._make, self._left = session, host, make_features, left
        self.assembly: Assembly | None = None

    def show(self) -> None:
        """Build it and show it."""
        (db, jobs, hub), first = self._session.parts(), self._session.take_first_page()
        self.assembly = Assembly(Parts(db, jobs, hub, self._host, first), self._make)
        self.assembly.window.closed.connect(self._left)
        self.assembly.window.show()
        self._host.guard.begin()

    def rebuild(self, *, keep: bool = True) -> None:
        """Another one in place of this, where the user was unless everything is another."""
        if self.assembly is None:
            return
        with wait_cursor():
            state = self.assembly.window.state() if keep else {}
            old = self._close()
            self.show()
            self.assembly.window.restore(state)
            self._destroy(old)

    def freeze(self) -> None:
        """Let it stay as it looks, though it is dressed anew: another may take its place."""
        if self.assembly is not None:
            self.assembly.window.setUpdatesEnabled(False)

    def thaw(self) -> None:
        """It stays: paint it as it is by now."""
        if self.assembly is not None:
            self.assembly.window.setUpdatesEnabled(True)

    def take_down(self) -> None:
        """Away with it; the program goes on."""
        if self.assembly is not None:
            old = self._close()
            self.assembly = None
            self._destroy(old)

    def front(self) -> MainWindow | None:
        """The window itself, if there is one."""
        return self.assembly.window if self.assembly is not None else None

    def _close(self) -> MainWindow:
        assert self.assembly is not None
        window = self.assembly.window
        window.closed.disconnect(self._left)
        window.close()
        return window

    def _destroy(self, window: MainWindow) -> None:
        """And, when it is gone, what only its own parts still held of each other."""
        window.destroyed.connect(lambda: QTimer.singleShot(0, self._forget))
        window.deleteLater()

    def _forget(self) -> None:
        """Once no job is on its way that was begun for it: that would be frozen with it again."""
        if self._session.is_open and self._session.parts()[1].running():
            QTimer.singleShot(PAUSE, self._forget)
        else:
            forget()
