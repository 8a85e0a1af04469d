"""Customers who wait for an answer."""

from __future__ import annotations

from typing import Any

from crmdesk.models.core.i18n import N_, _, pgettext
from crmdesk.models.interactions.rules import title_text
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.clocks import say_clock, tone_of
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind, tone_of_section


def _clock(row: TodayRow, office: Office) -> str:
    if row.clock is None:
        return ""
    title = pgettext("clock", "Answer")
    return say_clock(title, row.clock[1], office.now(), office.zone)


def _tone(row: TodayRow) -> str:
    return tone_of_section(row) if row.clock is None else tone_of(row.clock[1])


def _words(row: TodayRow, _office: Office) -> str:
    """The way it came, and what she wrote."""
    if row.code == "call":
        return _("Missed call: {words}").format(words=row.text) if row.text else _("Missed call")
    title = title_text(row.code, "in")
    return _("{what}: {words}").format(what=title, words=row.text) if row.text else title


def _answered(row: TodayRow, hands: Hands) -> None:
    """What was answered, by the way the question came."""
    hands.log(
        row.customer_id, hands.panel, contact_id=row.contact_id, kind=row.code, direction="out"
    )


def _needs_none(row: TodayRow, hands: Hands) -> None:
    def put_away(session: Any, customer_id: int) -> None:
        from crmdesk.models.interactions.replies import needs_no_answer

        needs_no_answer(session, customer_id, now=hands.db.now())

    hands.follow_ups.each(
        "interaction.no_reply", [row.customer_id], row.name, put_away,
        _("{name} needs no answer").format(name=row.name),
    )  # fmt: skip


REPLY = Kind(
    reason=_words,
    pressing=_clock,
    tone=_tone,
    done=_answered,
    done_words=N_("Answered…"),
    log=_answered,
    dismiss=_needs_none,
    dismiss_words=N_("Needs no answer"),
)
