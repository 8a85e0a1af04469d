"""Why we hold a customer's data and how she was told; what she may ask for stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.grounds import basis_text, basis_texts, how_text, how_texts
from crmdesk.models.privacy.basis import BasisDraft, BasisRow
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.date_field import DateField

NOTICE_LINES = 8


class BasisDialog(FormDialog):
    """Of one customer (`row` is what is noted of her) or of `count`; what is asked
    below is about the one alone."""

    copy_asked = Signal()
    print_asked = Signal()
    erase_asked = Signal()

    def __init__(
        self,
        names: Sequence[str],
        count: int,
        row: BasisRow | None,
        usual: str,
        country: str,
        notice: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        who = names[0] if count == 1 else _customers(count)
        super().__init__(_("Personal information: {name}").format(name=who), parent)
        self.setObjectName("basis_dialog")
        self._today = today
        self.basis, self.how = QComboBox(), QComboBox()
        said = _("As the office says: {basis}").format(basis=basis_text(usual, country))
        self.basis.addItem(said, "")
        for code, text in basis_texts(country).items():
            self.basis.addItem(text, code)
        self.how.addItem("—", "")
        for code, text in how_texts().items():
            self.how.addItem(text, code)
        self.noticed_on = DateField(today, future=False)
        self.add_field("basis", _("&Ground"), self.basis)
        self.add_field("noticed_on", _("&Told on"), self.noticed_on)
        self.add_field("how", _("&How"), self.how)
        self._add_notice(notice)
        if row is not None:
            self._show(row)
            self._add_rights()
        self.ready()

    def draft(self) -> BasisDraft:
        return BasisDraft(
            str(self.basis.currentData() or ""),
            self.noticed_on.day(),
            str(self.how.currentData() or ""),
            self._today(),
        )

    def _show(self, row: BasisRow) -> None:
        self.basis.setCurrentIndex(max(self.basis.findData(row.basis), 0))
        self.noticed_on.set_day(row.noticed_on)
        if row.how and self.how.findData(row.how) < 0:
            self.how.addItem(how_text(row.how), row.how)
        self.how.setCurrentIndex(max(self.how.findData(row.how), 0))

    def _add_notice(self, notice: str) -> None:
        self.notice = QPlainTextEdit(notice)
        self.notice.setObjectName("notice_text")
        self.notice.setReadOnly(True)
        self.notice.setTabChangesFocus(True)
        self.notice.setAccessibleName(_("Text to tell a customer"))
        self.notice.setFixedHeight(self.notice.fontMetrics().lineSpacing() * NOTICE_LINES + 16)
        copy = PlainButton(_("Copy the text"), "copy", "link")
        copy.setObjectName("copy_notice")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy_notice)
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(label(_("Text to tell a customer"), "secondary"))
        head.addStretch(1)
        head.addWidget(copy)
        holder = QWidget()
        holder.setLayout(head)
        self.add_wide(holder)
        self.add_wide(self.notice)

    def _copy_notice(self) -> None:
        """Whoever copies it is about to tell her: today, by message, until said otherwise."""
        QGuiApplication.clipboard().setText(self.notice.toPlainText())
        if self.noticed_on.day() is None and not self.noticed_on.unclear():
            self.noticed_on.set_day(self._today())
            self.how.setCurrentIndex(self.how.findData("message"))

    def _add_rights(self) -> None:
        copy = PlainButton(_("Copy of all data…"), "export")
        paper = PlainButton(_("Print…"), "print")
        erase = PlainButton(_("Erase for good…"), "delete", "danger")
        copy.setObjectName("copy_all")
        paper.setObjectName("print_all")
        erase.setObjectName("erase")
        line = QHBoxLayout()
        line.setContentsMargins(0, 12, 0, 0)
        for button, asked in (
            (copy, self.copy_asked), (paper, self.print_asked), (erase, self.erase_asked),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit())
            line.addWidget(button)
        line.addStretch(1)
        holder = QWidget()
        holder.setLayout(line)
        self.add_wide(holder)


def _customers(count: int) -> str:
    return ngettext("{n} customer", "{n} customers", count).format(n=f"{count:,}")
