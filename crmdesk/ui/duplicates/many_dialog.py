"""All certain duplicates at one look: take the mark off what is not, merge the rest at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.duplicates.groups import DuplicateGroup
from crmdesk.ui.duplicates.group_rows import GroupRow, Groups, columns
from crmdesk.ui.duplicates.store import CleaningStore
from crmdesk.ui.kit.cells import PAD
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.icons import icon_pixmap
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.progress import ProgressPanel

SIZE = QSize(860, 600)
BOX = 18


@dataclass(frozen=True, slots=True)
class _CheckCell:
    """A box with its mark; `left_out` are the places without."""

    left_out: set[int]
    places: dict[tuple[int, ...], int]

    def paint(self, painter: QPainter, rect: QRect, row: GroupRow) -> bool:
        on = self.places[row.group.ids] not in self.left_out
        box = QRect(rect.left() + PAD, rect.center().y() - BOX // 2, BOX, BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens().accent if on else tokens().muted))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if on:
            painter.setBrush(QColor(tokens().accent))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            ratio = painter.device().devicePixelRatio()
            mark = icon_pixmap("check", BOX - 4, tokens().on_accent, ratio)
            painter.drawPixmap(box.left() + 2, box.top() + 2, mark)
        return False


class _MarkTable(DataTable):
    toggle_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle_asked.emit()
        else:
            super().keyPressEvent(event)


class ManyDialog(QDialog):
    """Space or a click takes a mark off or puts it back; `merged` once all are merged."""

    merged = Signal()

    def __init__(
        self,
        db: Database,
        store: CleaningStore,
        groups: Sequence[DuplicateGroup],
        country: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("many_dialog")
        self.setWindowTitle(_("Merge all certain duplicates"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE)
        self._store, self._groups = store, Groups(db, country)
        self._groups.all = list(groups)
        self._left_out: set[int] = set()
        self._job: Job | None = None
        places = {found.ids: at for at, found in enumerate(groups)}
        check = Column("check", "", lambda row: self._mark_text(places[row.group.ids]), width=48,
                       fixed=True, cell=_CheckCell(self._left_out, places))  # fmt: skip
        shown = [column for column in columns(country) if column.key != "sure"]
        self.model = PagedTableModel([check, *shown], self._groups.load, self)
        self.table = _MarkTable("many_groups", self.model, two_lines=True)
        self.progress = ProgressPanel()
        self.merge = PrimaryButton("", "merge")
        self.merge.setObjectName("do_merge_many")
        self.merge.setDefault(True)
        self.cancel = PlainButton(_("Cancel"))
        self.cancel.setObjectName("cancel")
        self._lay_out()
        self._connect()
        self.model.set_ids(range(len(groups)))
        self._say_count()
        self.table.select_id(0)
        self.table.setFocus()

    def chosen(self) -> list[DuplicateGroup]:
        """The groups with a mark."""
        return [found for at, found in enumerate(self._groups.all) if at not in self._left_out]

    def toggle(self, places: Sequence[int]) -> None:
        """Take the marks off these, or put them back where all are off."""
        wanted = set(places)
        if wanted <= self._left_out:
            self._left_out -= wanted
        else:
            self._left_out |= wanted
        self.table.viewport().update()
        self._say_count()

    def reject(self) -> None:
        """Stop first what is being done; nothing of it is left then."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _merge(self) -> None:
        groups = [found.ids for found in self.chosen()]
        if not groups:
            return
        self.merge.setEnabled(False)
        self.table.setEnabled(False)
        job = self._job = self._store.merge_many(groups)
        self.progress.follow(job, _("Merging"))
        job.succeeded.connect(lambda _count: self._on_merged())
        job.finished.connect(lambda: self._on_finished())

    def _on_merged(self) -> None:
        self.merged.emit()
        self.accept()

    def _on_finished(self) -> None:
        self._job = None
        self.table.setEnabled(True)
        self._say_count()

    def _on_clicked(self, at: int, column: int) -> None:
        if self.model.columns[column].key == "check":
            self.toggle([at])

    def _mark_text(self, place: int) -> str:
        return _("left out") if place in self._left_out else _("will be merged")

    def _say_count(self) -> None:
        count = len(self._groups.all) - len(self._left_out)
        text = ngettext("Merge {n} group", "Merge {n} groups", count)
        self.merge.setText(text.format(n=f"{count:,}"))
        self.merge.setEnabled(count > 0)

    def _connect(self) -> None:
        self.table.clicked.connect(lambda index: self._on_clicked(index.row(), index.column()))
        self.table.toggle_asked.connect(lambda: self.toggle(self.table.selected_ids()))
        self.merge.clicked.connect(lambda: self._merge())
        self.cancel.clicked.connect(lambda: self.reject())

    def _lay_out(self) -> None:
        card = Card(padding=8)
        card.add(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(label(_("Space takes a mark off."), "hint"))
        buttons.addStretch()
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        told = _(
            "In each group the older number stays, phones, tags and notes of all are kept, and of "
            "what differs the fuller or newer value; the rest goes into the note."
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(label(told, "secondary", wrap=True))
        outer.addWidget(card, 1)
        outer.addWidget(self.progress)
        outer.addLayout(buttons)
