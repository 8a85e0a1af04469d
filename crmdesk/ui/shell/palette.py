"""Ctrl+K: go to a screen, find a customer, do a command, all from one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.search_field import LONGEST
from crmdesk.ui.shell.matching import Keys, fit, keys_of, plain_keys
from crmdesk.ui.shell.palette_delegate import EntryRole, PaletteDelegate

WIDTH, TOP, ROWS, CUSTOMERS = 620, 64, 11, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette. group: go, customer, do or help (only for what is typed)."""

    group: str
    title: str
    run: Callable[[], None]
    icon: str = ""
    second: str = ""
    shortcut: str = ""


class Palette(QFrame):
    """Lies over the window; `entries` says what there is, `find` looks for customers.

    `find(text)` runs on a reader thread and gives (id, title, second line, kind).
    """

    def __init__(
        self,
        parent: QWidget,
        jobs: JobRunner,
        entries: Callable[[], Sequence[Entry]],
        find: Callable[[str], Sequence[tuple[int, str, str, str]]],
        open_customer: Callable[[int], None],
        new_customer: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setProperty("role", "palette")
        self._window, self._entries, self._find = parent, entries, find
        self._open, self._create = open_customer, new_customer
        self._shown: list[Entry] = []
        self._keys: dict[str, Keys] = {}
        self._customers = Latest(jobs, self)
        self._customers.ready.connect(self._on_customers)
        self._spelled = Latest(jobs, self)
        self._spelled.ready.connect(self._on_keys)
        self._before: QWidget | None = None
        self._build()
        parent.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show it with the cursor in the field."""
        self._shown = list(self._entries())
        titles = [entry.title for entry in self._shown if entry.title not in self._keys]
        self._spelled.ask(lambda _job: {title: keys_of(title) for title in titles})
        self._before = self._window.focusWidget()
        self.field.setText(text)
        self._list([])
        if text:
            self._on_text(text)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close and give the keyboard back to where it was, if that is still there."""
        self.hide()
        self._customers.drop()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.field:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event.key())
            if kind == QEvent.Type.FocusOut and self.isVisible() and self._window.isActiveWindow():
                self.hide()
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(8)
        self.field = QLineEdit(placeholderText=_("Go to, find a customer, or do something…"))
        self.field.setMaxLength(LONGEST)
        self.field.setObjectName("palette_field")
        self.field.setProperty("role", "search")
        self.field.setAccessibleName(_("Command palette"))
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("palette_list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._do)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(label(_("↑ ↓ choose   Enter open   Esc close"), "muted"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)

    def _on_text(self, text: str) -> None:
        self._list([])
        if text.strip():
            self._customers.ask(lambda _job: (text, self._find(text)[:CUSTOMERS]))
        else:
            self._customers.drop()

    def _on_customers(self, answer: tuple[str, Sequence[tuple[int, str, str, str]]]) -> None:
        text, found = answer
        if text != self.field.text() or self.isHidden():
            return
        self._list(
            [
                Entry("customer", title, partial(self._open, row_id), kind, second)
                for row_id, title, second, kind in found
            ],
            nobody=not found,
        )

    def _on_keys(self, keys: dict[str, Keys]) -> None:
        self._keys |= keys
        if self.isVisible() and self.field.text():
            self._on_text(self.field.text())

    def _list(self, customers: Sequence[Entry], *, nobody: bool = False) -> None:
        """`nobody` has these letters: offer to note down who it is."""
        text = self.field.text().strip()
        self.list.clear()
        fitting = self._fitting(text)
        looks_like_customer = any(character.isdigit() for character in text)
        groups = {"customer": list(customers), "go": [], "do": [], "help": []}
        for entry in fitting:
            groups[entry.group].append(entry)
        if nobody:
            title = _("New customer “{text}”").format(text=text)
            new = Entry("customer", title, partial(self._create, text), "add")
            groups["customer"].append(new)
        best = [name for name in ("go", "do") if text and _best(text, groups[name], self._keys) < 2]
        order = [*best, "customer", *(name for name in ("go", "do") if name not in best)]
        if looks_like_customer:
            order = ["customer", "go", "do"]
        if text:
            order.append("help")
        for name in order:
            self._add_group(name, groups[name])
        self._step(1, start=-1)
        self._place()

    def _fitting(self, text: str) -> list[Entry]:
        ranked = []
        for entry in self._shown:
            rank = fit(text, self._keys.get(entry.title) or plain_keys(entry.title))
            if rank is not None:
                ranked.append((rank, entry))
        return [entry for _rank, entry in sorted(ranked, key=lambda pair: pair[0])]

    def _add_group(self, name: str, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        titles = {
            "go": _("Go to"),
            "customer": _("Customers"),
            "do": pgettext("palette", "Do"),
            "help": _("Help"),
        }
        head = QListWidgetItem(titles[name])
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(head)
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(EntryRole, entry)
            self.list.addItem(item)

    def _on_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1, start=self.list.currentRow())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.list.currentItem()) is not None:
                self._do(item)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return key == Qt.Key.Key_Tab
        return True

    def _step(self, step: int, *, start: int) -> None:
        """Move to the next entry, over the headings, round the ends."""
        count = self.list.count()
        for distance in range(1, count + 1):
            at = (start + step * distance) % count
            if self.list.item(at).flags():
                self.list.setCurrentRow(at)
                if at == 1:
                    self.list.scrollToTop()
                return

    def _do(self, item: QListWidgetItem) -> None:
        entry = item.data(EntryRole)
        if isinstance(entry, Entry):
            self.leave()
            entry.run()

    def _place(self) -> None:
        room = self._window.rect()
        width = min(WIDTH, room.width() - 32)
        lines = sum(self.list.sizeHintForRow(at) for at in range(self.list.count()))
        height = min(min(lines, ROWS * 40) + 108, room.height() - TOP - 24)
        self.setGeometry((room.width() - width) // 2, TOP, width, height)


def _best(text: str, entries: Sequence[Entry], keys: dict[str, Keys]) -> int:
    ranks = (fit(text, keys.get(entry.title) or plain_keys(entry.title)) for entry in entries)
    return min((rank for rank in ranks if rank is not None), default=9)
