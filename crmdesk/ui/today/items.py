"""The rows of the page Today: sections, whom to contact, and the rest of a long section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import Section, TodayRow
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.kinds.table import pressing, reason
from crmdesk.ui.today.sections import section_title
from crmdesk.ui.today.words import whom


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
        why = f"{pressing(self.row, self.office)} {reason(self.row, self.office)}".strip()
        return "\n".join(filter(None, (self.row.name, whom(self.row), why)))


@dataclass(frozen=True, slots=True)
class MoreItem:
    """There are more in this section."""

    code: str
    shown: int
    left: int
    selectable: bool = True

    @property
    def key(self) -> object:
        return "more", self.code

    def spoken(self) -> str:
        return _("{n} more").format(n=f"{self.left:,}")


Item = SectionItem | RowItem | MoreItem


def items_of(sections: Iterable[Section], office: Office) -> list[Item]:
    """Every section that has something in it; complaints that are late come before all else."""
    items: list[Item] = []
    for section in sorted(sections, key=lambda one: not _is_late(one)):
        if not section.total:
            continue
        items.append(SectionItem(section.code, section.total, section.capped))
        items += [RowItem(row, office) for row in section.rows]
        if (left := section.total - len(section.rows)) > 0:
            items.append(MoreItem(section.code, len(section.rows), left))
    return items


def has_greeting(item: object) -> bool:
    """Whether there are words to copy for whoever stands there."""
    return isinstance(item, RowItem) and item.row.greeting is not None


def _is_late(section: Section) -> bool:
    return any(row.clock is not None and row.clock[1].tone == "red" for row in section.rows)
