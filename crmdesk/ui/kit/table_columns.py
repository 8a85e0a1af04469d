"""Which columns a table shows, in which order and width, as the user left them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cells import PillCell
from crmdesk.ui.kit.table import Column

DELAY = 400  # ms after the last drag of a header before it is written down
LEAST = 48
LEAST_SPREAD, MOST_SPREAD = 0.8, 1.7  # times the width a column comes with


class TableColumns(QObject):
    """Keeps the header of one view in QSettings under `name`, by column key."""

    def __init__(self, view: QTableView, name: str, columns: Sequence[Column]) -> None:
        super().__init__(view)
        self._view, self._key, self._columns = view, f"tables/{name}", tuple(columns)
        self._timer = QTimer(self, interval=DELAY, singleShot=True)
        self._timer.timeout.connect(self.save)
        self._sized = False  # by the user; until then the columns share the room there is
        self._setting = False
        self._no_room: set[int] = set()  # shown, but for now the view is too narrow for them
        self._restore()
        header = view.horizontalHeader()
        header.sectionMoved.connect(lambda *_moved: self._timer.start())
        header.sectionResized.connect(lambda number, *_sizes: self._on_resized(number))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.menu(view).popup(header.mapToGlobal(at))
        )

    def menu(self, parent: QWidget) -> QMenu:
        """The chooser: which columns are shown (drag a header to order them)."""
        menu = QMenu(parent)
        menu.setObjectName("columns_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(self._is_shown(number))
            action.setEnabled(not column.fixed)
            action.toggled.connect(lambda shown, key=column.key: self.show(key, shown=shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Reset columns")).triggered.connect(lambda: self.reset())
        return menu

    def show(self, key: str, *, shown: bool) -> None:
        """Show or hide one column."""
        self._setting = True
        self._no_room.discard(self._number(key))
        self._view.setColumnHidden(self._number(key), not shown)
        self._setting = False
        self.spread()
        self.save()

    def visible(self) -> list[str]:
        """Keys of the columns shown, in the order shown: what an export of 'as seen' takes."""
        header = self._view.horizontalHeader()
        order = sorted(range(len(self._columns)), key=header.visualIndex)
        return [self._columns[at].key for at in order if self._is_shown(at)]

    def show_only(self, keys: Sequence[str]) -> None:
        """Show these columns, in this order before the others, and hide what may be hidden."""
        widths = {
            column.key: self._view.columnWidth(at)
            for at, column in enumerate(self._columns)
            if not self._view.isColumnHidden(at)
        }
        shown = {column.key: column.key in keys for column in self._columns}
        self._apply(keys, widths if self._sized else {}, shown)
        self.spread()
        self.save()

    def spread(self) -> None:
        """Let the columns share the room in proportion, as long as nobody sized them.

        Where there is too little, the last ones stay away until there is more.
        """
        header, room = self._view.horizontalHeader(), self._view.viewport().width()
        if self._sized:
            self._bring_back(room)
            return
        wanted = filter(self._is_shown, range(len(self._columns)))
        shown = sorted(wanted, key=header.visualIndex)
        dropped = self._too_many(shown, room)
        widths = self._widths(shown, room)
        self._setting = True
        for at in dropped ^ self._no_room:
            self._view.setColumnHidden(at, at in dropped)
        self._no_room = dropped
        for at, width in widths.items():
            self._view.setColumnWidth(at, int(width))
        self._setting = False

    def _widths(self, shown: Sequence[int], room: int) -> dict[int, float]:
        """All become wider in proportion, or give up what each can spare."""
        own = {at: float(self._columns[at].width) for at in shown}
        total = sum(own.values())
        if total and room >= total:
            factor = min(room / total, MOST_SPREAD)
            return {at: width * factor for at, width in own.items()}
        spare = {at: width - self._least(at) for at, width in own.items()}
        share = min((total - room) / (sum(spare.values()) or 1.0), 1.0)
        return {at: width - spare[at] * share for at, width in own.items()}

    def _least(self, number: int) -> float:
        """How narrow a column may become; a word on a coloured ground is as wide as it is."""
        column = self._columns[number]
        if isinstance(column.cell, PillCell):
            return column.width
        return column.least or column.width * LEAST_SPREAD

    def _too_many(self, shown: list[int], room: int) -> set[int]:
        """Take from the end of `shown` what has no room; the first column is always there."""
        dropped: set[int] = set()
        for at in reversed(shown[1:]):
            if sum(map(self._least, shown)) <= room:
                break
            if not self._columns[at].fixed:
                shown.remove(at)
                dropped.add(at)
        return dropped

    def _bring_back(self, room: int) -> None:
        """Between columns the user sized, those that were away come back where they fit."""
        header = self._view.horizontalHeader()
        for at in sorted(self._no_room, key=header.visualIndex):
            if header.length() + self._columns[at].width <= room:
                self._no_room.discard(at)
                self._view.setColumnHidden(at, False)  # noqa: FBT003 - Qt's signature

    def _is_shown(self, number: int) -> bool:
        return number in self._no_room or not self._view.isColumnHidden(number)

    def reset(self) -> None:
        """Order, widths and visibility as they come."""
        self._sized = False
        self._apply([column.key for column in self._columns], {}, {})
        self.spread()
        self._timer.stop()
        QSettings().remove(self._key)

    def save(self) -> None:
        """Write the state down now."""
        self._timer.stop()
        header = self._view.horizontalHeader()
        order = sorted(range(len(self._columns)), key=header.visualIndex)
        state = {
            "order": [self._columns[at].key for at in order],
            "widths": {
                self._columns[at].key: self._view.columnWidth(at) or self._columns[at].width
                for at in order
                if self._sized and self._is_shown(at)
            },
            "shown": {self._columns[at].key: self._is_shown(at) for at in order},
        }
        QSettings().setValue(self._key, json.dumps(state))

    def _restore(self) -> None:
        try:
            state = json.loads(str(QSettings().value(self._key, "{}")))
            self._apply(state.get("order", []), state.get("widths", {}), state.get("shown", {}))
        except (ValueError, AttributeError, TypeError):  # written by hand or by another version
            self._apply([], {}, {})

    def _apply(self, order: Sequence[str], widths: dict[str, int], shown: dict[str, bool]) -> None:
        header = self._view.horizontalHeader()
        self._setting, self._sized, self._no_room = True, bool(widths), set()
        known = [column.key for column in self._columns]
        keys = [key for key in order if key in known]
        keys += [key for key in known if key not in keys]
        for at, key in enumerate(keys):
            header.moveSection(header.visualIndex(known.index(key)), at)
        for number, column in enumerate(self._columns):
            width = int(widths.get(column.key, column.width))
            self._view.setColumnWidth(number, max(width, LEAST))
            visible = column.fixed or shown.get(column.key, column.shown)
            self._view.setColumnHidden(number, not visible)
        self._setting = False

    def _on_resized(self, number: int) -> None:
        """The last column stretches by itself; any other that changes in sight was dragged."""
        header = self._view.horizontalHeader()
        if not self._view.isVisible() or header.isSectionHidden(number):
            return  # the header is being put together
        shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        if not self._setting and number != max(shown, key=header.visualIndex, default=-1):
            self._sized = True
            self._timer.start()

    def _number(self, key: str) -> int:
        return next(at for at, column in enumerate(self._columns) if column.key == key)
