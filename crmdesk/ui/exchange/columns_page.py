"""What each column of the file means: the guess, samples, and another meaning to choose."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.exchange.columns.doubts import doubt_text
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.ui.exchange.column_lines import ColumnLine, Layout, layouts_of
from crmdesk.ui.exchange.column_table import ColumnTable
from crmdesk.ui.exchange.field_choices import choices_for, free
from crmdesk.ui.exchange.field_picker import FieldPicker
from crmdesk.ui.exchange.importer import Preview
from crmdesk.ui.exchange.notice import Notice
from crmdesk.ui.kit.labels import label


class ColumnsPage(QWidget):
    """`changed(layout, column, target)`: a column means something else, "" for nothing.

    `field_made(layout, column, name, kind)`: it becomes a new field of this kind.
    `forget_asked(shapes)`: what was chosen for these headers before shall not hold any more.
    """

    changed = Signal(str, int, str)
    field_made = Signal(str, int, str, str)
    forget_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = QComboBox()
        self.sheet.setObjectName("columns_sheet")
        self.sheet.setAccessibleName(_("Sheet"))
        self.count = label("", "secondary")
        self.notice = Notice()
        self.remembered = Notice("history", _("Forget"))
        self.table = ColumnTable()
        self.picker = FieldPicker(self)
        self._layouts: dict[str, Layout] = {}
        self._own: tuple[str, ...] = ()
        self._doubts: dict[str, list[str]] = {}
        self._open: ColumnLine | None = None
        self._lay_out()
        self.sheet.activated.connect(lambda _at: self._show())
        self.table.asked.connect(self._on_asked)
        self.table.cleared.connect(self._on_cleared)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.new_field.connect(self._on_new_field)
        self.remembered.pressed.connect(lambda: self.forget_asked.emit(self._shapes()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.sheet)
        head.addWidget(self.count)
        head.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.remembered)
        outer.addWidget(self.notice)
        outer.addLayout(head)
        outer.addWidget(self.table, 1)

    def show_preview(self, shown: Preview) -> None:
        """The columns of every kind of sheet; the one looked at stays."""
        kept = self._key()
        layouts = layouts_of(shown, self._layouts)
        self._layouts = {layout.key: layout for layout in layouts}
        self._own = shown.own_fields
        doubts = [doubt for doubt in shown.understanding.doubts if doubt.step == "columns"]
        self._doubts = {}
        for doubt in doubts:
            self._doubts.setdefault(doubt.sheet, []).append(doubt_text(doubt))
        self.sheet.clear()
        for layout in layouts:
            self.sheet.addItem(layout.name, layout.key)
        at = self.sheet.findData(kept)
        self.sheet.setCurrentIndex(at if at >= 0 else self._first())
        self.sheet.setVisible(len(layouts) > 1)
        self._show()

    def lines(self) -> tuple[ColumnLine, ...]:
        """The columns of the sheet shown, in their order."""
        return self._layouts[self._key()].lines

    def ask(self, letter: str) -> None:
        """Drop the list of meanings from the column of this letter."""
        [line] = [line for line in self.lines() if line.guess.letter == letter]
        self.table.stand_on(line.guess.index)
        self.table.ask("")

    def _key(self) -> str:
        return str(self.sheet.currentData() or "")

    def _first(self) -> int:
        """A kind of sheet with doubts before the others."""
        for at, layout in enumerate(self._layouts.values()):
            if any(key in self._doubts for key in layout.sheets):
                return at
        return 0

    def _show(self) -> None:
        layout = self._layouts.get(self._key())
        if layout is None:
            self.table.show_lines(())
            return
        self.table.show_lines(layout.lines)
        sentences = [text for key in layout.sheets for text in self._doubts.get(key, ())]
        self.notice.say(list(dict.fromkeys(sentences)))
        told = [_("Chosen on {day} for files like this, and taken over.").format(day=layout.day)]
        self.remembered.say(told if layout.day else [])
        left = sum(1 for line in layout.lines if line.state == "left")
        count = ngettext("{n} column", "{n} columns", len(layout.lines))
        parts = [count.format(n=len(layout.lines))]
        if left:
            text = ngettext("{n} column left out", "{n} columns left out", left)
            parts.append(text.format(n=left))
        self.count.setText(" · ".join(parts))

    def _shapes(self) -> list[str]:
        layout = self._layouts[self._key()]
        return [shape for shape in (layout.shape, layout.book) if shape]

    def _on_asked(self, line: ColumnLine, below: QRect, typed: str) -> None:
        layout = self._layouts[self._key()]
        self._open = line
        header = " ".join(line.guess.header.split())
        choices = choices_for(layout.kind, header, line.guess.letter, self._own)
        current = str(line.guess.target) if line.guess.target else "ignored"
        named = header if layout.kind == "customers" else None
        self.picker.open_for(choices, current, below, own=named, typed=typed)

    def _on_chosen(self, target: str) -> None:
        line = self._open
        if line is None:
            return
        if target:
            target = str(free(Target.parse(target), self._others(line)))
        self.changed.emit(self._key(), line.guess.index, target)

    def _on_new_field(self, name: str, kind: str) -> None:
        if self._open is not None:
            self.field_made.emit(self._key(), self._open.guess.index, name, kind)

    def _on_cleared(self, line: ColumnLine) -> None:
        self.changed.emit(self._key(), line.guess.index, "")

    def _others(self, line: ColumnLine) -> list[Target]:
        return [
            other.guess.target
            for other in self.lines()
            if other.guess.target is not None and other.guess.index != line.guess.index
        ]
