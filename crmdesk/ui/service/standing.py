"""How a service order stands, in words and tones: for the head, the list and the paper."""

from __future__ import annotations

from datetime import date

from crmdesk.models.core.i18n import _
from crmdesk.models.service.queries import ServiceRow
from crmdesk.models.service.rules import charge_text, step_title
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import say_day


def state_of(row: ServiceRow) -> tuple[str, str]:
    """How it stands: word and tone."""
    if row.status == "open":
        return step_title(row.step), "blue"
    if row.score is not None:
        tone = "green" if row.score > 3 else "amber" if row.score == 3 else "red"
        return _("Finished, {score} of 5").format(score=row.score), tone
    return _("Finished"), "green"


def charge_of(row: ServiceRow) -> tuple[str, str]:
    """Whether it is paid: word and tone; "" while nobody said."""
    if row.charge != "paid":
        return charge_text(row.charge), "green"
    fee = say_money(row.fee or 0, row.currency)
    if row.paid_on is None:
        return _("{fee} unpaid").format(fee=fee), "amber"
    return _("{fee} paid").format(fee=fee), "green"


def appointment_of(row: ServiceRow, today: date) -> str:
    """The day agreed, with its hour."""
    if row.appointment_on is None:
        return ""
    return f"{say_day(row.appointment_on, today)} {row.appointment_time}".strip()
