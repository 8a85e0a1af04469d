"""The top of a case's dialog: whose it is, its number, how it stands."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.avatar import Avatar
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.kit.widgets.chips import Pill


class CaseLine(Protocol):
    """What is shown of a case there is."""

    @property
    def customer_id(self) -> int: ...
    @property
    def customer(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def subject(self) -> str: ...


class CaseHead(QWidget):
    """Name and subject of the case shown; of a new one, what this is."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._customer_id: int | None = None
        self.avatar = Avatar(size=44)
        self.title, self.second = label("", "page-title"), label("", "secondary")
        self.pill, self.state = Pill(""), Pill("")
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
        for widget in (self.pill, self.state, self.open_customer):
            row.addWidget(widget)

    def show_new(self, title: str, second: str) -> None:
        """The invitation to begin a new one."""
        self._customer_id = None
        self.avatar.hide()
        self.open_customer.hide()
        self.title.setText(title)
        self.second.setText(second)
        self.window().setWindowTitle(title)
        self.state.set("")
        self.pill.set("")

    def show_known(
        self, title: str, row: CaseLine, *, pill: tuple[str, str], state: tuple[str, str]
    ) -> None:
        """A case there is; pills are (text, tone)."""
        self._customer_id = row.customer_id
        self.avatar.show()
        self.open_customer.show()
        self.avatar.show_who(row.customer, row.kind)
        self.title.setText(row.customer)
        self.second.setText(f"{row.number} · {row.subject}")
        self.window().setWindowTitle(title)
        self.state.set(*state)
        self.pill.set(*pill)

    def _open(self) -> None:
        if self._customer_id is not None:
            self._navigator.open_customer(self._customer_id)
