"""Service orders, visits of service contracts, contracts that end."""

from __future__ import annotations

from crmdesk.models.core.i18n import N_, _, ngettext
from crmdesk.models.service.rules import clock_title, step_title
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.clocks import say_clock, tone_of
from crmdesk.ui.kit.when import say_day, short_day
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind, tone_of_section


def _clock(row: TodayRow, office: Office) -> str:
    if row.clock is None:
        return ""
    return say_clock(clock_title(row.clock[0]), row.clock[1], office.now(), office.zone)


def _tone(row: TodayRow) -> str:
    return tone_of_section(row) if row.clock is None else tone_of(row.clock[1])


def _step(row: TodayRow, office: Office) -> str:
    parts = [row.text, step_title(row.step)]
    if row.due_on is not None:
        day = say_day(row.due_on, office.today())
        parts.append(_("agreed for {when}").format(when=f"{day} {row.due_time}".strip()))
    return " · ".join(parts)


def _go_on(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_service(row.id)


def _visit_due(row: TodayRow, office: Office) -> str:
    days = ((row.due_on or office.today()) - office.today()).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    return _("by {day}").format(day=say_day(row.due_on or office.today(), office.today()))


def _visit_reason(row: TodayRow, _office: Office) -> str:
    if row.code == "1":
        return _("Service contract {level}: this month's visit").format(level=row.text)
    if row.code == "3":
        return _("Service contract {level}: this quarter's visit").format(level=row.text)
    return _("Service contract {level}: a visit is due").format(level=row.text)


def _finish_visit(row: TodayRow, hands: Hands) -> None:
    hands.navigator.finish_visit(row.id)


def _ends(row: TodayRow, office: Office) -> str:
    days = ((row.due_on or office.today()) - office.today()).days
    if days < 0:
        return ngettext("Ended {n} day ago", "Ended {n} days ago", -days).format(n=-days)
    return ngettext("Ends in {n} day", "Ends in {n} days", days).format(n=days)


def _end_reason(row: TodayRow, _office: Office) -> str:
    day = short_day(row.due_on) if row.due_on is not None else ""
    return _("Service contract {level} until {day}: speak of renewing it").format(
        level=row.text, day=day
    )


def _edit_contract(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_contract(row.id)


SERVICE_ORDER = Kind(
    reason=_step, pressing=_clock, tone=_tone, done=_go_on, done_words=N_("Go on"), edit=_go_on
)
SERVICE_VISIT = Kind(
    reason=_visit_reason,
    pressing=_visit_due,
    done=_finish_visit,
    done_words=N_("Visit done…"),
    log=_finish_visit,
)
SERVICE_CONTRACT = Kind(reason=_end_reason, pressing=_ends, edit=_edit_contract)
