"""Who did what and when, newest first; each of it can be undone alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.journal.queries import HistoryRow, load_history
from crmdesk.ui.kit.cells import PillCell, TextCell
from crmdesk.ui.kit.data_table import DataTable
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.table import Column, PagedTableModel
from crmdesk.ui.kit.when import full_when, say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea
from crmdesk.ui.shell.undo import UndoCommands

PAGE = 200


class HistoryDialog(QDialog):
    """Follows the journal while it is open."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        hub: DataHub,
        undo: UndoCommands,
        zone: tzinfo,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle(_("History"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 820, 560)
        self._db, self._undo = db, undo
        self._rows: dict[int, HistoryRow] = {}
        self._wanted = PAGE
        self._asked = Latest(jobs, self)
        self._asked.ready.connect(self._on_rows)
        self._asked.failed.connect(self._on_failed)
        self.model = PagedTableModel(_columns(db.now(), zone), self._load, self)
        self.table = DataTable("history_table", self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.current_changed.connect(self._on_current)
        empty = EmptyState("history", _("Nothing has been done yet."))
        self._area = ListArea(self.table, empty)
        self._lay_out()
        hub.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read as many rows as are shown anew."""
        wanted = self._wanted
        self._area.show_loading()
        self._asked.ask(lambda _job: self._read(wanted))

    def _read(self, wanted: int) -> list[HistoryRow]:
        with self._db.read() as session:
            return load_history(session, limit=wanted)

    def _load(self, ids: Sequence[int]) -> dict[int, HistoryRow]:
        return {row_id: self._rows[row_id] for row_id in ids if row_id in self._rows}

    def _on_rows(self, rows: Sequence[HistoryRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.model.set_ids(self._rows)
        self.model.forget()
        self._more.setVisible(len(rows) == self._wanted)
        if rows:
            self._area.show_content()
        else:
            self._area.show_empty()
        self._on_current(self.table.current_id())

    def _on_failed(self, error: BaseException) -> None:
        show_failure(self, error)

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()

    def _on_current(self, row_id: int | None) -> None:
        row = self._rows.get(row_id) if row_id is not None else None
        self.undo_button.setEnabled(row is not None and row.state != "undone")

    def _undo_current(self) -> None:
        row = self._rows.get(self.table.current_id() or 0)
        if row is not None:
            self._undo.undo_one(row.id, row.text)

    def _show_more(self) -> None:
        self._wanted += PAGE
        self.refresh()

    def _lay_out(self) -> None:
        self.undo_button = PlainButton(_("Undo this"), "undo")
        self.undo_button.setObjectName("undo_this")
        self.undo_button.clicked.connect(lambda: self._undo_current())
        self._more = PlainButton(_("Show older"), kind="link")
        self._more.clicked.connect(lambda: self._show_more())
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        card = Card(padding=6)
        card.add(self._area, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self._more)
        buttons.addStretch()
        buttons.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(card, 1)
        outer.addLayout(buttons)


def _columns(now: datetime, zone: tzinfo) -> tuple[Column, ...]:
    states = {
        "done": "",
        "undone": pgettext("history", "undone"),
        "undo": pgettext("history", "undo"),
    }
    return (
        Column(
            "at", _("When"), lambda row: say_when(row.at, now, zone), width=130, fixed=True,
            tip=lambda row: full_when(row.at, zone),
            cell=TextCell(lambda row: say_when(row.at, now, zone), muted=True),
        ),
        Column("staff", pgettext("history", "Who"), lambda row: row.staff, width=110),
        Column(
            "state", pgettext("history", "State"), lambda row: states[row.state], width=90,
            cell=PillCell(lambda row: states[row.state], lambda row: "neutral"),
        ),
        Column("text", _("What"), lambda row: row.text, width=420, fixed=True),
    )  # fmt: skip
