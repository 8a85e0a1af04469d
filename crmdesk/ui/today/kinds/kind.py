"""How the rows of one source are told, and what the keys do with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint

from crmdesk.models.core.i18n import N_, _, ngettext, pgettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import short_day
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.sections import LOOKS

_TWO = 2
"""Chinese has a word for that day."""
Say = Callable[[TodayRow, Office], str]
Act = Callable[[TodayRow, Hands], None]
Later = Callable[[TodayRow, Hands, QPoint], None]


def due_words(row: TodayRow, office: Office) -> str:
    """How late it is, else when it is due; its hour stands at the left of the row."""
    if row.due_on is None:
        return ""
    days = (row.due_on - office.today()).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == _TWO:
        return pgettext("two days", "Due in 2 days")
    if days > _TWO:
        return _("Due {day}").format(day=short_day(row.due_on))
    return _("Due tomorrow") if days else pgettext("row", "Due today")


def tone_of_section(row: TodayRow) -> str:
    return LOOKS[row.section].tone


def log_service(row: TodayRow, hands: Hands) -> None:
    """Write what was said."""
    hands.log(row.customer_id, hands.panel, contact_id=row.contact_id, purpose="service")


def open_customer(row: TodayRow, hands: Hands) -> None:
    """The customer's page."""
    hands.navigator.open_customer(row.customer_id)


def plan_follow_up(row: TodayRow, hands: Hands, _at: QPoint) -> None:
    """What is no follow-up becomes one."""
    hands.navigator.open_follow_up(None, row.customer_id)


@dataclass(frozen=True, slots=True)
class Kind:
    """`pressing` are the first words, in the colour of `tone`; `reason` says what for.

    `done` is what D does, `done_words` how the menu calls that; `later` is L, at the place given
    (for a menu), `log` G, `edit` F2, `dismiss` N where nothing needs to be done. Enter always
    opens the customer. What writes says so by `kit/dated/acts.InPlace`: one undo each. A `done`
    that takes the row off the page needs no more: the page is read anew and the next row is
    current.
    """

    reason: Say
    pressing: Say = due_words
    tone: Callable[[TodayRow], str] = tone_of_section
    done: Act = log_service
    done_words: str = N_("Log a contact…")
    later: Later = plan_follow_up
    log: Act = log_service
    edit: Act = open_customer
    dismiss: Act | None = None
    dismiss_words: str = ""
