"""The tables of a file: which are imported, what each holds, how many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.glance import Glance
from crmdesk.ui.kit.icons import icon

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Table:
    """One line of the list; `found` is None for a sheet nobody read (hidden, our own legend).

    `meant` is what it held before a heading was chosen under which nothing can be read.
    """

    key: str
    name: str
    found: SheetUnderstanding | None
    glance: Glance | None
    doubtful: bool = False
    meant: str = ""

    @property
    def kind(self) -> str:
        return self.found.kind if self.found else ""

    @property
    def wanted(self) -> str:
        """What it holds or is meant to hold, "" where it is left out."""
        return self.kind or self.meant

    @property
    def rows(self) -> int:
        """How many rows are taken, or how many there are where none is."""
        if self.found is None or not self.found.kind:
            return self.glance.height if self.glance else 0
        return len(self.found.customers) + self.found.others


def tables_of(
    sheets: Sequence[SheetUnderstanding], glances: Sequence[Glance], doubtful: set[str]
) -> list[Table]:
    """In the order of the file, also those that are not read."""
    glance_of = {glance.name: glance for glance in glances}
    found = [
        Table(sheet.key, _title(sheet), sheet, glance_of.get(sheet.name), sheet.key in doubtful)
        for sheet in sheets
    ]
    read = {sheet.name for sheet in sheets}
    found += [Table(one.name, one.name, None, one) for one in glances if one.name not in read]
    order = {glance.name: at for at, glance in enumerate(glances)}
    return sorted(found, key=lambda table: order.get(table.key.partition("#")[0], -1))


def kind_text(kind: str) -> str:
    """What a sheet holds."""
    texts = {
        "customers": _("Customers"),
        "orders": _("Orders"),
        "interactions": pgettext("sheet", "Contact log"),
        "complaints": _("Complaints"),
        "promises": _("Promises"),
        "follow_ups": _("Follow-ups"),
    }
    return texts.get(kind, _("Not imported"))


def ignored_text(table: Table) -> str:
    """Why a sheet is not imported."""
    if table.found is None:
        hidden = table.glance is not None and table.glance.hidden
        return _("hidden in the file") if hidden else _("explains the columns")
    reasons = {
        "statistics": _("figures, no customers"),
        "instructions": _("instructions"),
        "nobody": _("names no customer"),
        "empty": pgettext("sheet", "empty"),
    }
    return reasons.get(table.found.ignored, _("left out by you"))


class SheetList(QListWidget):
    """`toggled(key, on)`: import this table or leave it; Space does it too."""

    toggled = Signal(str, bool)
    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_list")
        self.setAccessibleName(_("Sheets of the file"))
        self.setProperty("role", "sheets")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._filling = False
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(lambda now, _before: self._on_current(now))

    def current_key(self) -> str:
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def show_tables(self, tables: Sequence[Table]) -> None:
        """All tables; the one stood on stays."""
        kept, self._filling = self.current_key(), True
        self.clear()
        for table in tables:
            self.addItem(_item(table))
        keys = [table.key for table in tables]
        at = keys.index(kept) if kept in keys else _first(tables)
        self.setCurrentRow(at)
        self._filling = False

    def _on_changed(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self.toggled.emit(str(item.data(_KEY)), item.checkState() == Qt.CheckState.Checked)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.turned.emit(str(item.data(_KEY)))


def _first(tables: Sequence[Table]) -> int:
    """A doubtful table before one that is imported before any."""
    for holds in (lambda table: table.doubtful, lambda table: bool(table.kind)):
        for at, table in enumerate(tables):
            if holds(table):
                return at
    return 0


def _item(table: Table) -> QListWidgetItem:
    count = ngettext("{n} row", "{n} rows", table.rows).format(n=f"{table.rows:,}")
    second = f"{kind_text(table.kind)} · {count}" if table.kind else ignored_text(table)
    if table.meant:
        second = _("nothing can be read")
    item = QListWidgetItem(f"{table.name}\n{second}")
    item.setData(_KEY, table.key)
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
    )
    item.setCheckState(Qt.CheckState.Checked if table.wanted else Qt.CheckState.Unchecked)
    item.setSizeHint(QSize(0, 52))
    item.setToolTip(f"{table.name}\n{second}")
    if table.doubtful:
        item.setIcon(icon("warning", "amber"))
    return item


def _title(sheet: SheetUnderstanding) -> str:
    if sheet.part == 1:
        return sheet.name
    return _("{sheet}, table {n}").format(sheet=sheet.name, n=sheet.part)
