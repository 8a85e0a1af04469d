"""Rows of Today as reasons to visit somebody."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.models.daybook.visits import Stop
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import reason

_PLANNED = ("follow_up", "service_visit")


def stops_of(items: Iterable[object], office: Office) -> list[Stop]:
    """Those that say whom and why; what was planned as a visit is marked so."""
    rows = [item.row for item in items if isinstance(item, RowItem)]
    return [
        Stop(
            row.source,
            row.id,
            row.customer_id,
            row.contact_id,
            row.name,
            row.company,
            row.text or reason(row, office),
            row.due_time,
            planned=row.source in _PLANNED and row.channel == "visit",
        )
        for row in rows
        if row.name
    ]
