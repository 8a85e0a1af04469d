"""All keys at one glance."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.commands import Command, Commands, key_text
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.shell.menus import MENUS


class ShortcutsDialog(QDialog):
    """Every command that has a key, by menu, in two columns."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.setSpacing(16)
        columns = (QVBoxLayout(), QVBoxLayout())
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(16)
        heights = [0, 0]
        for title, found in _groups(commands):
            shorter = heights.index(min(heights))
            heights[shorter] += len(found) + 2
            columns[shorter].addWidget(_card(title, found))
        for column in columns:
            column.setSpacing(16)
            column.addStretch()
            row.addLayout(column, 1)
        outer.addWidget(scrolled(content), 1)
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        whole = content.sizeHint() + QSize(48, 112)
        open_at(self, whole.width(), whole.height())


def _groups(commands: Commands) -> list[tuple[str, list[tuple[str, str]]]]:
    groups = []
    for group, title, _order in MENUS:
        found = [
            _line(command) for command in commands if command.group == group and command.shortcut
        ]
        if found:
            groups.append((_(title).replace("&", "").split("(")[0], found))
    everywhere = [
        (_("Edit the fact under the cursor"), "F2"),
        (_("Open the row"), "Enter"),
        (_("Select all rows"), "Ctrl+A"),
        (_("Leave, close"), "Esc"),
    ]
    return [*groups, (_("Everywhere"), everywhere)]


def _line(command: Command) -> tuple[str, str]:
    return command.title.rstrip("…"), key_text(command.shortcut)


def _card(title: str, lines: list[tuple[str, str]]) -> Card:
    card, grid = Card(title), QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(32)
    for at, (text, key) in enumerate(lines):
        grid.addWidget(label(text), at, 0)
        grid.addWidget(label(key, "key"), at, 1, Qt.AlignmentFlag.AlignRight)
    card.add(grid)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return card
