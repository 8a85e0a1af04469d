"""The columns of the list of promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.promises.queries import PromiseRow
from crmdesk.ui.kit.dated.columns import (
    customer_column,
    due_column,
    phone_column,
    pressing,
    staff_column,
)
from crmdesk.ui.kit.phones import say_in_text
from crmdesk.ui.kit.table import Column

_SIGNS = {"kept": "check", "broken": "close", "released": "info"}


def columns(today: Callable[[], date], country: str) -> list[Column]:
    """By when, to whom, what, who keeps it."""

    def tone(row: PromiseRow) -> str:
        return "red" if row.status == "broken" else pressing(row, today())

    return [
        due_column(_("By when"), today, tone, _sign),
        customer_column(),
        Column("text", pgettext("promise", "Promised"), what, "text", 360),
        phone_column(country),
        staff_column(),
    ]


def _sign(row: PromiseRow, tone: str) -> str:
    closed = _SIGNS.get(row.status)
    return closed or {"red": "warning", "amber": "clock"}.get(tone, "promise")


def what(row: PromiseRow) -> str:
    """What was promised, how often it was moved and why, what became of it."""
    parts = [row.text]
    if row.moved:
        moved = ngettext("moved {n} time", "moved {n} times", row.moved).format(n=row.moved)
        parts.append(_("{moved}: {why}").format(moved=moved, why=row.why) if row.why else moved)
    if row.status == "released":
        parts.append(_("needed no more"))
    text = " · ".join(parts)
    text = f"{text} → {row.result}" if row.result else text
    return say_in_text(text, row.customer_id)
