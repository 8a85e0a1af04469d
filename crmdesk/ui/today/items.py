"""The rows of the page Today: sections, whom to contact, and the rest of a long section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from crmdesk.models.core.i18n import P_, _, pgettext
from crmdesk.models.today.rows import Section, TodayRow
from crmdesk.ui.kit.phones import say_in_text
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.sections import section_title
from crmdesk.ui.today.words import channel_text, to_say, whom


@dataclass(frozen=True, slots=True)
class SectionItem:
    """A heading with its number."""

    code: str
    total: int
    capped: bool = False
    selectable: bool = False

    @property
    def key(self) -> object:
        return "section", self.code

    def count(self) -> str:
        """1,000+ where nobody counted further."""
        return f"{self.total:,}+" if self.capped else f"{self.total:,}"

    def spoken(self) -> str:
        return f"{section_title(self.code)} {self.count()}"


@dataclass(frozen=True, slots=True)
class RowItem:
    """Somebody to contact."""

    row: TodayRow
    office: Office
    selectable: bool = True

    @property
    def key(self) -> object:
        return self.row.source, self.row.id

    def spoken(self) -> str:
        row, office = self.row, self.office
        why = f"{pressing(row, office)} {reason(row, office)}".strip()
        why = say_in_text(why, row.customer_id)
        how = f"{row.hour} {channel_text(row.channel)}".strip()
        return "\n".join(filter(None, (row.name, whom(row), why, how, to_say(row))))


@dataclass(frozen=True, slots=True)
class PartItem:
    """A part of the day, when rows stand by their hours."""

    code: str
    total: int
    selectable: bool = False

    @property
    def key(self) -> object:
        return "part", self.code

    def spoken(self) -> str:
        return f"{pgettext('hour', PARTS[self.code])} {self.total:,}"


@dataclass(frozen=True, slots=True)
class MoreItem:
    """There are more in this section; `named` where it does not stand under its heading."""

    code: str
    shown: int
    left: int
    named: bool = False
    selectable: bool = True

    @property
    def key(self) -> object:
        return "more", self.code

    def spoken(self) -> str:
        count = f"{self.left:,}"
        if self.named:
            title = section_title(self.code)
            return _("{section}: {n} more").format(section=title, n=count)
        return _("{n} more").format(n=count)


Item = SectionItem | PartItem | RowItem | MoreItem
PARTS = {
    "morning": P_("hour", "Morning"),
    "afternoon": P_("hour", "Afternoon"),
    "evening": P_("hour", "Evening"),
}
_NOON, _EVENING = "12:30", "18:00"


def items_by_urgency(sections: Iterable[Section], office: Office) -> list[Item]:
    """Every section that has something in it; what is late by its clock comes before all else."""
    items: list[Item] = []
    for section in sorted(sections, key=lambda one: not _is_late(one)):
        items += _section(section, section.rows, office)
    return items


def items_by_hour(sections: Sequence[Section], day: date, office: Office) -> list[Item]:
    """What is for this day by the hour to call; what can wait for another stands below."""
    timed = [row for one in sections for row in one.rows if not _waits(row, day)]
    timed.sort(key=lambda row: row.hour)
    items: list[Item] = []
    for code, rows in groupby(timed, key=lambda row: _part(row.hour)):
        part = list(rows)
        items += [PartItem(code, len(part)), *(RowItem(row, office) for row in part)]
    items += [
        MoreItem(one.code, len(one.rows), left, named=True)
        for one in sections
        if (left := one.total - len(one.rows)) > 0 and not _all_wait(one, day)
    ]
    for one in sections:
        waiting = [row for row in one.rows if _waits(row, day)]
        if _all_wait(one, day):
            items += _section(one, waiting, office)
        elif waiting:
            items.append(SectionItem(one.code, len(waiting)))
            items += [RowItem(row, office) for row in waiting]
    return items


def has_greeting(item: object) -> bool:
    """Whether there are words to copy for whoever stands there."""
    return isinstance(item, RowItem) and item.row.greeting is not None


def has_phone(item: object) -> bool:
    """Whether somebody can be called."""
    return isinstance(item, RowItem) and bool(item.row.phone)


def _section(section: Section, rows: Sequence[TodayRow], office: Office) -> list[Item]:
    if not section.total:
        return []
    items: list[Item] = [SectionItem(section.code, section.total, section.capped)]
    items += [RowItem(row, office) for row in rows]
    if (left := section.total - len(section.rows)) > 0:
        items.append(MoreItem(section.code, len(section.rows), left))
    return items


def _waits(row: TodayRow, day: date) -> bool:
    """For a later day: due tomorrow, or a greeting that is only offered ahead."""
    return row.due_on is not None and row.due_on > day


def _all_wait(section: Section, day: date) -> bool:
    return bool(section.rows) and all(_waits(row, day) for row in section.rows)


def _part(hour: str) -> str:
    if hour < _NOON:
        return "morning"
    return "afternoon" if hour < _EVENING else "evening"


def _is_late(section: Section) -> bool:
    return any(row.clock is not None and row.clock[1].tone == "red" for row in section.rows)
