"""Beside the steps: warranty, contract, what was agreed, and what this customer had before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.service.queries import (
    ServiceFilter,
    ServicePage,
    ServiceRow,
    find_ids,
    load_rows,
)
from crmdesk.models.service.rules import questions, say_warranty
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.when import say_day, say_when
from crmdesk.ui.kit.widgets.buttons import GhostButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.chips import Pill
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.service.standing import appointment_of

_BEFORE = 4
_ROOM = 176  # pixels for the words of a link


class FactsCard(Card):
    """Short lines; an earlier service order opens with a click."""

    def __init__(self, now: Callable[[], Any], zone: tzinfo, open_order: Callable[[int], None]):
        super().__init__(padding=12)
        self.setObjectName("service_facts")
        self.setAccessibleName(_("What is known of it"))
        self._now, self._zone, self._open = now, zone, open_order
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add(scrolled(content), 1)

    def show_page(self, page: ServicePage | None, before: list[ServiceRow]) -> None:
        """What is known of this one, and those of the customer `before` it."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if page is None:
            self._column.addWidget(Pill(pgettext("service", "Ask"), "blue"))
            for line in questions():
                self._column.addWidget(label(line, wrap=True, selectable=True))
        for caption, text in self._facts(page) if page is not None else ():
            if text:
                self._column.addWidget(label(caption, "secondary"))
                self._column.addWidget(label(text, wrap=True, selectable=True))
                self._column.addSpacing(4)
        if before:
            self._column.addWidget(label(_("Service before"), "secondary"))
        for row in before:
            when = say_when(row.opened_at, self._now(), self._zone)
            link = GhostButton("")
            text = f"{when} {row.subject}"
            link.setText(link.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _ROOM))
            link.setToolTip(f"{row.number} · {row.subject}")
            link.setAutoDefault(False)
            link.clicked.connect(lambda _on=False, row=row: self._open(row.id))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def _facts(self, page: ServicePage) -> list[tuple[str, str]]:
        today = local_day(self._now(), self._zone)
        wanted = ""
        if page.wanted_on is not None:
            wanted = f"{say_day(page.wanted_on, today)} {page.wanted_time}".strip()
        device = " · ".join(filter(None, (page.row.product, page.serial)))
        return [
            (_("Product or device"), device),
            (_("Warranty"), say_warranty(page.warranty_until, today)),
            (_("Service contract"), page.contract),
            (_("Question group"), page.row.group),
            (_("Wanted when"), wanted),
            (_("Appointment"), appointment_of(page.row, today)),
            (_("Address"), page.address),
            (_("Complaint"), page.complaint),
        ]


def load_before(session: Any, page: ServicePage) -> list[ServiceRow]:
    """The last service orders of this customer, without this one."""
    wanted = ServiceFilter(None, customer_id=page.row.customer_id)
    ids = [key for key in find_ids(session, wanted) if key != page.row.id][:_BEFORE]
    rows = load_rows(session, ids)
    return [rows[key] for key in ids if key in rows]
