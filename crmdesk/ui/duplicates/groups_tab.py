"""Likely duplicates: found over the whole archive, looked at one by one or merged all at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.duplicates.find import find_groups, still_there
from crmdesk.models.duplicates.groups import DuplicateGroup, disjoint
from crmdesk.models.duplicates.reasons import CERTAIN, CLASSES, class_text
from crmdesk.ui.duplicates.chips import CountChips
from crmdesk.ui.duplicates.group_rows import GroupRow, Groups, columns
from crmdesk.ui.duplicates.group_view import GroupView
from crmdesk.ui.duplicates.many_dialog import ManyDialog
from crmdesk.ui.duplicates.merging import Merging
from crmdesk.ui.duplicates.store import CleaningStore
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.row_bar import add_row_keys
from crmdesk.ui.kit.table import PagedTableModel
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.progress import ProgressPanel
from crmdesk.ui.kit.widgets.splitter import Splitter
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

ALL = "all"
QUICK = 1.5  # s; an archive looked through so fast is looked through again by itself


class GroupsTab(QWidget):
    """Enter merges, N tells apart, O opens; `counted(n)` says how many groups there are."""

    counted = Signal(int)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        zone: tzinfo,
        country: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates_tab")
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._job: Job | None = None
        self._left = Latest(jobs, self)
        self._left.ready.connect(self._on_left)
        self._seconds, self._begun, self._looked = 0.0, 0.0, False
        self.groups = Groups(db, country)
        self._store = CleaningStore(db, jobs, navigator, self)
        self._merging = Merging(db, jobs, navigator, self)
        self._merging.merged.connect(self._forget)
        self.model = PagedTableModel(columns(country), self.groups.load, self)
        self.table = DataTable("duplicate_groups", self.model, two_lines=True)
        self.view = GroupView(db.now, zone, country)
        self.chips = CountChips([(ALL, _("All")), *((name, class_text(name)) for name in CLASSES)])
        self.progress = ProgressPanel()
        self.stale = label(_("The archive has changed since."), "muted")
        self.stale.setObjectName("stale")
        self.many = PlainButton(_("Merge all certain ones…"), "merge")
        self.many.setObjectName("merge_many")
        self.again = IconButton("refresh", _("Look again"), "F5")
        self.again.setObjectName("look_again")
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Look through the archive when nobody has yet."""
        if not self._looked and self._job is None:
            self.look()

    def look(self) -> None:
        """Look through the whole archive in the background."""
        if self._job is not None:
            return
        self._begun, db = time.monotonic(), self._db

        def find(job: Job) -> list[DuplicateGroup]:
            with db.read() as session:
                return find_groups(session, job)

        job = self._job = self._jobs.read(find)
        if self._seconds > QUICK or not self._looked:
            self.progress.follow(job, _("Looking for duplicates"))
        # bound methods: a lambda would still be called when this is gone
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def note_changes(self) -> None:
        """The archive changed: look again where that is quick, else say so and drop who is gone."""
        if not self._looked:
            return
        if self._seconds <= QUICK:
            self.look()
            return
        ids = {key for found in self.groups.all for key in found.ids}

        def read(_job: Job) -> set[int]:
            with self._db.read() as session:
                return still_there(session, ids)

        self.stale.show()
        self._left.ask(read)

    def _on_left(self, there: set[int]) -> None:
        self.groups.keep_only(there)
        self._show(max(self.table.currentIndex().row(), 0))

    def current(self) -> GroupRow | None:
        """The group stood on."""
        index = self.table.currentIndex()
        row: GroupRow | None = self.model.row_at(index) if index.isValid() else None
        return row

    def merge_current(self) -> None:
        if (row := self.current()) is not None and len(row.people) > 1:
            self._merging.open([person.id for person in row.people])

    def tell_apart(self) -> None:
        """Remember of the group stood on that these are not the same."""
        if (row := self.current()) is None:
            return
        ids = [person.id for person in row.people]
        job = self._store.tell_apart(
            ids, pgettext("list", ", ").join(person.name for person in row.people)
        )
        job.succeeded.connect(lambda _count: self._forget(ids))

    def open_first(self) -> None:
        if (row := self.current()) is not None and row.people:
            self._navigator.open_customer(row.people[0].id)

    def _merge_many(self) -> None:
        sure = disjoint(self.groups.all[at] for at in self.groups.places(CERTAIN))
        dialog = ManyDialog(self._db, self._store, sure, self.groups.country, self)
        dialog.merged.connect(lambda: self.look())
        dialog.open()

    def _forget(self, ids: Sequence[int]) -> None:
        """What was decided is gone at once; the place in the list stays."""
        row = self.table.currentIndex().row()
        self.groups.drop(list(ids))
        self._show(row)

    def _on_found(self, found: list[DuplicateGroup]) -> None:
        row = self.table.currentIndex().row()
        self._seconds, self._looked = time.monotonic() - self._begun, True
        self.groups.all = found
        self.stale.hide()
        self._show(max(row, 0))

    def _on_failed(self, error: BaseException) -> None:
        self.area.show_error(error, self.look)

    def _on_finished(self) -> None:
        self._job = None
        if not self._looked:
            self.area.show_empty()

    def _show(self, row: int = 0) -> None:
        counts = Counter(found.certainty for found in self.groups.all)
        self.chips.show_counts(counts | {ALL: len(self.groups.all)})
        chosen = self.chips.value()
        places = self.groups.places("" if chosen == ALL else chosen)
        self.model.set_ids([])
        self.model.set_ids(places)
        self.many.setEnabled(counts[CERTAIN] > 0)
        if places:
            self.area.show_content()
            self.table.select_id(places[min(row, len(places) - 1)])
        elif self.groups.all:
            self.area.show_no_match("", lambda: self.chips.choose(ALL))
        else:
            self.area.show_empty()
        self.view.setVisible(bool(places))
        self.view.show_group(self.current())
        self.counted.emit(len(self.groups.all))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("group_menu")
        for role, text, run in (
            ("merge", _("Merge…") + "\tEnter", self.merge_current),
            ("close", _("Not the same") + "\tN", self.tell_apart),
            ("open", _("Open") + "\tO", self.open_first),
        ):
            menu.addAction(icon(role), text).triggered.connect(lambda _on, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _connect(self) -> None:
        self.chips.changed.connect(lambda _value: self._show())
        self.table.current_changed.connect(lambda _id: self.view.show_group(self.current()))
        self.table.opened.connect(lambda _id: self.merge_current())
        self.table.menu_asked.connect(self._on_menu)
        add_row_keys(self.table, {
            "N": lambda _index: self.tell_apart(),
            "O": lambda _index: self.open_first(),
            "F5": lambda _index: self.look(),
        })  # fmt: skip
        self.view.merge_asked.connect(self.merge_current)
        self.view.apart_asked.connect(self.tell_apart)
        self.view.open_asked.connect(self._navigator.open_customer)
        self.many.clicked.connect(lambda: self._merge_many())
        self.again.clicked.connect(lambda: self.look())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.chips, 1)
        for widget in (self.stale, self.again, self.many):
            top.addWidget(widget)
        self.stale.hide()
        self.many.setEnabled(False)
        empty = EmptyState(
            "check-circle",
            _("No duplicates found"),
            _("Customers with the same number, e-mail or company are shown here side by side."),
            _("Look again"),
            self.look,
            primary=False,
        )
        self.area = ListArea(self.table, empty)
        card = Card(padding=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.progress)
        column.addWidget(Splitter("duplicates", (card, self.view), (680, 460)), 1)
        card.add(self.area, 1)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.setFocusProxy(self.table)
