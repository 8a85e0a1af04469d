"""One tab of the preview: search, what to do with all of it, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.exchange.planning.picks import Picks
from crmdesk.ui.exchange.plan_model import STEP, PlanModel
from crmdesk.ui.exchange.plan_sources import Source
from crmdesk.ui.exchange.plan_table import PlanTable
from crmdesk.ui.exchange.sifting import Sifter
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.menus import add_entry, below, passing_menu
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.search_field import SearchField
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

_DELAY = 150  # ms
_AT_ONCE = 2000
"""So many rows are decided about before anybody could notice."""


class PlanTab(QWidget):
    """`decided(Picks)`: something was decided about its rows; `deciding(make)`: about so many that
    `make` is to be called beside the window's thread; `line_taken(Line)`: about a value."""

    decided = Signal(object)
    deciding = Signal(object)
    line_taken = Signal(object)

    def __init__(
        self, code: str, columns: Sequence[Column], source: Source, empty: EmptyState
    ) -> None:
        super().__init__()
        self._source = source
        self.model = PlanModel(columns, source.head, source.lines, self)
        self.table = PlanTable(f"plan_{code}", self.model)
        self.search = SearchField(_("Name or phone"), "Ctrl+F", delay=_DELAY)
        self.search.setObjectName(f"search_{code}")
        self.all = PlainButton(_("All of them…"))
        self.all.setObjectName(f"all_{code}")
        self._hint = label("", "muted")
        self._sifter = Sifter(self._on_sifted, self)
        self._area = ListArea(self.table, empty)
        self._lay_out()
        self.search.asked.connect(lambda _text: self.fill())
        self.search.left_down.connect(self.table.setFocus)
        self.all.clicked.connect(lambda: self._offer(self._meant(), below(self.all)))
        self.table.taken.connect(self._on_taken)
        self.table.choice_asked.connect(self._on_choice)
        self.table.menu_asked.connect(lambda at: self._offer(self._selected(), at))
        self.table.selection_changed.connect(self._say)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.search.setFocus)

    def _lay_out(self) -> None:
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 4, 0, 0)
        bar.setSpacing(12)
        bar.addWidget(self.search)
        bar.addWidget(self._hint, 1)
        bar.addWidget(self.all)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self._bar)
        outer.addWidget(self._area, 1)

    def fill(self) -> None:
        """Show the rows that fit what is searched; those opened and selected stay so."""
        places, text = self._source.places(), self.search.text().strip()
        self._bar.setVisible(bool(places))
        if not text:
            self._sifter.stop()
            self._on_sifted(places)
            return
        words, digits = normalise(text), "".join(filter(str.isdigit, text))
        self._sifter.ask(places, lambda place: self._fits(place, words, digits))

    def refresh(self) -> None:
        """Paint what was decided."""
        self.model.refresh()
        self._say()

    def clear(self) -> None:
        """Keep no row."""
        self._sifter.stop()
        self.model.show(())

    def _fits(self, place: int, words: str, digits: str) -> bool:
        if words in self._source.words(place):
            return True
        if len(digits) < 3:
            return False
        return any(
            digits in "".join(filter(str.isdigit, known)) for known in self._source.digits(place)
        )

    def _on_sifted(self, places: Iterable[int]) -> None:
        self.model.show(places)
        if self.model.count():
            self._area.show_content()
        elif self.search.text().strip():
            self._area.show_no_match(self.search.text().strip(), self.search.clear)
        else:
            self._area.show_empty()
        self.all.setVisible(self._source.for_all and self.model.count() > 0)
        self._say()

    def _say(self) -> None:
        """How many are shown, or selected."""
        selected = self.table.selected_count()
        if selected > 1:
            text = ngettext("{n} selected", "{n} selected", selected).format(n=f"{selected:,}")
        elif self.search.text().strip():
            count = self.model.count()
            text = ngettext("{n} row found", "{n} rows found", count).format(n=f"{count:,}")
        else:
            text = _("Enter opens a row.")
            if self._source.for_all:
                text = _("Enter opens a row, Space ticks it or takes the tick away.")
        self._hint.setText(text)
        self.all.setText(_("Selected ones…") if selected > 1 else _("All of them…"))

    def _meant(self) -> list[int]:
        """What the button is about: several rows selected, else all shown."""
        several = self.table.selected_count() > 1
        return self._selected() if several else self.model.shown()

    def _selected(self) -> list[int]:
        ids = self.table.selected_ids()
        return list(dict.fromkeys(row_id // STEP for row_id in ids))

    def _on_taken(self, ids: Sequence[int]) -> None:
        """Lines one by one; rows all alike, as the first of them."""
        places = [row_id // STEP for row_id in ids if row_id % STEP == 0]
        if not places:
            for row_id in ids:
                if (line := self.model.line(row_id)) is not None and line.key is not None:
                    self.line_taken.emit(line)
            return
        heads = (self._source.head(place, False).taken for place in places)  # noqa: FBT003
        first = next((taken for taken in heads if taken is not None), None)
        if first is not None:
            self._decide(partial(self._source.take, places, taken=not first), len(places))

    def _on_choice(self, ids: Sequence[int], at: QPoint) -> None:
        self._offer(list(dict.fromkeys(row_id // STEP for row_id in ids)), at)

    def _offer(self, places: Sequence[int], at: QPoint) -> None:
        """A menu of what can become of these rows."""
        options = self._source.options(places)
        if not options:
            return
        menu = passing_menu(self, "plan_menu")
        for option in options:
            role = "check" if option.chosen else option.icon
            decide = partial(self._decide, option.make, len(places))
            add_entry(menu, option.text, role, decide)
        menu.popup(at)

    def _decide(self, make: Callable[[], Picks], count: int) -> None:
        if count > _AT_ONCE:
            self.deciding.emit(make)
        else:
            self.decided.emit(make())
