"""The visits of the contract in front: which were made, which come, done in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.service.contract_queries import ContractRow, VisitRow, load_visits
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import full_day, say_day
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.service.contract_commands import ContractCommands
from crmdesk.ui.service.contract_dialog import say_every

WIDTH = 330
_VISIT = Qt.ItemDataRole.UserRole


class VisitsCard(Card):
    """Enter or D on a visit: done; L puts it off, N or Delete leaves it out."""

    def __init__(self, db: Database, commands: ContractCommands) -> None:
        super().__init__()
        self.setObjectName("visits_card")
        self.setFixedWidth(WIDTH)
        self._db, self._commands = db, commands
        self._row: ContractRow | None = None
        self._typing = False
        self.title, self.facts = label("", "heading", wrap=True), label("", "secondary", wrap=True)
        self.included = label("", wrap=True, selectable=True)
        self.visits = QListWidget()
        self.visits.setObjectName("contract_visits")
        self.visits.setAccessibleName(pgettext("service contract", "Visits"))
        self.done = PlainButton(_("Done…"), "check")
        self.move_button = PlainButton(_("Put off…"))
        self.skip = PlainButton(pgettext("contract visit", "Leave out"))
        buttons = QHBoxLayout()
        for name, button, key, run in (
            ("visit_done", self.done, "D", self.finish_current),
            ("visit_move", self.move_button, "L", self.move_current),
            ("visit_skip", self.skip, "N", self.skip_current),
        ):
            button.setObjectName(name)
            button.setToolTip(with_shortcut(button.text().removesuffix("…"), key))
            button.clicked.connect(lambda _on=False, run=run: run())
            buttons.addWidget(button)
        for part in (self.title, self.facts, self.included):
            self.add(part)
        self.add(self.visits, 1)
        self.add(buttons)
        self.visits.itemActivated.connect(lambda _item: self.finish_current())
        self.visits.currentRowChanged.connect(lambda _row: self._enable())
        add_keys(self.visits, (*self.row_keys(), ("Del", self.skip_current)))
        self.hide()

    def row_keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """What is done with the current visit, in the list of contracts too."""
        return (
            ("D", self.finish_current),
            ("L", self.move_current),
            ("N", self.skip_current),
        )

    def show_contract(self, row: ContractRow | None, today: date) -> None:
        """The visits of this contract, the first open one current."""
        self._row = row
        self._typing |= self._has_keyboard()
        self.setVisible(row is not None)
        if row is None:
            return
        self.title.setText(f"{row.customer} · {row.level}")
        fee = "" if row.fee is None else say_money(row.fee, row.currency)
        self.facts.setText(" · ".join(filter(None, (say_every(row.every_months), fee))))
        self.included.setText(row.included)
        with self._db.read() as session:
            found = load_visits(session, row.id)
        kept = self._current()
        self.visits.clear()
        first = -1
        for at, visit in enumerate(found):
            text, role, tone = _say(visit, today)
            item = QListWidgetItem(icon(role, tone), text)
            item.setData(_VISIT, visit)
            item.setToolTip(full_day(visit.due_on))
            self.visits.addItem(item)
            if visit.status == "open" and first < 0:
                first = at
            if kept is not None and kept.id == visit.id and visit.status == "open":
                first = at
        self.visits.setCurrentRow(first)
        if self._typing:  # a button that is disabled would give the keyboard away
            self.visits.setFocus()
            self._typing = False
        self._enable()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _current(self) -> VisitRow | None:
        item = self.visits.currentItem()
        visit: VisitRow | None = item.data(_VISIT) if item is not None else None
        return visit

    def _open(self) -> VisitRow | None:
        visit = self._current()
        return visit if visit is not None and visit.status == "open" else None

    def _enable(self) -> None:
        for button in (self.done, self.move_button, self.skip):
            button.setEnabled(self._open() is not None)

    def finish_current(self) -> None:
        if (visit := self._open()) is not None:
            self._commands.finish_visit(visit.id, self.window())

    def move_current(self) -> None:
        if (visit := self._open()) is not None:
            self._commands.move_visit(visit.id, self.window())

    def skip_current(self) -> None:
        if (visit := self._open()) is not None:
            self._commands.skip_visit(visit, self.window())


def add_keys(view: QWidget, keys: Iterable[tuple[str, Callable[[], None]]]) -> None:
    """Keys that do something while the view has the keyboard."""
    for key, run in keys:
        shortcut = QShortcut(QKeySequence(key), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)


def _say(visit: VisitRow, today: date) -> tuple[str, str, str]:
    """Text, icon and its colour."""
    if visit.status == "done":
        done = visit.done_on or visit.due_on
        return _("Done on {day}").format(day=say_day(done, today)), "check-circle", "green"
    if visit.status == "skipped":
        return _("Left out: {day}").format(day=say_day(visit.due_on, today)), "close", "muted"
    day = say_day(visit.due_on, today)
    if visit.due_on < today:
        late = (today - visit.due_on).days
        told = ngettext("{n} day late", "{n} days late", late).format(n=late)
        return f"{_('By {day}').format(day=day)} · {told}", "warning", "red"
    return _("By {day}").format(day=day), "calendar", "muted"
