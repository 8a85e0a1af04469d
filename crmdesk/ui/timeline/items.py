"""The rows of the timeline: what happened, and the days it happened on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from crmdesk.models.timeline.entries import TimelineEntry
from crmdesk.models.timeline.orders import ORDER
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.timeline.words import title_of


@dataclass(frozen=True, slots=True)
class DayItem:
    """The heading of one day."""

    day: date
    selectable: bool = False

    @property
    def key(self) -> object:
        return self.day

    def spoken(self) -> str:
        return full_day(self.day)


@dataclass(frozen=True, slots=True)
class EntryItem:
    """One entry; `waits` (text, tone) where it waits for an answer."""

    entry: TimelineEntry
    time: str
    waits: tuple[str, str] | None = None
    selectable: bool = True

    @property
    def key(self) -> object:
        return self.entry.source, self.entry.id

    def spoken(self) -> str:
        return "\n".join(filter(None, (title_of(self.entry), self.entry.text)))


Item = DayItem | EntryItem


def by_day(
    entries: Iterable[TimelineEntry], zone: tzinfo, day: date | None = None
) -> tuple[list[Item], date | None]:
    """The entries with a heading where a new day begins after `day`; and the last day."""
    items: list[Item] = []
    for entry in entries:
        local = entry.at.astimezone(zone)
        if local.date() != day:
            day = local.date()
            items.append(DayItem(day))
        time = "" if entry.kind == ORDER else f"{local.hour:02}:{local.minute:02}"
        items.append(EntryItem(entry, time))
    return items, day
