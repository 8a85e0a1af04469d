"""The top of the complaint dialog: whose complaint, its number, how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.complaints.queries import ComplaintPage, ComplaintRow
from crmdesk.models.complaints.rules import severity_text, step_title
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.avatar import Avatar
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.kit.widgets.chips import Pill

SEVERITY_TONES = {"high": "red", "middle": "amber", "low": "neutral", "": "neutral"}


class DialogHead(QWidget):
    """Name and subject of the complaint shown; of a new one, what this is."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._customer_id: int | None = None
        self.avatar = Avatar(size=44)
        self.title, self.second = label("", "page-title"), label("", "secondary")
        self.state, self.severity = Pill(""), Pill("")
        self.open_customer = GhostButton(_("Open customer"), "open")
        self.open_customer.setObjectName("open_customer")
        self.open_customer.setAutoDefault(False)
        self.open_customer.clicked.connect(lambda: self._open())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.avatar)
        row.addLayout(words, 1)
        for widget in (self.severity, self.state, self.open_customer):
            row.addWidget(widget)

    def show_page(self, page: ComplaintPage | None) -> None:
        """Show a complaint, or the invitation to begin a new one."""
        known = page is not None
        self.avatar.setVisible(known)
        self.open_customer.setVisible(known)
        self._customer_id = page.row.customer_id if page is not None else None
        if page is None:
            self.title.setText(_("New complaint"))
            self.second.setText(_("Every complaint is a chance to keep a customer."))
            self.window().setWindowTitle(_("New complaint"))
            self.state.set("")
            self.severity.set("")
            return
        self.avatar.show_who(page.row.customer, page.row.kind)
        self.title.setText(page.row.customer)
        self.second.setText(f"{page.row.number} · {page.row.subject}")
        self.window().setWindowTitle(_("Complaint {number}").format(number=page.row.number))
        self.state.set(*state_of(page.row))
        self.severity.set(severity_text(page.row.severity), SEVERITY_TONES[page.row.severity])

    def _open(self) -> None:
        if self._customer_id is not None:
            self._navigator.open_customer(self._customer_id)


def state_of(row: ComplaintRow) -> tuple[str, str]:
    """How a complaint stands: word and tone."""
    if row.status == "open":
        return step_title(row.step), "blue"
    if row.closing == "unreachable":
        return _("Closed, not reached"), "amber"
    return _("Closed, satisfied"), "green"
