"""日报, the pocket sheet and the five numbers in the window: their commands, and who makes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command, with_shortcut
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.shell.navigation import ShellNavigator

if TYPE_CHECKING:
    from crmdesk.models.daybook.numbers import Day
    from crmdesk.models.daybook.visits import Stop
    from crmdesk.ui.daybook.numbers_strip import NumbersStrip
    from crmdesk.ui.shell.assembly import Parts
    from crmdesk.ui.shell.main_window import MainWindow


SHOWN = "today/numbers"
STRIP = 56  # px: how high the five numbers are


class DaybookFeature:
    """What it needs is imported when it is first asked for."""

    def __init__(self, parts: Parts, navigator: ShellNavigator, zone: tzinfo, country: str) -> None:
        self._parts, self._navigator = parts, navigator
        self._zone, self._country = zone, country
        self._window: MainWindow | None = None
        self._room = QWidget()

    def connect_to(self, window: MainWindow) -> None:
        """Add the commands."""
        self._window = window
        window.commands.add(
            Command("day.report", _("Daily report…"), self.open_report, "Ctrl+D", "note",
                    "work"),
            Command("file.notices", _("Notices…"), self.open_notice_settings, "", "bell", "file"),
            Command("day.visits", _("Pocket sheet of visits…"), self.open_pocket, "Ctrl+Shift+D",
                    "visit", "work"),
        )  # fmt: skip

    def keep_room(self) -> None:
        """The rows stand from the first where they stay when the five numbers come."""
        if self._window is not None and QSettings().value(SHOWN, type=bool):
            self._room.setFixedHeight(STRIP)
            self._on_top(self._room)

    def dress_today(self) -> None:
        """Once the rows stand: the five numbers above them, and the buttons of the day."""
        window = self._window
        if window is None:
            return
        panel: Any = window.screen_widget("today")
        for name, text, keys, run in (
            ("pocket_sheet", _("Pocket sheet"), "Ctrl+Shift+D", self.open_pocket),
            ("daily_report", _("Daily report"), "Ctrl+D", self.open_report),
        ):
            button = PlainButton(text, "visit" if name == "pocket_sheet" else "note")
            button.setObjectName(name)
            button.setToolTip(with_shortcut(text, keys))
            button.clicked.connect(lambda _on=False, run=run: run())
            panel.tools.insertWidget(0, button)
        strip = self._strip()
        strip.settled.connect(self._room.hide)
        self._on_top(strip)
        panel.staff.changed.connect(lambda chosen: strip.show_for(everybody=not chosen))
        everybody = not panel.staff.values()
        self._room.setVisible(everybody and not self._room.isHidden())
        strip.show_for(everybody=everybody)

    def start_notices(self) -> None:
        """The icon in the tray and what it tells, where this desktop has a tray."""
        parts, window = self._parts, self._window
        if window is None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        from crmdesk.ui.shell.notices import Notices
        from crmdesk.ui.shell.tray import Tray

        tray = Tray(window, parts.host, self._navigator)
        Notices(parts.db, parts.jobs, lambda: parts.host.settings, tray.tell, window)

    def open_notice_settings(self) -> None:
        """Whether and when the desktop tells what is due."""
        from crmdesk.ui.shell.notice_settings import NoticePreferences, NoticesDialog

        host, tray = self._parts.host, QSystemTrayIcon.isSystemTrayAvailable()
        dialog = NoticesDialog(host.settings, tray=tray, parent=self._window)

        def store(chosen: NoticePreferences) -> None:
            dialog.accept()
            host.change_settings(chosen.settings)

        dialog.submitted.connect(store)
        dialog.open()

    def open_report(self) -> None:
        """What was done today, to be copied."""
        from crmdesk.ui.daybook.report_dialog import ReportDialog

        parts = self._parts
        ReportDialog(parts.db, parts.jobs, self._navigator, self._window).open()

    def open_pocket(self) -> None:
        """The day's visits on one A4; the rows of Today may be added."""
        from crmdesk.ui.daybook.pocket_dialog import PocketDialog

        parts = self._parts
        place, (stops, staff) = (self._zone, self._country), self._rows_of_today()
        PocketDialog(
            parts.db, parts.jobs, self._navigator, place, stops, staff, self._window
        ).open()

    def _rows_of_today(self) -> tuple[Sequence[Stop], Sequence[int]]:
        """What stands on Today, and whose day it shows."""
        from crmdesk.ui.shell.stops import stops_of

        if self._window is None:
            return (), ()
        panel: Any = self._window.screen_widget("today")
        return stops_of(panel.model.items(), panel.office), [
            int(str(value)) for value in panel.staff.values()
        ]

    def _strip(self) -> NumbersStrip:
        from crmdesk.ui.daybook.numbers_strip import NumbersStrip

        parts = self._parts
        return NumbersStrip(parts.db, parts.jobs, parts.hub, self._zone, self._open_behind)

    def _on_top(self, strip: QWidget) -> None:
        outer = self._window.screen_widget("today").layout() if self._window else None
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(1, strip)

    def _open_behind(self, number: str, day: Day) -> None:
        from crmdesk.ui.daybook.behind_dialog import BehindDialog

        parts = self._parts
        BehindDialog(parts.db, parts.jobs, self._navigator, number, day, self._window).open()
