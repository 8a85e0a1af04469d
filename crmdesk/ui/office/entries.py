"""The entries of one list: add, change, merge, delete, each with a count before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.lists import ListEntry
from crmdesk.models.office.queries import load_fields
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.cells import TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.office.dialogs import EntryDialog, EntryDraft, MergeDialog, MergeDraft
from crmdesk.ui.office.store import ListStore, ManagedList, field_kinds, managed_lists


class EntriesCard(Card):
    """Enter or F2 changes the current entry, Delete deletes it."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator) -> None:
        super().__init__()
        self._db, self._navigator = db, navigator
        self._store = ListStore(db, jobs)
        self._shown = managed_lists()[0]
        self._entries: dict[int, ListEntry] = {}
        self.model = PagedTableModel(self._columns(), self._load, self)
        self.table = DataTable("office_entries", self.model)
        self._answers = Latest(jobs, self)
        self._answers.ready.connect(self._on_entries)
        self._answers.failed.connect(lambda error: self.area.show_error(error, self.refresh))
        self._lay_out()
        self.table.opened.connect(lambda _id: self.change())
        self.table.menu_asked.connect(self._show_menu)
        self.table.current_changed.connect(lambda _id: self._enable())
        for key, run in ((Qt.Key.Key_F2, self.change), (Qt.Key.Key_Delete, self.delete)):
            shortcut = QShortcut(key, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        self._title, self._hint = label("", "heading"), label("", "secondary", wrap=True)
        self.add_button = PrimaryButton(_("Add"), "add")
        self.change_button = PlainButton(_("Change"), "edit")
        self.merge_button = PlainButton(_("Merge…"), "merge")
        self.delete_button = PlainButton(_("Delete"), "delete")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        for name, run in (
            ("delete", self.delete),
            ("merge", self.merge),
            ("change", self.change),
            ("add", self.add_entry),
        ):
            button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, run=run: run())
            head.addWidget(button)
        empty = EmptyState(
            "lists", _("Nothing in this list yet"), _("Entries come from imports, too."),
            _("Add"), self.add_entry,
        )  # fmt: skip
        self.area = ListArea(self.table, empty)
        self.add(head)
        self.add(self._hint)
        self.add(self.area, 1)

    def show_list(self, managed: ManagedList) -> None:
        """Turn to another list."""
        self._shown = managed
        self._title.setText(managed.title)
        self._hint.setText(managed.hint)
        self.merge_button.setVisible(managed.code != "field")
        self.table.columns.show("detail", shown=managed.code in ("staff", "field"))
        self.refresh()

    def refresh(self) -> None:
        """Ask for the entries anew."""
        code = self._shown.code
        self._answers.ask(lambda _job: self._store.load(code))

    def add_entry(self) -> None:
        """The form of a new entry."""
        title = _("Add to: {list}").format(list=self._shown.title)
        dialog = EntryDialog(self._shown.code, title, None, parent=self.window())
        dialog.submitted.connect(
            lambda draft: dialog.wait_for(
                self._store.add(self._shown.code, draft.name, draft.values)
            )
        )
        dialog.open()

    def change(self) -> None:
        """The form of the current entry."""
        entry = self._current()
        if entry is None:
            return
        dialog = EntryDialog(
            self._shown.code, _("Change"), entry, self._choices(entry), parent=self.window()
        )

        def submit(draft: EntryDraft) -> None:
            dialog.wait_for(self._store.edit(self._shown.code, entry, draft.name, draft.values))

        dialog.submitted.connect(submit)
        dialog.open()

    def merge(self) -> None:
        """Ask what the current entry is merged into."""
        entry = self._current()
        if entry is None:
            return
        others = [other for other in self._entries.values() if other.id != entry.id]
        dialog = MergeDialog(entry, others, self.window())

        def submit(draft: MergeDraft) -> None:
            if draft.into is not None:
                dialog.wait_for(self._store.merge(self._shown.code, entry, draft.into))

        dialog.submitted.connect(submit)
        dialog.open()

    def delete(self) -> None:
        """Delete the current entry; one in use only after a question with the count."""
        entry = self._current()
        if entry is None:
            return
        if not entry.uses:
            self._delete(entry)
            return
        question = ngettext(
            "“{name}” is used {n} time. Delete it?", "“{name}” is used {n} times. Delete it?",
            entry.uses,
        )  # fmt: skip
        confirm(
            self.window(),
            question.format(name=entry.name, n=entry.uses),
            _("The records stay, without it. This can be undone."),
            _("Delete"),
            partial(self._delete, entry),
            danger=True,
        )

    def _delete(self, entry: ListEntry) -> None:
        job = self._store.delete(self._shown.code, entry)
        said = _("“{name}” deleted").format(name=entry.name)
        job.succeeded.connect(lambda _done: self._navigator.say(said, undoable=True))
        job.failed.connect(partial(show_failure, self.window()))

    def _current(self) -> ListEntry | None:
        return self._entries.get(self.table.current_id() or 0)

    def _choices(self, entry: ListEntry) -> Sequence[str]:
        if self._shown.code != "field":
            return ()
        with self._db.read() as session:
            return next((f.choices for f in load_fields(session) if f.id == entry.id), ())

    def _on_entries(self, entries: Sequence[ListEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.model.set_ids(self._entries)
        if entries:
            self.area.show_content()
        else:
            self.area.show_empty()
        self._enable()

    def _enable(self) -> None:
        chosen = self._current() is not None
        for button in (self.change_button, self.merge_button, self.delete_button):
            button.setEnabled(chosen)
        self.merge_button.setEnabled(chosen and len(self._entries) > 1)

    def _show_menu(self, at: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Change")).triggered.connect(lambda: self.change())
        if self._shown.code != "field":
            menu.addAction(_("Merge…")).triggered.connect(lambda: self.merge())
        menu.addAction(_("Delete")).triggered.connect(lambda: self.delete())
        menu.popup(at)

    def _load(self, ids: Sequence[int]) -> Mapping[int, ListEntry]:
        return {row_id: self._entries[row_id] for row_id in ids if row_id in self._entries}

    def _columns(self) -> list[Column]:
        right = Qt.AlignmentFlag.AlignRight
        return [
            Column("name", pgettext("list", "Name"), lambda row: row.name, width=280, fixed=True,
                   cell=TextCell(lambda row: row.name, bold=True)),
            Column("detail", _("Details"), self._detail, width=160),
            Column("uses", _("Used"), lambda row: f"{row.uses:,}", width=100, align="right",
                   cell=TextCell(lambda row: f"{row.uses:,}", right)),
        ]  # fmt: skip

    def _detail(self, entry: ListEntry) -> str:
        if not entry.active:
            return pgettext("staff", "Left")
        return field_kinds().get(entry.detail, "")
