"""What I keep about her for myself: the section 仅自己可见 of the tab 资料."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
from crmdesk.ui.customers.page.section import Section
from crmdesk.ui.kit.inplace import LinesEditor
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
        self._rows: dict[FactField, PrivateNoteRow] = {}
        self._lines: list[FactField] = []
        self.new = FactField(_("Note"), LinesEditor())
        self.new.setObjectName("new_private_note")
        self.new.hide()
        self.new.committed.connect(self._add)
        self.new.closed.connect(self.new.hide)
        self.others = label("", "secondary", wrap=True)
        self.others.setObjectName("private_notes_of_others")
        self.link = PlainButton(_("Note only for me"), "add", "link")
        self.link.setObjectName("add_private_note")
        self.link.clicked.connect(self.ask)
        self.hint = label(
            _("Nobody else sees this here; it is not searched, exported or printed, and stays with "
              "you when the customer is handed over. It is no encryption: who has the file and its "
              "password can read it with another program."),
            "muted", wrap=True,
        )  # fmt: skip
        self.hint.setObjectName("private_notes_hint")
        self.body.addWidget(self.new)
        self.body.addWidget(self.others)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.hint)

    def show_page(self, page: CustomerPage) -> None:
        """What I may read about this customer."""
        context = self._context
        with context.db.read() as session:
            rows = load_private_notes(session, page.id, context.db.staff_id)
        mine = [row for row in rows if row.mine]
        while len(self._lines) < len(mine):
            self._make()
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(mine))
            if number < len(mine):
                self._show(line, mine[number])
        told = [_("{who}: {words}").format(who=row.writer, words=row.text)
                for row in rows if not row.mine]  # fmt: skip
        self.others.setText("\n".join(told))
        self.others.setVisible(bool(told))
        self.hint.setVisible(bool(rows) or self.new.editing())

    def ask(self) -> None:
        """Write another note."""
        self.new.show_stored("", "")
        self.new.show()
        self.hint.show()
        self.new.edit()

    def finish(self) -> None:
        """Store what is being edited."""
        for field in (*self._lines, self.new):
            if field.editing():
                field.commit()

    def _make(self) -> None:
        line = FactField("", LinesEditor())
        line.committed.connect(lambda _old, typed: self._edit(line, str(typed or "")))
        self.body.insertWidget(len(self._lines), line)
        self._lines.append(line)

    def _show(self, line: FactField, row: PrivateNoteRow) -> None:
        if line.editing() and self._rows[line].id != row.id:
            line.commit()
        self._rows[line] = row
        line.setObjectName(f"private_note_{row.id}")
        line.set_caption(say_when(row.at, self._context.now(), self._context.zone))
        line.show_stored(row.text, row.text)

    def _edit(self, line: FactField, typed: str) -> None:
        row, now = self._rows[line], self._context.now()
        expected = str(line.expected or "")
        line.follow(
            self._context.write(
                "private_note.edit",
                lambda session: edit_private_note(
                    session, row.id, typed, expected=expected, now=now
                ),
            )
        )

    def _add(self, _old: object, typed: object) -> None:
        customer, now = self._context.customer_id, self._context.now()
        job = self._context.write(
            "private_note.add",
            lambda session: add_private_note(session, customer, str(typed or ""), now=now),
        )
        self.new.follow(job)
        job.failed.connect(lambda _error: self.new.show())
