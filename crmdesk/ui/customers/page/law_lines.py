"""Why her data are kept and whether she was told: two quiet lines, and the way to the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.grounds import basis_text, how_text
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.models.privacy.basis import load_basis
from crmdesk.models.privacy.settings import load_law
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.kit.inplace import LABEL_WIDTH
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.buttons import PlainButton


class LawLines(QWidget):
    """Ground and notice; changed in a dialog of their own, with what she may ask for."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.basis, self.notice = label("", wrap=True), label("", wrap=True)
        self.basis.setObjectName("law_basis")
        self.notice.setObjectName("law_notice")
        self.link = PlainButton(_("Personal information…"), kind="link")
        self.link.setObjectName("open_privacy")
        self.link.clicked.connect(self._open)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, (text, value) in enumerate(
            ((_("Ground"), self.basis), (_("Notice"), self.notice))
        ):
            grid.addWidget(label(text, "secondary"), row, 0)
            grid.addWidget(value, row, 1)
        grid.addWidget(self.link, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)

    def show_page(self, page: CustomerPage) -> None:
        """What is noted of her, or what the office says of all."""
        with self._context.db.read() as session:
            row, law = load_basis(session, page.id), load_law(session)
        country = self._context.office.country
        said = basis_text(row.basis or law.basis, country)
        self.basis.setText(said if row.basis else _("{basis} (usual)").format(basis=said))
        told = _("Not told yet")
        if row.noticed_on is not None:
            told = " · ".join(filter(None, (full_day(row.noticed_on), how_text(row.how))))
        self.notice.setText(told)

    def _open(self) -> None:
        self._context.navigator.open_privacy([self._context.customer_id])
