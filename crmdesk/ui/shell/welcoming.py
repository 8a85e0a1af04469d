"""What comes after the first start: the tour, the demo office and the way back from it, a password
wished for, the way to another computer, a newer version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.i18n import _
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.paths import demo_database
from crmdesk.ui.kit.commands import Command, Commands
from crmdesk.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from crmdesk.models.backups.luggage import Luggage
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.guide import Guide

CALM = 400  # ms between two looks whether nothing is open over the window


class Welcoming(QObject):
    """Of one window. Offers wait until nothing is open over it, one after the other."""

    def __init__(self, parts: Parts, office: OfficeSettings, window: MainWindow) -> None:
        super().__init__(window)
        self._parts, self._host, self._window = parts, parts.host, window
        self._zone = office_zone(office.zone)
        self.guide: Guide | None = None
        self._in_demo = parts.host.database_path == demo_database()
        window.backup_dropped.connect(self._take_over)
        self._timer = QTimer(self, interval=CALM)
        self._timer.timeout.connect(self._offer)
        if self._password_due() or self._host.settings.tour_due:
            self._timer.start()

    def _take_over(self, backup: Path) -> None:
        self._host.receive(str(backup))

    def register(self, commands: Commands) -> None:
        """Add them all; and, in the demo office, the bar that says so."""
        commands.add(
            Command("file.carry", _("Move to another computer…"), self.carry, "", "screen", "file",
                    enabled=lambda: self._host.database_path is not None),
            Command("help.tour", _("Show the short tour"), self.show_tour, "", "flag", "help"),
            Command("help.demo", _("Look around in demo data"), self._host.show_demo, "", "view",
                    "help", enabled=lambda: not self._in_demo),
            Command("help.updates", _("Look for a newer version…"), self.look_for_updates, "",
                    "refresh", "help"),
        )  # fmt: skip
        if self._in_demo:
            from crmdesk.ui.welcome.demo_bar import DemoBar

            bar = DemoBar()
            bar.own_asked.connect(lambda: QTimer.singleShot(0, self._host.show_own))
            self._window.above.insertWidget(0, bar)

    def show_tour(self) -> None:
        """From the first step, wherever it was."""
        from crmdesk.ui.shell.guide import Guide

        if self.guide is not None:
            self.guide.leave()
        self.guide = Guide(self._window)
        self.guide.left.connect(self._forget_guide)
        self.guide.begin()

    def carry(self) -> None:
        """One file for another computer."""
        from crmdesk.ui.welcome.moving_dialog import MovingDialog

        parts, host = self._parts, self._host
        now = parts.db.now().astimezone(self._zone)
        dialog = MovingDialog(parts.jobs, self._hand_over, now, self._window, locked=host.protected)
        dialog.brought.connect(lambda path: host.receive(str(path)))
        dialog.open()

    def look_for_updates(self) -> None:
        """By hand alone."""
        from crmdesk.ui.shell.about_updates import UpdatesDialog

        UpdatesDialog(self._host, self._parts.jobs, self._window).open()

    def _hand_over(self, folder: Path) -> tuple[Path, Luggage]:
        from crmdesk.models.backups.luggage import hand_over

        db = self._parts.db
        return hand_over(db, folder, now=db.now(), zone=self._zone)

    def _offer(self) -> None:
        if not self._window.isVisible() or QApplication.activeModalWidget() is not None:
            return
        settings = self._host.settings
        if self._password_due():
            self._host.change_settings(replace(settings, password_due=False))
            self._window.commands.run("file.password")
        elif settings.tour_due:
            self._host.change_settings(replace(settings, tour_due=False))
            self.show_tour()
        else:
            self._timer.stop()

    def _password_due(self) -> bool:
        return self._host.settings.password_due and not self._in_demo

    def _forget_guide(self) -> None:
        self.guide = None
