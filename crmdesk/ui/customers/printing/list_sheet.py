"""The list as seen, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_day

MOST = 2000
"""More rows than this nobody prints; the sheet says how many were left out."""


def list_sheet(
    ids: Sequence[int],
    columns: Sequence[Column],
    load: Callable[[Sequence[int]], Mapping[int, Any]],
    today: date,
) -> Sheet:
    """The customers `ids` in that order, with the columns shown, as wide as on the screen."""
    count = ngettext("{n} customer", "{n} customers", len(ids)).format(n=f"{len(ids):,}")
    sheet = Sheet(_("Customers"), f"{full_day(today)} · {count}")
    rows = load(ids[:MOST])
    if len(ids) > MOST:
        sheet.paragraph(_("The first {n} of them.").format(n=f"{MOST:,}"), small=True)
    texts = [
        [column.text(rows[row_id]).replace("\n", "、") for column in columns]
        for row_id in ids[:MOST]
        if row_id in rows
    ]
    total = sum(column.width for column in columns)
    widths = [round(column.width * 100 / total) for column in columns]
    sheet.table([column.title for column in columns], texts, widths)
    return sheet
