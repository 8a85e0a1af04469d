"""Invoice data typed field by field, or pasted as a block and understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import message
from crmdesk.models.customers.invoice_text import InvoiceDraft, parse_invoice_block
from crmdesk.models.customers.rules import invoice_kind_texts
from crmdesk.ui.kit.form import FormDialog


class InvoiceDialog(FormDialog):
    """What was pasted fills the fields; a doubtful tax number is said, but may be saved."""

    def __init__(
        self, draft: InvoiceDraft, country: str, block: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Invoice data"), parent)
        self.setObjectName("invoice_dialog")
        self._country = country
        self.block = QPlainTextEdit()
        self.block.setFixedHeight(84)
        self.block.setTabChangesFocus(True)
        self.block.setPlaceholderText(
            _("Paste the whole block here; it is taken apart into the fields below.")
        )
        self.lines = {name: QLineEdit() for name in asdict(draft) if name != "kind"}
        self.kind = QComboBox()
        self.kind.addItem("—", "")
        for code, text in invoice_kind_texts().items():
            self.kind.addItem(text, code)
        self.add_field("block", _("&Block"), self.block)
        for name, caption in self._captions():
            self.add_field(name, caption, self.kind if name == "kind" else self.lines[name])
        self._fill(draft)
        self.ready()
        self.lines["title"].setFocus()
        if block:
            self.block.setPlainText(block)
            self._take_block()
        self.block.textChanged.connect(self._take_block)

    def draft(self) -> InvoiceDraft:
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        return InvoiceDraft(**texts, kind=str(self.kind.currentData() or ""))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Problems as ever; where there is none, a doubt stands under the tax number."""
        doubts = self.draft().doubts(country=self._country)
        self.set_hint("tax_number", message(doubts["tax_number"]) if doubts else "")
        super().show_problems(problems)

    def _captions(self) -> list[tuple[str, str]]:
        """The fields of the office's country: no bank in Taiwan."""
        if self._country == "TW":
            return [
                ("title", _("&Invoice title")), ("tax_number", _("&Tax number")),
                ("kind", _("&Kind of invoice")), ("address", _("&Address")),
                ("phone", _("&Phone")), ("email", _("&E-mail for invoices")),
            ]  # fmt: skip
        return [
            ("title", _("&Invoice title")), ("tax_number", _("&Tax number")),
            ("address", _("&Address")), ("phone", _("&Phone")), ("bank", _("Ba&nk")),
            ("account", _("A&ccount number")), ("kind", _("&Kind of invoice")),
            ("email", _("&E-mail for invoices")), ("mobile", _("&Mobile for invoices")),
        ]  # fmt: skip

    def _take_block(self) -> None:
        text = self.block.toPlainText()
        if text.strip():
            found = parse_invoice_block(text)
            known = asdict(self.draft())
            self._fill(InvoiceDraft(**{k: v or known[k] for k, v in asdict(found).items()}))

    def _fill(self, draft: InvoiceDraft) -> None:
        for name, value in asdict(draft).items():
            if name == "kind":
                self.kind.setCurrentIndex(max(0, self.kind.findData(value)))
            elif self.lines[name].text() != value:
                self.lines[name].setText(value)
                self.lines[name].setCursorPosition(0)
