"""What the user can do, once: for menus, tool bars, the palette and the overview of shortcuts."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from crmdesk.ui.kit.icons import icon

_ON_THE_KEY = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter"}
_WORDED = re.compile(r"\b(?:Left|Right|Up|Down|Return)\b")


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do. `group` is a code: file edit view go customer …"""

    id: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    group: str = "edit"
    enabled: Callable[[], bool] = _always
    checked: Callable[[], bool] | None = None  # for a choice that is on or off
    in_palette: bool = True


class Commands(QObject):
    """All commands by id; `action` gives the one shared QAction of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, *commands: Command) -> None:
        """Register; a second command of the same id or shortcut is a mistake of ours.

        Raises ValueError.
        """
        for command in commands:
            taken = {known.shortcut for known in self if known.shortcut}
            if command.id in self._commands or command.shortcut in taken:
                raise ValueError(f"command twice: {command.id} {command.shortcut}")
            self._commands[command.id] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def get(self, command_id: str) -> Command:
        return self._commands[command_id]

    def run(self, command_id: str) -> None:
        """Do it if it can be done now."""
        command = self._commands[command_id]
        if command.enabled():
            command.run()

    def action(self, command_id: str) -> QAction:
        """The shared action; whoever shows it adds it to a menu, button or window."""
        if command_id not in self._actions:
            self._actions[command_id] = self._make(self._commands[command_id])
        return self._actions[command_id]

    def refresh(self) -> None:
        """Ask every command anew whether it can be done."""
        for command_id, action in self._actions.items():
            command = self._commands[command_id]
            action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())

    def _make(self, command: Command) -> QAction:
        action = QAction(command.title, self)
        action.setObjectName(command.id)
        if command.icon and command.checked is None:  # the check mark takes the icon's place
            action.setIcon(icon(command.icon))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        action.setEnabled(command.enabled())
        if command.checked is not None:
            action.setCheckable(True)
            action.setChecked(command.checked())
        action.triggered.connect(lambda: self.run(command.id))
        return action


def with_shortcut(tip: str, shortcut: str) -> str:
    """A tool tip that names its key: 'Search (Ctrl+F)'."""
    if not shortcut:
        return tip
    return f"{tip} ({key_text(shortcut)})"


def key_text(shortcut: str) -> str:
    """A key as it stands on the keyboard; Qt says 左方向 and 刪除鍵 (Del) in Chinese."""
    key = QKeySequence(shortcut)
    if sys.platform == "darwin":
        return key.toString(QKeySequence.SequenceFormat.NativeText)
    told = key.toString(QKeySequence.SequenceFormat.PortableText)
    return _WORDED.sub(lambda found: _ON_THE_KEY[found[0]], told)
