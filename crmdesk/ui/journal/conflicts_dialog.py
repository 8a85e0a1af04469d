"""Rows that were changed since, side by side: as the change left them, and as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.logbook.clashes import worth_telling
from crmdesk.models.office.settings import load_office
from crmdesk.ui.journal.side_by_side import bold, ink, insert_table
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.theme import tokens
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.room import open_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmdesk.models.journal.conflicts import Conflicts
    from crmdesk.models.logbook.clashes import Clash


class ConflictsDialog(QDialog):
    """Accepted: the rest is to be undone; rejected, or where there is no rest: nothing is."""

    def __init__(
        self, db: Database, jobs: JobRunner, conflicts: Conflicts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflicts")
        self.setWindowTitle(_("Changed since"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 680, 460)
        self._db, self._conflicts = db, conflicts
        count = self._count = max(1, len(worth_telling(conflicts.conflicts)))
        self.told = label(say_conflicts(count, rest=conflicts.rest), "heading", wrap=True)
        self.view = QTextBrowser()
        self.view.setObjectName("conflict_rows")
        self.view.setProperty("role", "page")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(_("Changed since"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        leave = PlainButton(_("Leave it all") if conflicts.rest else _("Close"))
        leave.setObjectName("leave")
        leave.clicked.connect(self.reject)
        buttons.addWidget(leave)
        if conflicts.rest:
            rest = PrimaryButton(_("Undo the rest"), "undo")
            rest.setObjectName("do")
            rest.clicked.connect(self.accept)
            buttons.addWidget(rest)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.told)
        outer.addWidget(self.view, 1)
        outer.addLayout(buttons)
        self._clashes = Latest(jobs, self)
        self._clashes.ready.connect(self._show)
        self._clashes.failed.connect(lambda error: show_failure(self, error))
        self._clashes.ask(lambda _job: self._read())

    def _read(self) -> Sequence[Clash]:
        from crmdesk.models.logbook.clashes import load_clashes
        from crmdesk.models.logbook.details import Reader

        with self._db.read() as session:
            office = load_office(session)
            reader = Reader(self._db.staff_id, office.country, office_zone(office.zone))
            found = self._conflicts
            return load_clashes(session, found.change_sets, found.conflicts, reader)

    def _show(self, clashes: Sequence[Clash]) -> None:
        cursor = QTextCursor(self.view.document())
        cursor.beginEditBlock()
        for clash in clashes:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(clash.thing, bold())
            if clash.customer:
                cursor.insertText(f"  {clash.customer}", ink(tokens().text))
            cursor.insertText(f"  {clash.reason}", ink(tokens().muted))
            cursor.insertBlock()
            if clash.fields:
                heads = ("", pgettext("undo", "As this change left it"), pgettext("undo", "Now"))
                rows = [(one.label, one.before, one.after) for one in clash.fields]
                insert_table(cursor, [heads, *rows])
        if clashes and (left := self._count - len(clashes)):
            cursor.movePosition(QTextCursor.MoveOperation.End)
            more = ngettext("and {n} more row", "and {n} more rows", left)
            cursor.insertText(more.format(n=f"{left:,}"), ink(tokens().muted))
        cursor.endEditBlock()
        self.view.verticalScrollBar().setValue(0)


def say_conflicts(count: int, *, rest: bool) -> str:
    """How many rows stay, and what becomes of the others."""
    if not rest:
        return _(
            "Nothing of this can be undone: all of it was changed or used again since. It stays as"
            " it is now."
        )
    told = ngettext(
        "{n} row was changed since. It stays as it is now; the rest can be undone.",
        "{n} rows were changed since. They stay as they are now; the rest can be undone.",
        count,
    )
    return told.format(n=f"{count:,}")
