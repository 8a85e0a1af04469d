"""Invoice data, to copy as a block in one click: the tab 开票资料."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.customers.invoice_text import (
    InvoiceDraft,
    invoice_block,
    parse_invoice_block,
)
from crmdesk.models.customers.invoices import add_invoice, edit_invoice, remove_invoice
from crmdesk.models.customers.page_rows import CustomerPage, InvoiceRow
from crmdesk.models.customers.rules import invoice_kind_text
from crmdesk.models.customers.tax_numbers import doubt_tax_number
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.invoice_dialog import InvoiceDialog
from crmdesk.ui.customers.page.row_column import RowColumn
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton
from crmdesk.ui.kit.widgets.chips import Pill


class Invoices(QWidget):
    """One sheet for each; new ones are typed or pasted."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("invoices")
        self._context = context
        self._title = ""
        self.add_button = PlainButton(_("New"), "add")
        self.add_button.setObjectName("add_invoice")
        self.add_button.clicked.connect(lambda: self.fill_in())
        self.paste_button = PlainButton(_("Paste"), "paste")
        self.paste_button.setObjectName("paste_invoice")
        self.paste_button.setToolTip(_("Take invoice data from the clipboard"))
        self.paste_button.clicked.connect(self.paste)
        self._sheets = RowColumn[InvoiceRow](
            (self.add_button, self.paste_button),
            _("No invoice data yet. Copy the customer's block of text and press “Paste”."),
            self._sheet,
            spacing=10,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._sheets)

    def show_page(self, page: CustomerPage) -> None:
        """The invoice data of this customer."""
        self._title = page.name if page.kind == "company" else page.text("company") or page.name
        self._sheets.show_rows(page.invoices)

    def fill_in(self, block: str = "") -> None:
        """Type new invoice data, or take it from `block`."""
        draft = InvoiceDraft() if block else InvoiceDraft(title=self._title)
        dialog = InvoiceDialog(draft, self._context.office.country, block, self.window())
        customer = self._context.customer_id
        dialog.submitted.connect(
            lambda typed: self._save(dialog, lambda s: add_invoice(s, customer, typed))
        )
        dialog.open()

    def paste(self) -> None:
        """New invoice data from the clipboard."""
        text = QGuiApplication.clipboard().text()
        found = parse_invoice_block(text)
        if found.tax_number or found.account or found.bank:
            self.fill_in(text)
        else:
            self._context.navigator.say(_("The clipboard holds no invoice data."))

    def _edit(self, row: InvoiceRow) -> None:
        self._seen(row, lambda: self._open_dialog(row))

    def _open_dialog(self, row: InvoiceRow) -> None:
        before = _draft(row)
        dialog = InvoiceDialog(before, self._context.office.country, parent=self.window())
        dialog.submitted.connect(
            lambda typed: self._save(
                dialog, lambda s: edit_invoice(s, row.id, typed, expected=before)
            )
        )
        dialog.open()

    def _save(self, dialog: InvoiceDialog, call: object) -> None:
        job = self._context.write("customer.invoice", call)  # type: ignore[arg-type]
        dialog.wait_for(job)

    def _remove(self, row: InvoiceRow) -> None:
        job = self._context.write(
            "customer.invoice", lambda session: remove_invoice(session, row.id)
        )
        failing_to(self, job).succeeded.connect(
            lambda _done: self._context.navigator.say(
                _("The invoice data was removed."), undoable=True
            )
        )

    def _copy(self, row: InvoiceRow) -> None:
        block = invoice_block(row, country=self._context.office.country)
        copy = partial(self._context.copy, block, _("The invoice data was copied."))
        self._seen(row, copy)

    def _seen(self, row: InvoiceRow, then: Callable[[], object]) -> None:
        """Numbers stand in it: where they are masked, it is noted that it is looked at."""
        self._context.show_value(f"invoice {row.id}", then, masked=row.title)

    def _sheet(self, row: InvoiceRow) -> QWidget:
        sheet = QFrame()
        sheet.setObjectName(f"invoice_{row.id}")
        sheet.setProperty("role", "foldable")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(row.title, "heading", selectable=True, wrap=True), 1)
        if row.kind:
            head.addWidget(Pill(invoice_kind_text(row.kind), "blue"))
        copy = PlainButton(_("Copy"), "copy")
        copy.setObjectName("copy_invoice")
        copy.clicked.connect(lambda: self._copy(row))
        head.addWidget(copy)
        for role, tip, run in (
            ("edit", _("Edit"), self._edit),
            ("delete", _("Remove"), self._remove),
        ):
            button = IconButton(role, tip, size=16)
            button.setObjectName(role)
            button.clicked.connect(lambda _down=False, run=run: run(row))
            head.addWidget(button)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        country = self._context.office.country
        whole = "\n".join(invoice_block(row, country=country).split("\n")[1:])
        text = self._context.say_words(whole)
        if text:
            body = label(text, selectable=True, wrap=True)
            body.setTextInteractionFlags(
                body.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(body)
        if doubt := doubt_tax_number(row.tax_number, country=country):
            column.addWidget(label(message(doubt), "problem", wrap=True))
        return sheet


def _draft(row: InvoiceRow) -> InvoiceDraft:
    values = asdict(row)
    values.pop("id")
    return InvoiceDraft(**values)
