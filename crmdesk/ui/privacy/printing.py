"""The copy of all data on paper."""

from __future__ import annotations

from crmdesk.models.core.i18n import _
from crmdesk.models.personal_copy.gather import PersonalCopy, Section
from crmdesk.ui.kit.printing import Sheet

_MOST = 5
"""So many columns fit on a page; what stands in more follows as lines of one cell."""


def copy_sheet(copy: PersonalCopy) -> Sheet:
    """Facts first, then a table for each kind of data."""
    told = _("Everything held about this customer, as of {day}.").format(
        day=f"{copy.made_at:%Y-%m-%d}"
    )
    below = " · ".join(filter(None, (copy.office, told)))
    sheet = Sheet(_("Personal data of {name}").format(name=copy.name), below)
    sheet.facts(copy.facts)
    for section in copy.sections:
        sheet.heading(section.title)
        _add(sheet, section)
    return sheet


def _add(sheet: Sheet, section: Section) -> None:
    """Wide tables become one line a row: what is empty need not be printed."""
    if len(section.captions) <= _MOST:
        width = 100 // len(section.captions)
        sheet.table(section.captions, section.rows, [width] * len(section.captions))
        return
    for row in section.rows:
        pairs = zip(section.captions, row, strict=True)
        line = " · ".join(f"{caption}：{text}" for caption, text in pairs if text)
        sheet.paragraph(line)
