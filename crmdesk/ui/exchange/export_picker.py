"""Choose columns: all there are on the left, those taken on the right in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.messages import message
from crmdesk.models.derived.hanzi import initials
from crmdesk.models.exchange.export.sets import (
    ColumnSet,
    delete_set,
    offered_targets,
    save_set,
)
from crmdesk.models.exchange.vocabulary.fields import Target, header_of
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.search_field import SearchField

_TARGET = Qt.ItemDataRole.UserRole


class TakenList(QListWidget):
    """The columns taken: dragged, or moved with Alt and an arrow; Del takes one out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("taken")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAccessibleName(_("Columns of the export, in their order"))

    def targets(self) -> list[Target]:
        items = (self.item(row) for row in range(self.count()))
        return [item.data(_TARGET) for item in items]

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show these, the current one staying current."""
        before = self.currentRow()
        self.clear()
        for target in targets:
            self.addItem(_item(target))
        self.setCurrentRow(min(max(before, 0), self.count() - 1))

    def move_current(self, step: int) -> None:
        """One place up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + step < self.count() and row >= 0:
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self.changed.emit()

    def remove_current(self) -> None:
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.changed.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_current()
        else:
            super().keyPressEvent(event)


class ColumnsDialog(QDialog):
    """Says `chosen(ColumnSet)`; what bears a name is stored for the office first."""

    chosen = Signal(object)

    def __init__(
        self, db: Database, jobs: JobRunner, columns: ColumnSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Choose columns"))
        self.resize(720, 560)
        self._db, self._jobs, self._columns = db, jobs, columns
        self.search = SearchField(_("Find a column"))
        self.search.setObjectName("find_column")
        self.offered = QListWidget()
        self.offered.setObjectName("offered")
        self.offered.setAccessibleName(_("All columns"))
        self.taken = TakenList()
        self.name = QLineEdit(columns.name if columns.id else "")
        self.name.setObjectName("set_name")
        self.problem = label("", "problem", wrap=True)
        self._count = label("", "secondary")
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self.name.setPlaceholderText(_("Name, to use these columns again"))
        self.name.setAccessibleName(_("Name of these columns"))
        self.name.setMaxLength(60)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.search, 0, 0)
        grid.addLayout(self._order_buttons(), 0, 1)
        grid.addWidget(self.offered, 1, 0)
        grid.addWidget(self.taken, 1, 1)
        how = _("Tick what you want; drag into order, or move with Alt+↑ and Alt+↓.")
        grid.addWidget(label(how, "muted", wrap=True), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.delete_button = PlainButton(_("Delete"), "delete", "ghost")
        self.delete_button.setObjectName("delete_set")
        self.delete_button.setVisible(bool(self._columns.id))
        self.use_button = PrimaryButton(_("Use these columns"), "check")
        self.use_button.setObjectName("use")
        self.use_button.setDefault(True)
        cancel = PlainButton(_("Cancel"))
        cancel.setObjectName("cancel")
        buttons = QHBoxLayout()
        buttons.addWidget(self.name, 1)
        buttons.addWidget(self.delete_button)
        buttons.addSpacing(16)
        buttons.addWidget(cancel)
        buttons.addWidget(self.use_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        outer.addLayout(grid, 1)
        outer.addWidget(self.problem)
        outer.addLayout(buttons)
        self.problem.hide()
        cancel.clicked.connect(lambda: self.reject())
        self._wire()

    def _wire(self) -> None:
        self.use_button.clicked.connect(lambda: self.submit())
        self.delete_button.clicked.connect(lambda: self._delete())
        self.search.asked.connect(self._filter)
        self.search.left_down.connect(self.offered.setFocus)
        self.offered.itemChanged.connect(lambda item: self._on_checked(item))
        self.offered.itemDoubleClicked.connect(_toggle)
        self.taken.changed.connect(lambda: self._on_taken())

    def _order_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        for name, icon, tip, shortcut, act in (
            ("up", "chevron-up", _("Move up"), "Alt+Up", lambda: self.taken.move_current(-1)),
            ("down", "chevron-down", _("Move down"), "Alt+Down",
             lambda: self.taken.move_current(1)),
            ("remove", "close", _("Leave out"), "Del", lambda: self.taken.remove_current()),
        ):  # fmt: skip
            button = IconButton(icon, tip, shortcut)
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _show(self) -> None:
        with self._db.read() as session:
            known = offered_targets(session)
        self._offer(dict.fromkeys((*known, *self._columns.targets)))
        self.take(self._columns.targets)

    def _offer(self, targets: Iterable[Target]) -> None:
        for target in targets:
            item = _item(target)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.offered.addItem(item)

    def take(self, targets: Sequence[Target]) -> None:
        """Begin with these, unless something was ticked already."""
        if self.taken.count():
            return
        rows = range(self.offered.count())
        known = {self.offered.item(row).data(_TARGET) for row in rows}
        self._offer(target for target in targets if target not in known)
        self.taken.show_targets(targets)
        self._on_taken()

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.offered.count()):
            item = self.offered.item(row)
            told = f"{item.text().casefold()} {initials(item.text(), person=False)}"
            item.setHidden(not all(word in told for word in words))
        shown = (
            row for row in range(self.offered.count()) if not self.offered.item(row).isHidden()
        )
        self.offered.setCurrentRow(next(shown, -1))

    def _on_checked(self, item: QListWidgetItem) -> None:
        targets, target = self.taken.targets(), item.data(_TARGET)
        wanted = item.checkState() == Qt.CheckState.Checked
        if wanted != (target in targets):
            targets = [*targets, target] if wanted else [one for one in targets if one != target]
            self.taken.show_targets(targets)
            if wanted:
                self.taken.setCurrentRow(self.taken.count() - 1)
            self._say_count()

    def _on_taken(self) -> None:
        taken = set(self.taken.targets())
        for row in range(self.offered.count()):
            item = self.offered.item(row)
            item.setCheckState(_state(item.data(_TARGET) in taken))
        self._say_count()

    def _say_count(self) -> None:
        count = self.taken.count()
        text = ngettext("{n} column", "{n} columns", count)
        self._count.setText(text.format(n=count))
        self.use_button.setEnabled(count > 0)

    def draft(self) -> ColumnSet:
        """What is taken, under the name given."""
        name = self.name.text().strip()
        kept = self._columns.id if name == self._columns.name else 0
        return ColumnSet(kept if name else 0, name, tuple(self.taken.targets()))

    def submit(self) -> None:
        """Store what bears a name, then use it."""
        draft = self.draft()
        if not draft.name:
            self._use(draft)
            return
        job = self._jobs.write(lambda _job: self._store(draft))
        job.succeeded.connect(self._use)
        job.failed.connect(self._refuse)

    def _store(self, draft: ColumnSet) -> ColumnSet:
        with self._db.write("view") as session:
            return ColumnSet(save_set(session, draft), draft.name, draft.targets)

    def _use(self, columns: ColumnSet) -> None:
        self.chosen.emit(columns)
        self.accept()

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.problem.setText("\n".join(message(code) for code in error.fields.values()))
            self.problem.show()
            self.name.setFocus()
        else:
            show_failure(self, error)

    def _delete(self) -> None:
        set_id, db = self._columns.id, self._db

        def forget(_job: object) -> None:
            with db.write("view") as session:
                delete_set(session, set_id)

        job = self._jobs.write(forget)
        job.succeeded.connect(self._on_deleted)
        job.failed.connect(self._refuse)

    def _on_deleted(self, _done: object) -> None:
        self.reject()


def _item(target: Target) -> QListWidgetItem:
    item = QListWidgetItem(header_of(target))
    item.setData(_TARGET, target)
    return item


def _state(checked: bool) -> Qt.CheckState:  # noqa: FBT001 - what it is made of
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked


def _toggle(item: QListWidgetItem) -> None:
    item.setCheckState(_state(item.checkState() == Qt.CheckState.Unchecked))
