"""The columns of the list of follow-ups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.rules import kind_text
from crmdesk.models.tasks.queries import FollowUpRow
from crmdesk.ui.kit.dated.columns import (
    customer_column,
    due_column,
    phone_column,
    pressing,
    staff_column,
)
from crmdesk.ui.kit.phones import say_in_text
from crmdesk.ui.kit.table import Column


def columns(today: Callable[[], date], country: str) -> list[Column]:
    """When, whom, what, by what, who."""

    def tone(row: FollowUpRow) -> str:
        return pressing(row, today())

    return [
        due_column(_("When"), today, tone, _sign),
        customer_column(),
        Column("text", _("What"), what, "text", 340),
        phone_column(country),
        Column("channel", _("By"), lambda row: kind_text(row.channel), width=90, shown=False),
        staff_column(),
    ]


def _sign(row: FollowUpRow, tone: str) -> str:
    if row.status != "open":
        return "check" if row.status == "done" else "close"
    return {"red": "warning", "amber": "clock"}.get(tone, "calendar")


def what(row: FollowUpRow) -> str:
    """What is to be done, why it was put off, and what came of it."""
    text = row.text or _("Follow-up")
    if row.why:
        text = _("{what} · put off: {why}").format(what=text, why=row.why)
    text = f"{text} → {row.result}" if row.result else text
    return say_in_text(text, row.customer_id)
