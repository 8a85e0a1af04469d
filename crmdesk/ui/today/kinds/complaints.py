"""Open complaints, by their clocks."""

from __future__ import annotations

from crmdesk.models.complaints.rules import clock_title, step_title
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.clocks import say_clock, tone_of
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind, tone_of_section


def _clock(row: TodayRow, office: Office) -> str:
    if row.clock is None:
        return ""
    return say_clock(clock_title(row.clock[0]), row.clock[1], office.now(), office.zone)


def _tone(row: TodayRow) -> str:
    return tone_of_section(row) if row.clock is None else tone_of(row.clock[1])


def _step(row: TodayRow, _office: Office) -> str:
    step = _("step {number}: {title}").format(number=row.step, title=step_title(row.step))
    return f"{row.text} · {step}"


def _go_on(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_complaint(row.id)


COMPLAINT = Kind(
    reason=_step, pressing=_clock, tone=_tone, done=_go_on, done_words=N_("Go on"), edit=_go_on
)
