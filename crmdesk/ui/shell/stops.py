"""Rows of Today as reasons to visit somebody."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.models.daybook.visits import Stop
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.today.hands import Office
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.kinds.table import reason

_PLANNED = ("follow_up", "service_visit")
_SAID = ("follow_up", "promise", "service_order")
"""Their text says all there is to do."""


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
            row.text if row.source in _SAID else reason(row, office),
            row.due_time if row.due_on == office.today() else "",
            planned=_is_planned(row, office),
        )
        for row in rows
        if row.name
    ]


def _is_planned(row: TodayRow, office: Office) -> bool:
    """A visit was meant; of a service order when it is for today."""
    if row.source == "service_order":
        return row.due_on == office.today()
    return row.source in _PLANNED and row.channel == "visit"
