"""The columns of the list of follow-ups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.rules import kind_text
from crmdesk.models.tasks.queries import FollowUpRow
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_day, say_due

_ICONS = {"email": "mail"}


def columns(today: Callable[[], date], country: str) -> list[Column]:
    """When, whom, what, by what, who; and room for the buttons of the row one stands on."""

    def due(row: FollowUpRow) -> str:
        return f"{say_due(row.due_on, today())} {row.due_time}".strip()

    def tone(row: FollowUpRow) -> str:
        if row.status != "open" or row.due_on > today():
            return ""
        return "red" if row.due_on < today() else "amber"

    def sign(row: FollowUpRow) -> str:
        if row.status != "open":
            return "check" if row.status == "done" else "close"
        return {"red": "warning", "amber": "clock"}.get(tone(row), "calendar")

    return [
        Column("due", _("When"), due, "due", 150, fixed=True, tip=lambda row: full_day(row.due_on),
               cell=TextCell(due, tone=tone, icon=sign)),
        Column("customer", _("Customer"), lambda row: row.customer, "customer", 230, fixed=True,
               cell=PersonCell(lambda row: row.customer, second_line, lambda row: row.kind)),
        Column("text", _("What"), what, "text", 340),
        Column("phone", _("Phone"), lambda row: say_phone(row.phone, country), width=140),
        Column("channel", _("By"), lambda row: kind_text(row.channel), width=90, shown=False),
        Column("staff", _("Who"), lambda row: row.staff, "staff", 100),
        Column("acts", _("Actions"), lambda _row: "", width=150, fixed=True),
    ]  # fmt: skip


def second_line(row: FollowUpRow) -> str:
    """Whom exactly, or where she is."""
    return row.contact or row.salutation or row.company


def what(row: FollowUpRow) -> str:
    """What is to be done, and what came of it."""
    text = row.text or _("Follow-up")
    return f"{text} → {row.result}" if row.result else text
