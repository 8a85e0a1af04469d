"""Days worth a greeting, and the fields the user defined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.anniversaries import (
    add_anniversary,
    edit_anniversary,
    read_anniversary,
    remove_anniversary,
)
from crmdesk.models.customers.custom_values import set_custom
from crmdesk.models.customers.facts import read_birthday
from crmdesk.models.customers.page_rows import AnniversaryRow, CustomerPage, CustomRow
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.editors import CodeEditor
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.growing_lines import GrowingLines
from crmdesk.ui.customers.page.section import FieldSection
from crmdesk.ui.kit.inplace import DayEditor, Editor, TextEditor, Value
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.when import say_day
from crmdesk.ui.kit.widgets.buttons import PlainButton


class AnniversaryLines(QWidget):
    """Each day a line; emptied it goes; one more line takes what is being added."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.new = FactField(_("Anniversary"), TextEditor(_("e.g. wedding 10-1")))
        self.new.setObjectName("new_anniversary")
        self.link = PlainButton(_("Anniversary"), "add", "link")
        self.link.setObjectName("add_anniversary")
        self._lines: GrowingLines[AnniversaryRow] = GrowingLines(
            column, self.new, self.link, TextEditor,
            show=self._show, edit=self._edit, add=self._add,
        )  # fmt: skip
        self._lines.end_with(self.link)

    def show_page(self, page: CustomerPage) -> None:
        """The days of this customer, the next to come first."""
        self._lines.show_rows(page.anniversaries)

    def ask(self) -> None:
        """Type another day."""
        self._lines.ask()

    def finish(self) -> None:
        """Store what is being edited."""
        self._lines.finish()

    def _show(self, line: FactField, row: AnniversaryRow) -> None:
        line.setObjectName(f"anniversary_{row.id}")
        line.set_caption(row.label)
        told = say_birthday(row.day, country=self._context.office.country)
        when = say_day(row.next_on, self._context.today())
        line.show_stored(told, told, f"{told} · {_('next {when}').format(when=when)}")

    def _edit(self, _line: FactField, row: AnniversaryRow, typed: str) -> Job:
        country = self._context.office.country

        def store(session: object) -> None:
            day = read_birthday(typed, country=country)
            if day is None:
                remove_anniversary(session, row.id)  # type: ignore[arg-type]
            else:
                edit_anniversary(session, row.id, row.label, day)  # type: ignore[arg-type]

        return self._context.write("customer.edit", store)

    def _add(self, typed: str) -> Job:
        customer, country = self._context.customer_id, self._context.office.country
        return self._context.write(
            "customer.edit",
            lambda session: add_anniversary(
                session, customer, *read_anniversary(typed, country=country)
            ),
        )


class CustomSection(FieldSection):
    """The office's own fields; made anew when their definition changes."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Own fields"), (), parent)
        self._context = context
        self._defined: tuple[tuple[int, str, str, tuple[str, ...]], ...] = ()
        self._rows: dict[int, FactField] = {}
        self._shown_id = 0

    def show_page(self, page: CustomerPage) -> None:
        """The values of this customer."""
        defined = tuple(
            (row.field_id, row.name, row.kind, tuple(row.choices)) for row in page.customs
        )
        if defined != self._defined:
            self._defined = defined
            self._make(page.customs)
        if self._shown_id != page.id:
            self._shown_id = page.id
            self.begin()
        for row in page.customs:
            self._show(self._rows[row.field_id], row)
        empty = [f"custom_{row.field_id}" for row in page.customs if not row.value]
        self.arrange(empty=empty, foreign=())
        self.setVisible(bool(page.customs))

    def _show(self, field: FactField, row: CustomRow) -> None:
        """A number somebody keeps in a field of their own is masked like any other."""
        masked = self._context.say_value(row.value)
        if masked == row.value:
            field.shown_first = None
            field.show_stored(row.value, _value(row))
        else:
            field.shown_first = partial(self._context.show_value, row.value)
            field.show_stored(row.value, _value(row), masked)

    def finish(self) -> None:
        """Store what is being edited."""
        for field in self._rows.values():
            if field.editing():
                field.commit()

    def _make(self, rows: Sequence[CustomRow]) -> None:
        self.finish()
        self.clear()
        self._rows = {}
        for row in rows:
            field = FactField(row.name, self._editor(row))
            name = f"custom_{row.field_id}"
            field.setObjectName(name)
            field.committed.connect(
                lambda _old, typed, field=field, key=row.field_id: self._store(field, key, typed)
            )
            self._rows[row.field_id] = field
            self.add(name, field)

    def _editor(self, row: CustomRow) -> Editor:
        if row.kind == "date":
            return DayEditor(self._context.today)
        if row.kind == "choice":
            choices: list[tuple[Value, str]] = [("", "—"), *((word, word) for word in row.choices)]
            return CodeEditor(choices)
        return TextEditor()

    def _store(self, field: FactField, field_id: int, typed: object) -> None:
        customer, expected = self._context.customer_id, str(field.expected or "")
        value = typed if isinstance(typed, date) else str(typed or "")
        job = self._context.write(
            "customer.edit",
            lambda session: set_custom(session, customer, field_id, value, expected=expected),
        )
        field.follow(job)


def _value(row: CustomRow) -> Value:
    """A date field holds a day; damaged by an import, it shows its text."""
    if row.kind == "date" and row.value:
        try:
            return date.fromisoformat(row.value)
        except ValueError:
            return row.value
    return row.value
