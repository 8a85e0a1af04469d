"""What I keep about her for myself: the section 仅自己可见 of the tab 资料."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.customers.private_notes import (
    PrivateNoteRow,
    add_private_note,
    edit_private_note,
    load_private_notes,
)
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.growing_lines import GrowingLines
from crmdesk.ui.customers.page.section import Section
from crmdesk.ui.kit.inplace import LinesEditor
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import PlainButton


class PrivateLines(Section):
    """Each note a line, edited where it stands and gone when emptied; those of others, where the
    office lets her read them, stand below to be read."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Only for me"), parent)
        self.setObjectName("private_notes")
        self._context = context
        self.hint = label(
            _("Nobody else sees this here; it is not searched, exported or printed, and stays with "
              "you when the customer is handed over. It is no encryption: who has the file and its "
              "password can read it with another program."),
            "muted", wrap=True,
        )  # fmt: skip
        self.hint.setObjectName("private_notes_hint")
        self.new = FactField(_("Note"), LinesEditor())
        self.new.setObjectName("new_private_note")
        self.link = PlainButton(_("Note only for me"), "add", "link")
        self.link.setObjectName("add_private_note")
        self._lines: GrowingLines[PrivateNoteRow] = GrowingLines(
            self.body, self.new, self.link, LinesEditor,
            show=self._show, edit=self._edit, add=self._add,
        )  # fmt: skip
        self.link.clicked.connect(self.hint.show)
        self.others = label("", "secondary", wrap=True)
        self.others.setObjectName("private_notes_of_others")
        self._lines.end_with(self.others, self.link, self.hint)

    def show_page(self, page: CustomerPage) -> None:
        """What I may read about this customer."""
        context = self._context
        with context.db.read() as session:
            rows = load_private_notes(session, page.id, context.db.staff_id)
        self._lines.show_rows([row for row in rows if row.mine])
        told = [_("{who}: {words}").format(who=row.writer, words=row.text)
                for row in rows if not row.mine]  # fmt: skip
        self.others.setText("\n".join(told))
        self.others.setVisible(bool(told))
        self.hint.setVisible(bool(rows) or self.new.editing())

    def ask(self) -> None:
        """Write another note."""
        self._lines.ask()
        self.hint.show()

    def finish(self) -> None:
        """Store what is being edited."""
        self._lines.finish()

    def _show(self, line: FactField, row: PrivateNoteRow) -> None:
        before = self._lines.rows.get(line)
        if line.editing() and before is not None and before.id != row.id:
            line.commit()
        line.setObjectName(f"private_note_{row.id}")
        line.set_caption(say_when(row.at, self._context.now(), self._context.zone))
        line.show_stored(row.text, row.text)

    def _edit(self, line: FactField, row: PrivateNoteRow, typed: str) -> Job:
        now, expected = self._context.now(), str(line.expected or "")
        return self._context.write(
            "private_note.edit",
            lambda session: edit_private_note(session, row.id, typed, expected=expected, now=now),
        )

    def _add(self, typed: str) -> Job:
        customer, now = self._context.customer_id, self._context.now()
        return self._context.write(
            "private_note.add",
            lambda session: add_private_note(session, customer, typed, now=now),
        )
