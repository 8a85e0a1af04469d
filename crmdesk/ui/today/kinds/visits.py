"""Return visits, and checklists of sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.when import short_day
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind

if TYPE_CHECKING:
    from crmdesk.models.rhythms.visits import Visit
    from crmdesk.ui.kit.visit_acts import VisitActs


def _acts(hands: Hands) -> VisitActs:
    from crmdesk.ui.kit.visit_acts import VisitActs

    return VisitActs(hands.db, hands.jobs, hands.navigator, hands.office.today, hands.panel)


def _visits(row: TodayRow, hands: Hands) -> list[Visit]:
    from crmdesk.models.rhythms.due import load_visits

    with hands.db.read() as session:
        found = load_visits(session, hands.office.today(), hands.office.zone, [row.customer_id])
    return list(found.values())


def _why(row: TodayRow, _office: Office) -> str:
    return row.text


def _called(row: TodayRow, hands: Hands) -> None:
    kind = row.channel if row.channel in ("wechat", "sms", "email") else ""
    _acts(hands).say_done(_visits(row, hands), row.name, kind)


def _put_off(row: TodayRow, hands: Hands, at: QPoint) -> None:
    from crmdesk.ui.kit.later_menu import later_menu

    visits, acts = _visits(row, hands), _acts(hands)
    menu = later_menu(
        hands.panel,
        hands.office.today(),
        lambda when, why: acts.later(visits, row.name, when, why),
    )
    menu.popup(at)


def _leave_out(row: TodayRow, hands: Hands) -> None:
    _acts(hands).skip(_visits(row, hands), row.name)


def _sold(row: TodayRow, _office: Office) -> str:
    return "" if row.due_on is None else _("sale of {day}").format(day=short_day(row.due_on))


def _tick(row: TodayRow, hands: Hands) -> None:
    from crmdesk.ui.kit.closing_dialog import ClosingDialog

    ClosingDialog(hands.db, hands.jobs, hands.navigator, row.customer_id, hands.panel).open()


VISIT = Kind(
    reason=_why,
    done=_called,
    done_words=N_("Called…"),
    later=_put_off,
    dismiss=_leave_out,
    dismiss_words=N_("Leave out…"),
)
CLOSING = Kind(
    reason=_why, pressing=_sold, done=_tick, done_words=N_("Go through the checklist…"), edit=_tick
)
