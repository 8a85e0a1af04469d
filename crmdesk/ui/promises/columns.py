"""The columns of the list of promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.promises.queries import PromiseRow
from crmdesk.ui.kit.cells import PersonCell, TextCell
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_day, say_due

_SIGNS = {"kept": "check", "broken": "close", "released": "info"}


def columns(today: Callable[[], date], country: str) -> list[Column]:
    """By when, to whom, what, who keeps it; and room for the buttons of the row one stands on."""

    def due(row: PromiseRow) -> str:
        return f"{say_due(row.due_on, today())} {row.due_time}".strip()

    def tone(row: PromiseRow) -> str:
        if row.status == "broken":
            return "red"
        if row.status != "open" or row.due_on > today():
            return ""
        return "red" if row.due_on < today() else "amber"

    def sign(row: PromiseRow) -> str:
        closed = _SIGNS.get(row.status)
        return closed or {"red": "warning", "amber": "clock"}.get(tone(row), "promise")

    return [
        Column("due", _("By when"), due, "due", 150, fixed=True,
               tip=lambda row: full_day(row.due_on), cell=TextCell(due, tone=tone, icon=sign)),
        Column("customer", _("Customer"), lambda row: row.customer, "customer", 230, fixed=True,
               cell=PersonCell(lambda row: row.customer, second_line, lambda row: row.kind)),
        Column("text", pgettext("promise", "Promised"), what, "text", 360),
        Column("phone", _("Phone"), lambda row: say_phone(row.phone, country), width=140),
        Column("staff", _("Who"), lambda row: row.staff, "staff", 100),
        Column("acts", _("Actions"), lambda _row: "", width=150, fixed=True),
    ]  # fmt: skip


def second_line(row: PromiseRow) -> str:
    """To whom exactly, or where she is."""
    return row.contact or row.salutation or row.company


def what(row: PromiseRow) -> str:
    """What was promised, how often it was moved and why, what became of it."""
    parts = [row.text]
    if row.moved:
        moved = ngettext("moved {n} time", "moved {n} times", row.moved).format(n=row.moved)
        parts.append(_("{moved}: {why}").format(moved=moved, why=row.why) if row.why else moved)
    if row.status == "released":
        parts.append(_("needed no more"))
    text = " · ".join(parts)
    return f"{text} → {row.result}" if row.result else text
