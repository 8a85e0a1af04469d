"""Promises and follow-ups."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from crmdesk.models.core.i18n import N_, _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind
from crmdesk.ui.today.words import moves


def _promise_reason(row: TodayRow, _office: Office) -> str:
    what = _("{time} Promised: {what}").format(time=_past_hour(row), what=row.text).strip()
    return _more(row, what)


def _follow_up_reason(row: TodayRow, _office: Office) -> str:
    return _more(row, f"{_past_hour(row)} {row.text or _('Follow-up')}".strip())


def _past_hour(row: TodayRow) -> str:
    """Its hour stands in front until that is past."""
    return row.due_time if row.section == "overdue" else ""


def _more(row: TodayRow, what: str) -> str:
    resting = _("no word about money before the Lantern Festival is over") if row.rests else ""
    return " · ".join(filter(None, (what, moves(row), resting)))


def _keep(row: TodayRow, hands: Hands) -> None:
    hands.promises.keep([row.id], row.name)


def _move(row: TodayRow, hands: Hands, _at: QPoint) -> None:
    hands.promises.move([row.id], row.name)


def _open_promise(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_promise(row.id)


def _finish(row: TodayRow, hands: Hands) -> None:
    """Ask what was said: Enter logs it and goes on."""
    hands.follow_ups.say_done([row.id], row.name, row.channel)


def _postpone(row: TodayRow, hands: Hands, at: QPoint) -> None:
    from crmdesk.ui.kit.later_menu import later_menu

    menu = later_menu(
        hands.panel,
        hands.office.today(),
        lambda when, why: hands.follow_ups.later([row.id], row.name, when, why),
    )
    menu.popup(at)


def _log_along(row: TodayRow, hands: Hands) -> None:
    """Done along with what is written."""
    what = row.id, row.text or _("Follow-up")
    hands.log(row.customer_id, hands.panel, contact_id=row.contact_id, follow_up=what)


def _open_follow_up(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_follow_up(row.id)


PROMISE = Kind(
    reason=_promise_reason, done=_keep, done_words=N_("Kept"), later=_move, edit=_open_promise
)
FOLLOW_UP = Kind(
    reason=_follow_up_reason,
    done=_finish,
    done_words=N_("Done…"),
    later=_postpone,
    log=_log_along,
    edit=_open_follow_up,
)
