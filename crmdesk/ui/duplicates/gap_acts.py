"""What can be done with the customers selected: give an owner, a source, a stage, log, delete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.rules import stage_texts
from crmdesk.models.office.queries import load_sources, load_staff
from crmdesk.ui.duplicates.store import CleaningStore
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.buttons import GhostButton

ASK_ABOVE = 10
"""So many are deleted without a question: undo is one key away."""


class GapBar(QFrame):
    """Under the rows; each button acts on all that are selected."""

    owner_asked = Signal(QWidget)  # the button to open a list under
    source_asked = Signal(QWidget)
    stage_asked = Signal(QWidget)
    log_asked = Signal()
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gap_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 0, 0)
        row.setSpacing(4)
        self.count = label("", "heading")
        row.addWidget(self.count)
        row.addSpacing(8)
        for name, text, role, signal in (
            ("gap_owner", _("Owner"), "assign", self.owner_asked),
            ("gap_source", _("Source"), "share", self.source_asked),
            ("gap_stage", _("Stage"), "stage", self.stage_asked),
        ):
            button = GhostButton(text, role)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, b=button, s=signal: s.emit(b))
            row.addWidget(button)
        self.log = GhostButton(_("Log a contact"), "call")
        self.log.setObjectName("gap_log")
        self.log.clicked.connect(lambda: self.log_asked.emit())
        delete = GhostButton(_("Delete"), "delete")
        delete.setObjectName("gap_delete")
        delete.clicked.connect(lambda: self.delete_asked.emit())
        row.addWidget(self.log)
        row.addWidget(delete)
        row.addStretch(1)

    def show_count(self, count: int) -> None:
        """How many the buttons are about; one contact is logged at a time."""
        self.count.setText(ngettext("{n} selected", "{n} selected", count).format(n=f"{count:,}"))
        self.setEnabled(count > 0)
        self.log.setEnabled(count == 1)


class GapActs:
    """Acts on `chosen()`, the ids selected."""

    def __init__(
        self,
        db: Database,
        store: CleaningStore,
        navigator: Navigator,
        chosen: Callable[[], list[int]],
        zone: tzinfo,
        window: QWidget,
    ) -> None:
        self._db, self._store, self._navigator = db, store, navigator
        self._chosen, self._zone, self._window = chosen, zone, window

    def pick_owner(self, anchor: QWidget | None = None) -> None:
        menu = self._menu("owner_menu")
        self._fill_owners(menu)
        menu.popup(_place(anchor))

    def pick_source(self, anchor: QWidget | None = None) -> None:
        menu = self._menu("source_menu")
        self._fill_sources(menu)
        menu.popup(_place(anchor))

    def pick_stage(self, anchor: QWidget | None = None) -> None:
        menu = self._menu("stage_menu")
        self._fill_stages(menu)
        menu.popup(_place(anchor))

    def log(self) -> None:
        """Write down a contact with the one selected."""
        if len(ids := self._chosen()) == 1:
            self._navigator.log_interaction(ids[0])

    def delete(self) -> None:
        """Delete who is selected; of many one is asked first."""
        if not (ids := self._chosen()):
            return
        if len(ids) <= ASK_ABOVE:
            self._store.delete(ids)
            return
        count = len(ids)
        confirm(
            self._window,
            ngettext("Delete {n} customer?", "Delete {n} customers?", count).format(n=f"{count:,}"),
            _("Their log, complaints and files go too. One undo brings everything back."),
            _("Delete"),
            lambda: self._delete(ids),
            danger=True,
        )

    def menu(self, place: QPoint, edit_phone: Callable[[], None]) -> None:
        """The menu of a right click."""
        ids = self._chosen()
        if not ids:
            return
        menu = self._menu("gap_menu")
        if len(ids) == 1:
            go = self._navigator
            _add(menu, _("Open") + "\tEnter", "open", partial(go.open_customer, ids[0]))
            _add(menu, _("Change the number") + "\tF2", "edit", edit_phone)
            _add(menu, _("Log a contact") + "\tG", "call", self.log)
            menu.addSeparator()
        self._fill_owners(menu.addMenu(icon("assign"), _("Owner")))
        self._fill_sources(menu.addMenu(icon("share"), _("Source")))
        self._fill_stages(menu.addMenu(icon("stage"), _("Stage")))
        menu.addSeparator()
        _add(menu, _("Delete") + "\tDel", "delete", self.delete)
        menu.popup(place)

    def _delete(self, ids: list[int]) -> None:
        self._store.delete(ids)

    def _fill_owners(self, menu: QMenu) -> None:
        with self._db.read() as session:
            staff = load_staff(session)
        for one in staff:
            _add(menu, one.name, "", partial(self._store.assign, self._chosen(), one))

    def _fill_sources(self, menu: QMenu) -> None:
        with self._db.read() as session:
            sources = load_sources(session)
        for one in sources:
            _add(menu, one.name, "", partial(self._store.set_source, self._chosen(), one.name))

    def _fill_stages(self, menu: QMenu) -> None:
        today = local_day(self._db.now(), self._zone)
        for stage, text in stage_texts().items():
            run = partial(self._store.set_stage, self._chosen(), stage, text, today)
            _add(menu, text, "", run)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _place(anchor: QWidget | None) -> QPoint:
    if anchor is None:
        return QCursor.pos()
    return anchor.mapToGlobal(QPoint(0, anchor.height() + 4))


def _add(menu: QMenu, text: str, role: str, run: Callable[[], object]) -> None:
    action = QAction(text, menu)
    if role:
        action.setIcon(icon(role))
    action.triggered.connect(lambda _on: run())
    menu.addAction(action)
