"""Entries of the timeline that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.replies import Waiting
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.timeline.items import EntryItem, Item


def mark_waiting(
    items: Sequence[Item], waiting: Waiting | None, now: datetime, zone: tzinfo
) -> list[Item]:
    """The same with a word beside each entry that waits, in the colour of its clock."""
    if waiting is None:
        return list(items)
    told = _say(waiting, now, zone), waiting.clock.tone
    return [
        replace(item, waits=told)
        if isinstance(item, EntryItem)
        and item.entry.source == "interaction"
        and item.entry.id in waiting.ids
        else item
        for item in items
    ]


def _say(waiting: Waiting, now: datetime, zone: tzinfo) -> str:
    due = waiting.clock.due
    if due is None:
        return _("Waits for an answer")
    if due <= now:
        return _("Answer overdue since {when}").format(when=say_when(due, now, zone))
    return _("To be answered by {when}").format(when=say_when(due, now, zone))
