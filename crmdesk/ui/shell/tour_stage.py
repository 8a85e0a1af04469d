"""The window of a tour, played like an instrument: turned to screens, typed into, pictured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractAnimation, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crmdesk.models.core.settings import Settings
from crmdesk.models.demo.showcase import Showcase
from crmdesk.models.open import open_database
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.paint import font
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.tokens import FONT
from crmdesk.ui.shell.ahead import DELAY
from crmdesk.ui.shell.assembly import Assembly, FeatureMaker, Parts

TITLE_BAR = 34


class TourGuard(QObject):
    """A tour is never locked (shell.host.PasswordGuard)."""

    locked = False

    def begin(self) -> None:
        """Nobody is away in a tour."""

    def lock(self) -> None:
        """The scene shows the locked window by itself."""

    def when_unlocked(self, then: Callable[[], None]) -> None:
        then()

    def change_password(
        self, password: str | None, *, keep: bool, then: Callable[[str | None], None]
    ) -> None:
        """The pictures need none."""

    def keep_key(self, *, keep: bool) -> None:
        """No key of a tour is kept."""

    def recovered(self) -> None:
        """Nothing was lost."""

    def leave(self) -> None:
        """The tour ends by itself."""

    def today(self) -> date:
        return date(2026, 11, 21)


class TourHost(QObject):
    """The program around the window, as far as a tour needs one (shell.host.Host)."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.window: QWidget | None = None
        self.guard = TourGuard()

    @property
    def database_name(self) -> str:
        return "/home/office/crmdesk.db"  # the same on every machine

    @property
    def database_path(self) -> Path | None:
        return Path(self.database_name)

    def front_window(self) -> QWidget:
        assert self.window is not None
        return self.window

    def change_settings(self, settings: Settings, *, rebuild: bool = False) -> None:
        """Nothing in a tour lasts."""

    def restart(self) -> None:
        """There is nothing to start again."""

    def open_database(self, path: Path) -> None:
        """There is no other database."""

    def move_database(self, path: Path) -> None:
        """The copy stays where it is."""

    protected = False

    def restore_database(self, backup: Path, key: str | None) -> None:
        """No office of its own to put it into."""

    def say(self, told: str) -> None:
        """Nobody reads it."""

    def show_backups(self) -> None:
        """The scene opens them on a folder of its own."""

    def receive(self, file: str) -> None:
        """Nobody sends one."""

    def show_demo(self) -> None:
        """It is one already."""

    def show_own(self) -> None:
        """There are none."""

    def quit(self) -> None:
        """The tour ends by itself."""


class Stage:
    """The window on a database of its own, at a time that stands still."""

    def __init__(
        self,
        database: Path,
        settings: Settings,
        make_features: FeatureMaker,
        now: datetime,
        shown: Showcase | None,
        folder: Path,
    ) -> None:
        self._shown, self.folder = shown, folder
        self.db = open_database(database, clock=lambda: now)
        self.jobs, host = JobRunner(), TourHost(settings)
        assembly = Assembly(Parts(self.db, self.jobs, DataHub(self.db), host), make_features)
        self.assembly, self.window = assembly, assembly.window
        self.host = host
        host.setParent(self.window)
        self.go, self.commands = assembly.navigator, assembly.window.commands
        host.window = self.window
        self.window.show()
        self.window.activateWindow()

    @property
    def known(self) -> Showcase:
        """Who is who in the office shown."""
        assert self._shown is not None, "an empty office has nobody"
        return self._shown

    def find(self, name: str, inside: QWidget | None = None) -> Any:
        """The visible widget of this object name, the one opened last where there are several."""
        places = [inside] if inside is not None else [self.window, *self._tops()]
        found = [
            widget
            for place in places
            for widget in (place, *place.findChildren(QWidget, name))
            if widget.objectName() == name and widget.isVisible()
        ]
        if not found:
            raise LookupError(name)
        return found[-1]

    def type(self, widget: QWidget, text: str) -> None:
        """Words as an input method commits them."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def quiet(self) -> bool:
        """Whether every answer has come and nothing is about to change by itself."""
        if self.jobs.running():
            return False
        for top in (self.window, *self._tops()):
            timers = top.findChildren(QTimer)
            if any(t.isActive() and t.isSingleShot() and t.interval() <= DELAY for t in timers):
                return False
            moving = top.findChildren(QAbstractAnimation)
            if any(it.state() == QAbstractAnimation.State.Running for it in moving):
                return False
        return True

    def picture(self) -> QPixmap:
        """The window with everything that is open over it."""
        base = self.window.grab()
        over = [(top, _with_title(top)) for top in self._tops()]
        origin = self.window.geometry().topLeft()
        ratio = base.devicePixelRatio()
        sheet = QPixmap(base.size())
        sheet.setDevicePixelRatio(ratio)
        painter = QPainter(sheet)
        painter.drawPixmap(0, 0, base)
        for top, drawn in over:
            place = top.geometry().topLeft() - origin
            if isinstance(top, QDialog):
                place.setY(max(0, place.y() - TITLE_BAR))
            painter.drawPixmap(place, drawn)
        painter.end()
        return sheet

    def clear(self) -> None:
        """Close what is open over the window, and forget what was said."""
        for top in reversed(self._tops()):
            top.done(0) if isinstance(top, QDialog) else top.close()
        self.assembly.palette.hide()
        self.window.toast.hide()

    def close(self) -> None:
        """The end of this window."""
        self.clear()
        self.window.close()
        self.jobs.shutdown()
        self.window.deleteLater()
        self.db.close()

    def _tops(self) -> list[QWidget]:
        """The visible windows over ours, from the lowest."""
        found = [
            top
            for top in QApplication.topLevelWidgets()
            if top is not self.window and top.isVisible()
        ]
        return sorted(found, key=lambda top: (_is_popup(top), _depth(top)))


def _is_popup(widget: QWidget) -> bool:
    return widget.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)


def _with_title(top: QWidget) -> QPixmap:
    """The widget as it looks on a screen; a dialog with its title above it."""
    drawn = top.grab()
    if not isinstance(top, QDialog):
        return drawn
    ratio, room = drawn.devicePixelRatio(), drawn.deviceIndependentSize().toSize()
    framed = QPixmap(int(room.width() * ratio), int((room.height() + TITLE_BAR) * ratio))
    framed.setDevicePixelRatio(ratio)
    framed.fill(tokens().raised)
    painter = QPainter(framed)
    painter.setFont(font(FONT, bold=True))
    painter.setPen(tokens().text)
    words = framed.rect().adjusted(16, 0, 0, 0)
    words.setHeight(TITLE_BAR)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, top.windowTitle())
    painter.drawPixmap(0, TITLE_BAR, drawn)
    painter.setPen(tokens().strong_border)
    painter.drawRect(0, 0, room.width() - 1, room.height() + TITLE_BAR - 1)
    painter.end()
    return framed
