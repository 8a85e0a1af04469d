"""The facts of one contact and the ways to reach her, edited where they stand."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.contacts import CONTACT_FACTS, contact_label, set_contact_fact
from crmdesk.models.customers.facts import FactValue, read_birthday
from crmdesk.models.customers.page_rows import ContactRow
from crmdesk.models.customers.rules import gender_texts, role_texts
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.editors import CodeEditor
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.reach_lines import ReachLines
from crmdesk.ui.customers.page.reach_words import ReachRow
from crmdesk.ui.kit.inplace import Editor, LinesEditor, TextEditor, Value


class ContactEditor(QWidget):
    """Made once for the page; shows whichever contact is unfolded."""

    left = Signal(str, int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._contact: ContactRow | None = None
        self.fields: dict[str, FactField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        self.reach = ReachLines(context, addresses=False)
        for name in CONTACT_FACTS:
            field = FactField(contact_label(name), _editor(name))
            field.setObjectName(f"contact_{name}")
            field.committed.connect(lambda _old, new, name=name: self._store(name, new))
            field.left.connect(lambda step, name=name: self._on_left(name, step))
            self.fields[name] = field
            column.addWidget(field)
        column.addWidget(self.reach)

    def show_contact(self, contact: ContactRow) -> None:
        """Another contact, or the same with other words; what is being typed stays."""
        if self._contact is not None and self._contact.id != contact.id:
            self.finish()
        self._contact = contact
        country = self._context.office.country
        for name, field in self.fields.items():
            stored = getattr(contact, name)
            if name == "birthday":
                told = say_birthday(stored, country=country) if stored else ""
                field.show_stored(stored, told)
            elif name == "note":
                masked = self._context.say_value(stored)
                see = partial(self._context.show_value, stored, masked=contact.name)
                field.shown_first = see if masked != stored else None
                field.show_stored(stored, stored, masked)
            else:
                field.show_stored(stored, stored)
        rows: list[ReachRow] = [*contact.phones, *contact.emails, *contact.channels]
        self.reach.show_rows(rows, contact.id)

    def finish(self) -> None:
        """Store what is being edited."""
        for field in self.fields.values():
            if field.editing():
                field.commit()
        self.reach.finish()

    def _store(self, name: str, new: Value) -> None:
        contact, field = self._contact, self.fields[name]
        if contact is None:
            return
        expected = cast(FactValue, field.expected)
        country = self._context.office.country

        def store(session: object) -> None:
            typed = str(new or "")
            value = read_birthday(typed, country=country) if name == "birthday" else typed
            set_contact_fact(session, contact.id, name, value, expected=expected)  # type: ignore[arg-type]

        field.follow(self._context.write("customer.contacts", store))

    def _on_left(self, name: str, step: int) -> None:
        names = list(self.fields)
        at = names.index(name) + step
        if 0 <= at < len(names):
            self.fields[names[at]].edit()


def _editor(name: str) -> Editor:
    if name == "birthday":
        return TextEditor(_("e.g. 1988-3-5, 3-5, lunar 8-15"))
    if name == "note":
        return LinesEditor(height=72)
    texts = {"role": role_texts, "gender": gender_texts}.get(name)
    return TextEditor() if texts is None else CodeEditor([("", "—"), *texts().items()])
