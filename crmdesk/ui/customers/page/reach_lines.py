"""All ways to reach a customer or a contact, and links to add another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.reach import add_reach
from crmdesk.models.customers.rules import channel_kind_text, channel_kind_texts, chat_channel
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.reach_line import ReachLine
from crmdesk.ui.customers.page.reach_words import ReachRow
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.flow import FlowLayout


class ReachLines(QWidget):
    """Lines are made once and used again; one more line takes what is being added."""

    def __init__(
        self,
        context: PageContext,
        *,
        addresses: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._contact: int | None = None
        self._lines: list[ReachLine] = []
        self._adding = ("phone", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        column.addLayout(self._column)
        self.new = FactField("")
        self.new.setObjectName("new_reach")
        self.new.hide()
        self.new.committed.connect(self._store)
        self.new.closed.connect(self._close_new)
        column.addWidget(self.new)
        column.addWidget(self._links(addresses=addresses))

    def show_rows(self, rows: Sequence[ReachRow], contact_id: int | None = None) -> None:
        """Phones first, then e-mails, accounts, addresses, as they are handed in."""
        if contact_id != self._contact:
            self.finish()
        self._contact = contact_id
        while len(self._lines) < len(rows):
            line = ReachLine(self._context)
            self._lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._lines):
            if number < len(rows):
                line.show_row(rows[number])
            line.setVisible(number < len(rows))

    def add(self, table: str, kind: str = "") -> None:
        """Ask for another phone, e-mail, address or account of a kind."""
        if self.new.editing():
            self.new.commit()
        self._adding = (table, kind)
        captions = {"phone": _("Phone"), "email": _("E-mail"), "address": _("Address")}
        self.new.set_caption(captions.get(table) or channel_kind_text(kind))
        self.new.show_stored("", "")
        self.new.show()
        self.new.edit()

    def finish(self) -> None:
        """Store what is being edited."""
        for field in (*self._lines, self.new):
            if field.editing():
                field.commit()

    def _links(self, *, addresses: bool) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=4)
        chat = chat_channel(self._context.office.country)
        for name, text, table, kind in (
            ("add_phone", _("Phone"), "phone", ""),
            ("add_email", _("E-mail"), "email", ""),
            ("add_chat", channel_kind_text(chat), "channel", chat),
            ("add_address", _("Address"), "address", ""),
        ):
            if table == "address" and not addresses:
                continue
            link = PlainButton(text, "add", "link")
            link.setObjectName(name)
            link.clicked.connect(lambda _down=False, table=table, kind=kind: self.add(table, kind))
            flow.addWidget(link)
        other = PlainButton(_("Other account"), "add", "link")
        other.setObjectName("add_account")
        other.clicked.connect(lambda: self._choose_kind(other))
        flow.addWidget(other)
        return holder

    def _choose_kind(self, button: QWidget) -> None:
        menu = QMenu(button)
        menu.setObjectName("account_kinds")
        for kind, text in channel_kind_texts().items():
            action = QAction(text, menu)
            action.triggered.connect(lambda _on=False, kind=kind: self.add("channel", kind))
            menu.addAction(action)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _store(self, _old: object, typed: object) -> None:
        table, kind = self._adding
        context, contact = self._context, self._contact
        customer = context.customer_id
        job = context.write(
            "customer.reach",
            lambda session: add_reach(
                session,
                customer,
                table,
                str(typed),
                office=context.office,
                kind=kind or "wechat",
                contact_id=contact,
            ),
        )
        self.new.follow(job)
        job.failed.connect(lambda _error: self.new.show())

    def _close_new(self) -> None:
        if not self.new.editing():
            self.new.hide()
