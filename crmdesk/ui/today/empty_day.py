"""A day on which nobody waits: what else to do with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QStackedWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.widgets.states import EmptyState

LONG = 90
"""Days without a contact after which one is glad of a word; a choice of the customers' filter."""


class EmptyDay(QStackedWidget):
    """Nothing left today, nothing yet on another day, or no customers at all; made when shown."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator, self._shown = navigator, ""

    def show_for(self, day: date, today: date, *, first_day: bool) -> None:
        """The words that fit this day."""
        wanted = "first" if first_day else "done" if day == today else "ahead"
        if wanted == self._shown:
            return
        self._shown = wanted
        if (old := self.currentWidget()) is not None:
            self.removeWidget(old)
            old.deleteLater()
        made = {"first": self._first, "done": self._done, "ahead": self._ahead}[wanted]()
        self.addWidget(made)
        if (begin := made.findChild(QPushButton, "begin")) is not None:
            self.setFocusProxy(begin)

    def _done(self) -> EmptyState:
        return EmptyState(
            "smile",
            _("Nobody is waiting today"),
            _("A good moment to greet a customer you have not spoken to for long."),
            _("Who was not spoken to for {n} days").format(n=LONG),
            self._find_silent,
            primary=False,
        )

    def _ahead(self) -> EmptyState:
        return EmptyState(
            "calendar",
            _("Nothing is due on this day yet"),
            _("What you plan for it stands here in the morning."),
            _("New follow-up"),
            lambda: self._navigator.open_follow_up(),
            primary=False,
        )

    def _first(self) -> EmptyState:
        return EmptyState(
            "today",
            _("Here stands every morning whom to contact, why and how"),
            _("Hand crmdesk your address book first: Excel, Outlook, vCard, or a list to paste."),
            _("Import an address book…"),
            lambda: self._navigator.open_import(),
            also=(_("New customer"), lambda: self._navigator.new_customer()),
        )

    def _find_silent(self) -> None:
        from crmdesk.models.customers.filters import CustomerFilter
        from crmdesk.models.today.festivals import WORTH

        self._navigator.find_customers(CustomerFilter(stages=WORTH, last_contact=f"without:{LONG}"))
