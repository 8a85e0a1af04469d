"""The window: rail, screens, menu bar, and the places where words and questions appear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command, Commands
from crmdesk.ui.kit.dropping import dropped_file
from crmdesk.ui.kit.navigation import Stateful
from crmdesk.ui.kit.widgets.toast import Toast
from crmdesk.ui.shell.menus import fill_menu_bar
from crmdesk.ui.shell.navigation import ShellNavigator
from crmdesk.ui.shell.rail import Rail
from crmdesk.ui.shell.screen import Screen
from crmdesk.ui.shell.start import BACKUP

SMALLEST = QSize(960, 620)
FIRST = QSize(1360, 820)


class MainWindow(QMainWindow):
    """Shows one screen at a time, building each when it is first asked for."""

    closed = Signal()
    backup_dropped = Signal(object)  # Path; as a type PySide cannot disconnect "destroyed" any more
    turned = Signal()  # another screen is in front

    def __init__(
        self, screens: Sequence[Screen], commands: Commands, navigator: ShellNavigator
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self._screens = {screen.name: screen for screen in screens}
        self._built: dict[str, QWidget] = {}
        self.commands, self._navigator = commands, navigator
        railed = [screen for screen in screens if screen.in_rail]
        self.rail = Rail(railed)
        self.rail.chosen.connect(self.show_screen)
        self.stage = QStackedWidget()  # a screen made in it is not dressed again when added
        self.stage.currentChanged.connect(lambda _at: self.turned.emit())
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self.above = QVBoxLayout()  # what stands over every screen goes to its begin
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(0)
        self.above.addWidget(self.stage, 1)
        row.addLayout(self.above, 1)
        self.setCentralWidget(middle)
        self.toast = Toast(self.stage)
        navigator.screen_asked.connect(self.show_screen)
        navigator.said.connect(self._on_said)
        commands.add(*self._go_commands(railed))
        self._restore_geometry()

    def equip(self) -> None:
        """Fill the menus with the commands there are and make every key work; may be repeated."""
        fill_menu_bar(self.menuBar(), self.commands)
        for command in self.commands:
            self.addAction(self.commands.action(command.id))

    def show_screen(self, name: str) -> None:
        """Bring this screen to the front."""
        page = self.screen_widget(name)
        self.stage.setCurrentWidget(page)
        self.rail.show_current(name)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def screen_widget(self, name: str) -> QWidget:
        """The screen, built now if it was not yet."""
        if name not in self._built:
            page = self._built[name] = self._screens[name].build()
            self.stage.addWidget(page)
        return self._built[name]

    def current_screen(self) -> str:
        """The name of the screen in front."""
        page = self.front()
        return next((name for name, built in self._built.items() if built is page), "")

    def front(self) -> QWidget | None:
        """The screen in front."""
        return self.stage.currentWidget()

    def state(self) -> dict[str, Any]:
        """Where the user is, for the window that takes this one's place."""
        pages = {
            name: page.state() for name, page in self._built.items() if isinstance(page, Stateful)
        }
        return {"screen": self.current_screen(), "pages": pages}

    def restore(self, state: dict[str, Any]) -> None:
        """Go to where an earlier window was."""
        for name, kept in state.get("pages", {}).items():
            if name in self._screens and isinstance(page := self.screen_widget(name), Stateful):
                page.restore(kept)
        if state.get("screen") in self._screens:
            self.show_screen(state["screen"])

    def event(self, event: QEvent) -> bool:
        """A key is about to be looked up: what can be done depends on what is in front now."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self.commands.refresh()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event)) is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == BACKUP:
            self.backup_dropped.emit(path)
        else:
            self._navigator.open_import(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
        for dialog in self.findChildren(QDialog):  # those beside the window keep what was typed
            if dialog.isVisible() and not dialog.isModal():
                dialog.close()
        self.hide()  # what is still being written or read is waited for out of sight
        self.closed.emit()
        super().closeEvent(event)

    def _on_said(self, text: str, undoable: bool) -> None:  # noqa: FBT001 - a signal's argument
        if undoable:
            self.toast.say(text, _("Undo"), lambda: self.commands.run("edit.undo"))
        else:
            self.toast.say(text)

    def _go_commands(self, screens: Sequence[Screen]) -> list[Command]:
        return [
            Command(
                f"go.{screen.name}",
                screen.title,
                lambda name=screen.name: self.show_screen(name),  # type: ignore[misc]
                f"Alt+{number % 10}" if number <= 10 else "",
                screen.icon,
                "go",
            )
            for number, screen in enumerate(screens, start=1)
        ]

    def _restore_geometry(self) -> None:
        geometry = QSettings().value("window/geometry")
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            self.resize(FIRST)
