"""The backups of this database: made now, looked into, restored; and the folder they go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.backups.copies import Contents, look_inside
from crmdesk.models.backups.folder import REASONS, Backup, BackupFolder
from crmdesk.models.core.db import Database
from crmdesk.models.core.engines.sqlite_copies import opens
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.protection.password import fitting_key, say_change
from crmdesk.ui.kit.ask import ask_folder, ask_open_file, confirm
from crmdesk.ui.kit.cells import TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.password_question import PasswordQuestion
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea


class BackupsDialog(QDialog):
    """Enter or a double click looks inside; `restore` and `move` are what the program does then."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        folder: BackupFolder,
        restore: Callable[[Path, str | None], None],
        move: Callable[[Path], BackupFolder],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("backups")
        self.setWindowTitle(_("Backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 760, 540)
        self._db, self._folder, self._restore, self._move = db, folder, restore, move
        self._storage = db.storage
        self._rows: dict[int, Backup] = {}
        self.model = PagedTableModel(_columns(db.now(), folder), self._load, self)
        self.table = DataTable("backups_table", self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.where = label("", "secondary", wrap=True)
        self.contents = label("", wrap=True)
        self.contents.setObjectName("backup_contents")
        self._lay_out()
        self.make.setFocus()
        self._listed, self._looked, self._made, self._opened, self._first = (
            Latest(jobs, self) for _each in range(5)
        )
        self._listed.ready.connect(self._on_list)
        self._looked.ready.connect(self._on_contents)
        self._looked.failed.connect(self._on_unreadable)
        self._made.ready.connect(lambda _backup: self.refresh())
        self._opened.ready.connect(self._on_opened)
        self._opened.failed.connect(self._on_unreadable)
        self._listed.failed.connect(self._on_unlisted)
        self._made.failed.connect(self._on_failed)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _id: self._ask_restore())
        self.refresh()

    def refresh(self) -> None:
        """Read the folder anew."""
        self.where.setText(_("They lie in {folder}").format(folder=self._folder.path))
        self._area.show_loading()
        folder = self._folder

        def find(_job: object) -> Sequence[Backup]:
            folder.must_be_within_reach()
            return folder.list()

        self._listed.ask(find)

    def back_up(self) -> None:
        """Make one now."""
        self.make.setEnabled(False)
        folder, now = self._folder, self._db.now()
        self._made.ask(lambda _job: folder.back_up("hand", now))

    def _load(self, ids: Sequence[int]) -> dict[int, Backup]:
        return {row_id: self._rows[row_id] for row_id in ids if row_id in self._rows}

    def _current(self) -> Backup | None:
        return self._rows.get(self.table.current_id() or 0)

    def _on_list(self, backups: Sequence[Backup]) -> None:
        self.make.setEnabled(True)
        self._rows = dict(enumerate(backups, 1))
        self.model.set_ids(self._rows)
        self.model.forget()
        if backups:
            self._area.show_content()
            self.table.select_id(1)
        else:
            self._area.show_empty()
        self._on_current(self.table.current_id())

    def _on_unlisted(self, error: BaseException) -> None:
        """A drive that is gone is no empty folder."""
        self._on_list(())
        self._area.show_error(error, self.refresh)

    def _on_current(self, _row_id: int | None) -> None:
        backup = self._current()
        self.contents.setText(_("Looking inside…") if backup is not None else "")
        self.restore.setEnabled(False)
        if backup is not None:
            path, key = backup.path, fitting_key(backup.path, self._storage.key)
            self._looked.ask(lambda _job: look_inside(path, key=key))

    def _on_contents(self, contents: Contents) -> None:
        self.contents.setText(say_contents(contents, self._db.now(), self._folder))
        self.restore.setEnabled(True)

    def _on_unreadable(self, error: BaseException) -> None:
        self.contents.setText("")
        if isinstance(error, CrmError) and error.code == "backup.locked":
            self.contents.setText(_("It was made under another password."))
            self.restore.setEnabled(True)
        else:
            show_failure(self, error)

    def _on_failed(self, error: BaseException) -> None:
        self.make.setEnabled(True)
        self._area.show_content() if self._rows else self._area.show_empty()
        show_failure(self, error)

    def _ask_restore(self) -> None:
        backup = self._current()
        if backup is not None and self.restore.isEnabled():
            self._open(backup.path)

    def _choose_file(self) -> None:
        filters = _("Backups") + " (*.crmbackup *.db)"
        ask_open_file(self, _("Restore a backup from another place"), filters, self._open)

    def _open(self, path: Path) -> None:
        """Look inside first, with the password it was made under."""
        key = fitting_key(path, self._storage.key)
        if opens(path, key):
            self._look(path, key)
            return
        question = PasswordQuestion(
            path, _("It was made under another password."), _("Cancel"), self
        )
        question.unlocked.connect(lambda found: self._look(path, found))
        question.open()

    def _look(self, path: Path, key: str | None) -> None:
        self._opened.ask(lambda _job: (path, key, look_inside(path, key=key)))

    def _on_opened(self, looked: tuple[Path, str | None, Contents]) -> None:
        path, key, contents = looked
        told = say_contents(contents, self._db.now(), self._folder)
        detail = _("All data become as they were then. What is here now is kept in a file beside "
                   "the database, and can be restored in the same way.")  # fmt: skip
        if said := say_change(key, self._storage.key):
            detail = f"{detail}\n\n{said}"
        question = _("Restore this backup? {contents}").format(contents=told)
        confirm(self, question, detail, _("Restore"), lambda: self._do(path, key), danger=True)

    def _do(self, path: Path, key: str | None) -> None:
        """A backup of what is here goes first, unless there is no place for it: what is here is
        kept beside the database in any case."""

        def leave(_outcome: object) -> None:
            self.accept()
            self._restore(path, key)

        self.restore.setEnabled(False)
        self.contents.setText(_("Backing up what is here now…"))
        folder, now = self._folder, self._db.now()
        self._first.ready.connect(leave)
        self._first.failed.connect(leave)
        self._first.ask(lambda _job: folder.back_up("restore", now))

    def _choose_folder(self) -> None:
        ask_folder(self, _("Folder for backups"), self._folder.path, self._on_folder)

    def _on_folder(self, path: Path) -> None:
        self._folder = self._move(path)
        self.refresh()

    def _lay_out(self) -> None:
        self.make = PrimaryButton(_("Back up now"), "add")
        self.make.setObjectName("back_up_now")
        self.make.clicked.connect(lambda: self.back_up())
        self.restore = PlainButton(_("Restore…"), "history")
        self.restore.setObjectName("restore_backup")
        self.restore.clicked.connect(lambda: self._ask_restore())
        other = PlainButton(_("From another file…"), "folder")
        other.clicked.connect(lambda: self._choose_file())
        change = PlainButton(_("Other folder…"), kind="link")
        change.clicked.connect(lambda: self._choose_folder())
        show = PlainButton(_("Show folder"), kind="link")
        show.clicked.connect(lambda: show_folder(self, self._folder))
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        empty = EmptyState(
            "database",
            _("No backup yet"),
            _("One is made each day and whenever the program is closed after a change. A USB "
              "drive or a synchronised folder keeps them safe from a broken computer."),
        )  # fmt: skip
        self._area = ListArea(self.table, empty)
        card = Card(padding=6)
        card.add(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        for widgets in ((self.where, change, show), (card,), (self.contents,),
                        (self.make, self.restore, other, None, close)):  # fmt: skip
            line = QHBoxLayout()
            for widget in widgets:
                if widget is None:
                    line.addStretch()
                else:
                    stretch = 1 if widget in (self.where, card, self.contents) else 0
                    line.addWidget(widget, stretch)
            outer.addLayout(line, 1 if card in widgets else 0)


def show_folder(parent: QWidget, folder: BackupFolder) -> None:
    """In the system's own window; where there is none yet, the one it will be made in."""
    try:
        folder.must_be_within_reach()
    except CrmError as error:
        show_failure(parent, error)
    else:
        open_path(folder.path if folder.path.is_dir() else folder.path.parent)


def say_contents(contents: Contents, now: datetime, folder: BackupFolder) -> str:
    """In words: how many, and how new."""
    customers = ngettext("{n} customer", "{n} customers", contents.customers)
    talks = ngettext("{n} contact logged", "{n} contacts logged", contents.interactions)
    told = [
        customers.format(n=f"{contents.customers:,}"),
        talks.format(n=f"{contents.interactions:,}"),
    ]
    if contents.newest is not None:
        when = say_when(contents.newest, now, folder.zone)
        told.append(_("last change: {when}").format(when=when))
    return " · ".join(told)


def _columns(now: datetime, folder: BackupFolder) -> tuple[Column, ...]:
    def when(row: Backup) -> str:
        return say_when(row.at.replace(tzinfo=folder.zone), now, folder.zone)

    return (
        Column("at", _("When"), when, width=170, fixed=True,
               tip=lambda row: full_when(row.at.replace(tzinfo=folder.zone), folder.zone)),
        Column("reason", _("Made"), lambda row: _(REASONS[row.reason]), width=260),
        Column("bytes", pgettext("file", "Size"), lambda row: _size(row.bytes), width=110,
               align="right",
               cell=TextCell(lambda row: _size(row.bytes), Qt.AlignmentFlag.AlignRight,
                             muted=True)),
    )  # fmt: skip


def _size(count: int) -> str:
    return _("{n} MB").format(n=f"{count / 1024 / 1024:.1f}")
