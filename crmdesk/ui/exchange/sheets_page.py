"""Which sheets of the file are read, and how: what they hold, where their heading stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.columns.doubts import doubt_text
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.glance import Glance, TextRow
from crmdesk.ui.exchange.column_words import target_text
from crmdesk.ui.exchange.importer import Preview
from crmdesk.ui.exchange.notice import Notice
from crmdesk.ui.exchange.sheet_choices import SheetChoices
from crmdesk.ui.exchange.sheet_list import SheetList, Table, tables_of
from crmdesk.ui.exchange.sheet_preview import SheetPreview
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

TEXT_FORMATS = ("csv", "tsv", "ldif")


class SheetsPage(QWidget):
    """Each signal asks for the file to be looked at anew; None gives a choice up again.

    `header_asked(key, rows)`, `toggled(key, on)`, `kind_asked(key, kind)`, `name_asked(key,
    meaning)`, `encoding_asked(name)`; `more_asked(sheet, row)` wants rows further down.
    """

    header_asked = Signal(str, object)
    toggled = Signal(str, bool)
    kind_asked = Signal(str, str)
    name_asked = Signal(str, str)
    encoding_asked = Signal(str)
    more_asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.choices = SheetList(), SheetChoices()
        self.preview = SheetPreview()
        self.notice = Notice()
        self.heading = label("", "heading")
        self.no_heading = PlainButton(_("No heading"))
        self.no_heading.setObjectName("no_heading")
        self.recognised = PlainButton(_("As recognised"))
        self.recognised.setObjectName("recognised")
        self._hint = label(
            _("Click the row the heading stands in; with Shift, the last of several."), "hint"
        )
        cards = EmptyState("person", _("A file of cards has no rows: each card is a customer."))
        self._area = ListArea(self.preview, cards)
        self._tables: dict[str, Table] = {}
        self._doubts: dict[str, list[str]] = {}
        self._chosen: set[str] = set()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.heading)
        line.addWidget(self._hint, 1)
        line.addWidget(self.recognised)
        line.addWidget(self.no_heading)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choices)
        column.addWidget(self.notice)
        column.addLayout(line)
        column.addWidget(self._area, 1)
        self._split = QSplitter()
        self._split.setObjectName("sheets_split")
        self._split.setHandleWidth(12)
        self._split.addWidget(self.list)
        self._split.addWidget(right)
        self._split.setSizes([240, 760])
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)

    def _connect(self) -> None:
        self.list.turned.connect(lambda _key: self._show_table())
        self.list.toggled.connect(self.toggled)
        self.choices.kind_asked.connect(lambda kind: self.kind_asked.emit(self._key(), kind))
        self.choices.name_asked.connect(lambda means: self.name_asked.emit(self._key(), means))
        self.choices.encoding_asked.connect(self.encoding_asked)
        self.preview.picked.connect(self._on_picked)
        self.preview.sheet.more.connect(self._on_more)
        self.no_heading.clicked.connect(lambda: self.header_asked.emit(self._key(), 0))
        self.recognised.clicked.connect(lambda: self.header_asked.emit(self._key(), None))

    def show_preview(self, shown: Preview) -> None:
        """All sheets; the one looked at stays."""
        found = shown.understanding
        doubts = [doubt for doubt in found.doubts if doubt.step in ("sheet", "header")]
        self._doubts = {}
        for doubt in doubts:
            self._doubts.setdefault(doubt.sheet, []).append(doubt_text(doubt))
        for sheet in unread(shown):
            self._doubts[sheet.key] = [unread_text(sheet)]
        tables = [
            replace(table, meant=self._meant(table.key)) if table.found in unread(shown) else table
            for table in tables_of(found.sheets, shown.glances, set(self._doubts))
        ]
        self._tables = {table.key: table for table in tables}
        self._chosen = set(shown.read.header_rows)
        self.list.show_tables(tables)
        self.list.setVisible(len(tables) > 1)
        text = found.format in TEXT_FORMATS
        self.choices.show_encoding(found.encoding or "" if text else "", shown=text)
        self._show_table()

    def _meant(self, key: str) -> str:
        """What a table held before its heading was lost."""
        before = self._tables.get(key)
        return (before.wanted if before else "") or "customers"

    def add_rows(self, sheet: str, rows: Sequence[TextRow]) -> None:
        """Rows that were asked for, unless another sheet is looked at meanwhile."""
        table = self._tables.get(self._key())
        if table is not None and table.glance is not None and table.glance.name == sheet:
            self.preview.sheet.add(rows)

    def _key(self) -> str:
        return self.list.current_key()

    def _show_table(self) -> None:
        table = self._tables.get(self._key())
        if table is None:
            return
        self.choices.show_table(table, several=len(self._tables) > 1)
        self.notice.say(self._doubts.get(table.key, []))
        self._show_rows(table)

    def _show_rows(self, table: Table) -> None:
        rows = table.glance is not None and (table.found is None or table.found.layout == "rows")
        for widget in (self.heading, self._hint, self.no_heading):
            widget.setVisible(rows and bool(table.wanted))
        self.recognised.setVisible(rows and bool(table.wanted) and table.key in self._chosen)
        if table.glance is None:
            self._area.show_empty()
            return
        if table.found is not None:
            self.heading.setText(heading_text(table.found))
            self.no_heading.setEnabled(bool(table.found.header_row))
        self.preview.show_glance(table.glance, self._meanings(table.glance))
        self._area.show_content()

    def _meanings(self, glance: Glance) -> dict[int, str]:
        """What the columns of this sheet become, of all its tables."""
        return {
            guess.index: target_text(guess.target, table.kind)
            for table in self._tables.values()
            if table.glance is glance
            and table.found is not None
            and table.kind
            and table.found.layout == "rows"
            for guess in table.found.columns
            if guess.target is not None
        }

    def _on_picked(self, first: int, last: int, further: bool) -> None:  # noqa: FBT001 - a signal's
        table = self._tables.get(self._key())
        if table is None or table.found is None or not table.wanted:
            return
        known = table.found.header_first or table.found.header_row
        if further and known:
            first, last = min(known, first), max(known, last)
        if (first, last) != (known, table.found.header_row):
            self.header_asked.emit(table.key, first if first == last else (first, last))

    def _on_more(self, row: int) -> None:
        table = self._tables.get(self._key())
        if table is not None and table.glance is not None:
            self.more_asked.emit(table.glance.name, row)


def unread(shown: Preview) -> list[SheetUnderstanding]:
    """The tables that were lost when another heading was chosen, not those left out by hand."""
    read = shown.read
    return [
        sheet
        for sheet in shown.understanding.sheets
        if not sheet.kind and sheet.key in read.header_rows and sheet.key not in read.kinds
    ]


def unread_text(found: SheetUnderstanding) -> str:
    """Why nothing is read of it, and what to do."""
    if not found.header_row:
        return _("Without a heading nothing can be read here. Click the row the heading stands in.")
    said = _(
        "With the heading in row {n} nothing can be read. Click the row the heading stands in."
    )
    return said.format(n=found.header_row)


def heading_text(found: SheetUnderstanding) -> str:
    """Where the heading stands."""
    first = found.header_first or found.header_row
    if not found.header_row:
        return _("No heading")
    if first == found.header_row:
        return _("Heading in row {n}").format(n=first)
    return _("Heading in rows {first}–{last}").format(first=first, last=found.header_row)
