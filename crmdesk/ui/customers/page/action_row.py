"""What one does with a customer on the phone: call, log, complaint, follow-up, and the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.customers.card import card_text
from crmdesk.models.customers.page_rows import CustomerPage
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.phone_line import PhoneLine
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton, PrimaryButton

GAP, NARROWEST = 8, 240


class ActionRow(QWidget):
    """Buttons in the order of a call; `more` holds the rest and is placed by the header."""

    print_asked = Signal()

    def __init__(
        self, context: PageContext, phone: PhoneLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._phone = context, phone
        self._page: CustomerPage | None = None
        go = context.navigator
        self.call = PrimaryButton(_("Call"), "call")
        self.call.setObjectName("call")
        self.call.clicked.connect(phone.dial)
        self._texts: dict[PlainButton, str] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.call)
        for name, text, role, key, run in (
            ("log", _("Log"), "note", "Ctrl+L", lambda: go.log_interaction(self._id())),
            ("complain", _("Complaint"), "complaint", "Ctrl+J",
             lambda: go.open_complaint(None, self._id())),
            ("follow_up", _("Follow-up"), "follow-up", "Ctrl+T",
             lambda: go.open_follow_up(None, self._id())),
        ):  # fmt: skip
            button = PlainButton(text, role)
            button.setObjectName(name)
            button.setAccessibleName(text)
            button.setToolTip(with_shortcut(text, key))
            self._texts[button] = text
            button.clicked.connect(lambda _down=False, run=run: run())
            row.addWidget(button)
        row.addStretch(1)
        self.more = IconButton("more", _("More"))
        self.more.setObjectName("more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())

    def show_page(self, page: CustomerPage) -> None:
        """Whom the buttons are about."""
        self._page = page
        self.call.setEnabled(self._phone.phone() is not None)

    def buttons(self) -> tuple[QWidget, ...]:
        """In the order they stand."""
        return self.call, *self._texts

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for words, the icons have to do; calling keeps its word."""
        super().resizeEvent(event)
        for button, text in self._texts.items():
            button.setText(text)
        hints = [button.sizeHint() for button in (self.call, *self._texts)]
        wanted = sum(hint.width() + GAP for hint in hints) - GAP
        self.setMinimumHeight(max(hint.height() for hint in hints))  # without words, too
        if wanted > self.width():
            for button in self._texts:
                button.setText("")

    def _id(self) -> int:
        return self._context.customer_id

    def _menu(self) -> QMenu:
        menu = QMenu(self.more)
        for name, text, role, run in self._entries():
            if run is None:
                menu.addSeparator()
                continue
            action = QAction(icon(role), text, menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, run=run: run())
            menu.addAction(action)
        return menu

    def _entries(self) -> tuple[tuple[str, str, str, Callable[[], object] | None], ...]:
        """Name, text, icon and what it does; a line where it does nothing."""
        go = self._context.navigator
        return (
            ("new_service", _("New service order"), "service",
             lambda: go.open_service(None, self._id())),
            ("new_order", _("New order"), "order", lambda: go.open_order(None, self._id())),
            ("new_plan", _("New service plan…"), "flag", lambda: go.open_plan(None, self._id())),
            ("gift_list", _("Put on a gift list…"), "gift",
             lambda: go.put_on_gift_list([self._id()])),
            ("ask_survey", _("Ask a questionnaire…"), "survey",
             lambda: go.open_survey(customer_ids=[self._id()])),
            ("copy_card", _("Copy the card"), "copy", self._copy_card),
            ("print_customer", _("Print…"), "print", self.print_asked.emit),
            ("privacy", _("Personal information…"), "info",
             lambda: go.open_privacy([self._id()])),
            ("", "", "", None),
            ("delete_customer", _("Delete…"), "delete", self._ask_delete),
        )  # fmt: skip

    def _copy_card(self) -> None:
        if self._page is not None:
            text = card_text(self._page, country=self._context.office.country)
            self._context.navigator.record(
                "record.card", [self._page.id],
                lambda: self._context.copy(text, _("The card was copied.")), name=self._page.name,
            )  # fmt: skip

    def _ask_delete(self) -> None:
        page = self._page
        if page is None:
            return
        count = page.interactions
        owned = ngettext(
            "{n} log entry is deleted with this customer. Undo brings everything back.",
            "{n} log entries are deleted with this customer. Undo brings everything back.",
            count,
        )
        confirm(
            self.window(),
            _("Delete “{name}”?").format(name=page.name),
            owned.format(n=count) if count else _("Undo brings everything back."),
            _("Delete"),
            self._delete,
            danger=True,
        )

    def _delete(self) -> None:
        customer, name = self._context.customer_id, self._context.name
        job = self._context.write(
            "customer.delete", lambda session: delete_customer(session, customer)
        )
        failing_to(self, job).succeeded.connect(
            lambda _done: self._context.navigator.say(
                _("“{name}” was deleted.").format(name=name), undoable=True
            )
        )
