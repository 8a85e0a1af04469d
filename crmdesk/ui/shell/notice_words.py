"""Notices in words: a title and a line or two, with names only where the user wants them."""

from __future__ import annotations

from collections import Counter

from crmdesk.models.complaints.rules import clock_title
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.daybook.notices import Notice
from crmdesk.models.service.rules import clock_title as service_clock

_LONGEST = 60


def words_of(notice: Notice, *, names: bool) -> tuple[str, str]:
    """(title, text). Without names nothing of a customer is told: the screen may be locked."""
    if notice.kind == "several":
        return _several(notice)
    if notice.kind == "day":
        return _("Your day"), _day(notice)
    title = _title(notice)
    if not names:
        return title, _("Open crmdesk to see who it is about.")
    who = pgettext("report", "{who}: {what}").format(who=notice.name, what=_short(notice.text))
    return title, who if notice.text else notice.name


def _title(notice: Notice) -> str:
    if notice.kind == "due":
        text = {
            "promise": pgettext("notice", "Promise, {time}"),
            "service": pgettext("notice", "Service, {time}"),
        }.get(notice.source, pgettext("notice", "Follow-up, {time}"))
        return text.format(time=notice.time)
    if notice.source == "reply":
        late = pgettext("notice", "Nobody answered in time")
        return late if notice.kind == "red" else pgettext("notice", "To be answered soon")
    if notice.source == "service":
        text = (
            pgettext("notice", "Service order: {clock} is late")
            if notice.kind == "red"
            else pgettext("notice", "Service order: {clock} is due soon")
        )
        return text.format(clock=service_clock(notice.code))
    clock = clock_title(notice.code)
    text = (
        pgettext("notice", "Complaint: {clock} is late")
        if notice.kind == "red"
        else pgettext("notice", "Complaint: {clock} is due soon")
    )
    return text.format(clock=clock)


def _day(notice: Notice) -> str:
    parts = []
    if notice.today:
        parts.append(ngettext("{n} due today", "{n} due today", notice.today))
        parts[-1] = parts[-1].format(n=notice.today)
    if notice.overdue:
        told = ngettext("{n} overdue", "{n} overdue", notice.overdue)
        parts.append(told.format(n=notice.overdue))
    return pgettext("list", ", ").join(parts)


def _several(notice: Notice) -> tuple[str, str]:
    """How many of which sort; a day that begins is told along."""
    kinds = Counter(_sort(part) for part in notice.parts)
    parts = [
        ngettext("{n} with an hour", "{n} with an hour", count).format(n=count)
        if sort == "due"
        else ngettext("{n} complaint presses", "{n} complaints press", count).format(n=count)
        if sort == "complaint"
        else ngettext("{n} service order presses", "{n} service orders press", count).format(
            n=count
        )
        if sort == "service"
        else ngettext("{n} customer waits for an answer", "{n} customers wait for an answer",
                      count).format(n=count)
        for sort, count in kinds.items()
        if sort != "day"
    ]  # fmt: skip
    days = [_day(part) for part in notice.parts if part.kind == "day"]
    return _("What came up"), pgettext("list", ", ").join([*parts, *days])


def _sort(notice: Notice) -> str:
    return notice.kind if notice.kind in ("due", "day") else notice.source


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
