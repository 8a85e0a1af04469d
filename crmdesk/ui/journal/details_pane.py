"""The change stood on: what was done, by whom, whether it can be taken back, and each field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.journal.columns import undo_text, why_not
from crmdesk.ui.journal.details_view import DetailsView
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_when
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.card import Card

if TYPE_CHECKING:
    from crmdesk.models.logbook.browse import Entry
    from crmdesk.models.logbook.details import Cursor, Details, Reader, RowLine


class DetailsPane(Card):
    """Reads off the window's thread; `undo_asked(entry)`, `customer_asked(id)`."""

    undo_asked = Signal(object)
    customer_asked = Signal(int)

    def __init__(self, db: Database, jobs: JobRunner, reader: Reader, zone: tzinfo) -> None:
        super().__init__()
        self.setObjectName("journal_pane")
        self.setMinimumWidth(320)
        self._db, self._reader, self._zone = db, reader, zone
        self._entry: Entry | None = None
        self._more: Cursor | None = None
        self.title = label("", "heading", selectable=True, wrap=True)
        self.title.setObjectName("journal_title")
        self.meta = label("", "secondary", selectable=True, wrap=True)
        self.reason = label("", "muted", wrap=True)
        self.reason.setObjectName("journal_reason")
        self.undo_button = PlainButton(_("Undo this"), "undo")
        self.undo_button.setObjectName("undo_this")
        self.undo_button.clicked.connect(lambda: self._on_undo())
        self.customer_button = PlainButton(_("Open the customer"), "person", "ghost")
        self.customer_button.setObjectName("open_customer")
        self.customer_button.clicked.connect(lambda: self._on_customer())
        self.view = DetailsView()
        self.view.customer_asked.connect(self.customer_asked)
        self.view.more_asked.connect(self._ask_more)
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.customer_button)
        buttons.addStretch()
        for widget in (self.title, self.meta, self.reason):
            self.add(widget)
        self.add(buttons)
        self.add(self.view, 1)
        self._answers, self._next = Latest(jobs, self), Latest(jobs, self)
        self._answers.ready.connect(self._on_details)
        self._next.ready.connect(self._on_lines)
        for latest in (self._answers, self._next):
            latest.failed.connect(lambda error: show_failure(self, error))
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """This one; None: nothing is stood on."""
        same = entry is not None and self._entry is not None and entry.id == self._entry.id
        self._entry = entry
        for widget in (self.meta, self.view):
            widget.setVisible(entry is not None)
        self._head(entry)
        self._next.drop()
        if entry is None:
            self._answers.drop()
        elif not same:
            self._ask(entry.id)

    def _head(self, entry: Entry | None) -> None:
        self.title.setText(entry.text if entry else _("Choose a change to see what it did."))
        reason = why_not(entry) if entry else ""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.undo_button.setVisible(entry is not None)
        self.undo_button.setEnabled(entry is not None and entry.undoable)
        self.undo_button.setText(undo_text(entry))
        self.customer_button.setVisible(entry is not None and entry.customer_id is not None)
        if entry is not None:
            parts = (full_when(entry.at, self._zone), entry.staff)
            self.meta.setText("  ·  ".join(part for part in parts if part))

    def _ask(self, change_set_id: int) -> None:
        def read(_job: object) -> Details:
            from crmdesk.models.logbook.details import load_details

            with self._db.read() as session:
                return load_details(session, change_set_id, self._reader)

        self._answers.ask(read)

    def _on_details(self, details: Details) -> None:
        self._more = details.more
        more = details.more is not None
        self.view.show_details(details.counts, details.facts, details.lines, more=more)

    def _ask_more(self) -> None:
        entry, after = self._entry, self._more
        if entry is None or after is None or self._next.waiting():
            return

        def read(_job: object) -> tuple[Sequence[RowLine], Cursor | None]:
            from crmdesk.models.logbook.details import load_lines

            with self._db.read() as session:
                return load_lines(session, entry.id, self._reader, after)

        self._next.ask(read)

    def _on_lines(self, answer: tuple[Sequence[RowLine], Cursor | None]) -> None:
        lines, self._more = answer
        self.view.add_lines(lines, more=self._more is not None)

    def _on_undo(self) -> None:
        if self._entry is not None:
            self.undo_asked.emit(self._entry)

    def _on_customer(self) -> None:
        if self._entry is not None and self._entry.customer_id is not None:
            self.customer_asked.emit(self._entry.customer_id)
