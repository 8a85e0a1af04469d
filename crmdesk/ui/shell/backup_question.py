"""No backup could be made before a large change: the thread that writes waits for her word."""

from __future__ import annotations

import threading
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.shell.host import Host


class BackupQuestion(QObject):
    """Asked at most once a day for the same reason, if the answer was to go on."""

    _asked = Signal(object)

    def __init__(self, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._host, self._gui = host, threading.get_ident()
        self._answered, self._go_on = threading.Event(), False
        self._agreed: set[tuple[str, date]] = set()
        self._closing = False
        self._asked.connect(self.show_for)

    def ask(self, error: CrmError, today: date) -> None:
        """Comes back when she wants to go on without a backup; raises Cancelled when not, and the
        error itself when the program is left: she is told then. Never waits where she herself
        would have to: on the GUI thread."""
        if (error.code, today) in self._agreed or threading.get_ident() == self._gui:
            return
        self._answered.clear()
        self._go_on = False
        if not self._closing:
            self._asked.emit(error)
            self._answered.wait()
        if not self._go_on:
            raise error if self._closing else Cancelled
        self._agreed.add((error.code, today))

    def give_up(self) -> None:
        """The program is being left: whoever waits is told no."""
        self._closing = True
        self._answered.set()

    def stay(self) -> None:
        """The program is not left after all."""
        self._closing = False

    def show_for(self, error: CrmError) -> None:
        """Ask whether to go on although this happened."""
        parent: QWidget = QApplication.activeModalWidget() or self._host.front_window()
        box = confirm(
            parent,
            _("Go on without a backup?"),
            explain(error) + "\n\n" + _("It can still be undone, as long as the file is sound."),
            _("Go on without it"),
            self._agree,
            danger=True,
        )
        box.setObjectName("without_backup")
        box.finished.connect(lambda _result: self._answered.set())

    def _agree(self) -> None:
        self._go_on = True
        self._answered.set()
