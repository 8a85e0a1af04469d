"""The icon in the tray of the desktop: notices, a few commands, where the window may rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from crmdesk.models.core.i18n import _
from crmdesk.models.daybook.notices import Notice
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.shell.host import Host
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.notice_words import words_of

SHOWN = 10_000  # ms
_NO_MARKUP = str.maketrans("<>", "‹›")
"""Desktops read <b> and <img> in a notice as markup, and no escape is the same to all of them."""
Reason = QSystemTrayIcon.ActivationReason
MakeIcon = Callable[[QIcon, QObject], Any]


class Tray(QObject):
    """A click on the icon brings the window, one on a notice what it is about."""

    def __init__(
        self,
        window: MainWindow,
        host: Host,
        navigator: Navigator,
        make_icon: MakeIcon = QSystemTrayIcon,
    ) -> None:
        super().__init__(window)
        self._window, self._host, self._navigator = window, host, navigator
        self._told: Notice | None = None
        self.icon = make_icon(window.windowIcon(), self)
        self.icon.setToolTip(window.windowTitle())
        self.menu = QMenu(window)
        self.menu.setObjectName("tray_menu")
        self._fill()
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_message)
        self.icon.show()
        window.installEventFilter(self)
        window.closed.connect(self.icon.hide)

    def tell(self, notice: Notice) -> None:
        """Show it as the desktop does."""
        self._told = notice
        names = self._host.settings.notice_names and not self._host.guard.locked
        title, text = words_of(notice, names=names)
        self.icon.showMessage(title, text.translate(_NO_MARKUP), self._window.windowIcon(), SHOWN)

    def show_window(self) -> None:
        """Bring the window to the front, wherever it was; a locked one asks first."""
        self._host.guard.when_unlocked(self._show_window)

    def open_notice(self, notice: Notice) -> None:
        """What a notice is about; several of them stand on Today."""
        self._host.guard.when_unlocked(lambda: self._open_notice(notice))

    def _show_window(self) -> None:
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    def _open_notice(self, notice: Notice) -> None:
        self._show_window()
        go = self._navigator
        if notice.source == "follow_up":
            go.open_follow_up(notice.id)
        elif notice.source == "promise":
            go.open_promise(notice.id)
        elif notice.source == "complaint":
            go.open_complaint(notice.id)
        elif notice.source == "service":
            go.open_service(notice.id)
        elif notice.source == "reply":
            go.open_customer(notice.customer_id)
        else:
            go.show_screen("today")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A minimised window goes to the tray where the user wants that."""
        if (
            event.type() == QEvent.Type.WindowStateChange
            and self._window.isMinimized()
            and self._host.settings.tray_minimise
        ):
            QTimer.singleShot(0, self._window, self._window.hide)
        return super().eventFilter(watched, event)

    def _on_activated(self, reason: Reason) -> None:
        if reason in (Reason.Trigger, Reason.DoubleClick):
            self.show_window()

    def _on_message(self) -> None:
        if self._told is not None:
            self.open_notice(self._told)

    def _fill(self) -> None:
        for name, role, text, run in (
            ("tray_open", "home", _("Open crmdesk"), None),
            ("tray_log", "call", _("Log a contact…"), self._navigator.log_interaction),
            ("tray_complaint", "complaint", _("New complaint"), self._navigator.open_complaint),
            ("tray_quit", "quit", _("Quit"), self._host.quit),
        ):
            if name == "tray_quit":
                self.menu.addSeparator()
            action = self.menu.addAction(icon(role), text)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, run=run, name=name: self._run(name, run))

    def _run(self, name: str, run: Callable[[], None] | None) -> None:
        guard = self._host.guard
        if name == "tray_quit":
            guard.leave() if guard.locked else self._host.quit()
            return
        self.show_window()
        if run is not None:
            guard.when_unlocked(run)
