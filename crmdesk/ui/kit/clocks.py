"""Clocks in words: what is left, by when, how late, or what it waits for."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.when import full_when, say_when

if TYPE_CHECKING:  # the first screen is shown before any clock is read
    from crmdesk.models.calendar.due import Reading

_NEAR = timedelta(hours=8)
_HALF_A_MINUTE = timedelta(seconds=30)
"""What is shorter would be told as no minute at all."""
_MANY = 10


def say_clock(title: str, clock: Reading, now: datetime, zone: tzinfo) -> str:
    """One short line: 首次回复 · 还剩 1 小时 20 分."""
    return _("{clock} · {how}").format(clock=title, how=say_state(clock, now, zone))


def tone_of(clock: Reading) -> str:
    """The tone of a pill: one that stands still is blue unless it is late already."""
    return "blue" if clock.state == "paused" and clock.tone != "red" else clock.tone


def icon_of(clock: Reading) -> str:
    """Colour never speaks alone."""
    if clock.state == "paused":
        return "hand"
    return "warning" if clock.tone == "red" else "clock"


def explain_clock(title: str, clock: Reading, zone: tzinfo) -> str:
    """All of it, for a tool tip."""
    lines = [title, _("Since {when}").format(when=full_when(clock.started, zone))]
    if clock.due is not None:
        lines.append(_("Due {when}").format(when=full_when(clock.due, zone)))
    lines.append(
        _("{used} of {allowed} working time used").format(
            used=say_span(clock.used), allowed=say_span(clock.allowed)
        )
    )
    if clock.stopped is not None:
        lines.append(_("Stopped {when}").format(when=full_when(clock.stopped, zone)))
    return "\n".join(lines)


def say_span(span: timedelta) -> str:
    """1 h 20 min; hours of working time even where they are many, then without minutes."""
    minutes = max(round(span.total_seconds() / 60), 0)
    hours, rest = divmod(minutes, 60)
    if hours >= _MANY:
        rest = 0
    if not hours:
        return ngettext("{n} min", "{n} min", rest).format(n=rest)
    if not rest:
        return ngettext("{n} h", "{n} h", hours).format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def say_state(clock: Reading, now: datetime, zone: tzinfo) -> str:
    """What is left, by when, how late, or how it ended."""
    if clock.state == "kept":
        return _("kept, {used}").format(used=say_span(clock.used))
    if clock.state == "missed":
        if -clock.left <= _HALF_A_MINUTE:
            return _("missed by less than a minute")
        return _("missed, {late} late").format(late=say_span(-clock.left))
    if clock.state == "paused":
        return _("stands still")
    if clock.late or (clock.due is not None and clock.due <= now):
        if -clock.left <= _HALF_A_MINUTE:
            return _("just late")
        return _("{late} late").format(late=say_span(-clock.left))
    if clock.left < _NEAR or clock.due is None:
        return _("{left} left").format(left=say_span(clock.left))
    return _("by {when}").format(when=_when(clock.due, now, zone))


def _when(due: datetime, now: datetime, zone: tzinfo) -> str:
    days = (due.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days <= 1:
        return say_when(due, now, zone)
    return _("{day} {time}").format(
        day=say_when(due, now, zone), time=f"{due.astimezone(zone):%H:%M}"
    )
