"""The periods a report can be of."""

from __future__ import annotations

from datetime import date, timedelta

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.widgets.chips import FilterChip

_YEAR_ROUND = "12"


def period_chip() -> FilterChip:
    """One of them is always chosen: at first the last twelve months."""
    choices = [
        (_YEAR_ROUND, _("Last 12 months")),
        ("month", _("This month")),
        ("last", _("Last month")),
        ("year", _("This year")),
        ("before", _("Last year")),
    ]
    chip = FilterChip(_("Period"), choices, many=False)
    chip.set_values([_YEAR_ROUND])
    return chip


def days_of(period: FilterChip, today: date) -> tuple[date, date]:
    """First and last day of the period chosen; with none, of the last twelve months."""
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    return {
        "month": (month, today),
        "last": (before.replace(day=1), before),
        "year": (date(today.year, 1, 1), today),
        "before": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }.get(
        str(next(iter(period.values()), _YEAR_ROUND)),
        ((month - timedelta(days=334)).replace(day=1), today),
    )
