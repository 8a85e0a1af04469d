"""Which sheets only tell, and how an import knows them again to leave them alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import cache

from crmdesk.models.core.i18n import LANGUAGES, speaking
from crmdesk.models.exchange.export.told import ToldTable
from crmdesk.models.exchange.export.told_care import answers, gifts, plans
from crmdesk.models.exchange.export.told_service import service_contracts, service_orders


def told_tables(zone: tzinfo, viewer: int | None) -> list[ToldTable]:
    """In the order of the workbook."""
    return [service_orders(zone), service_contracts(), gifts(), plans(), answers(zone, viewer)]


def is_told(titles: Sequence[object]) -> bool:
    """Whether a sheet that begins with this row is one of them, in whatever language."""
    return tuple(str(title).strip() for title in titles if str(title).strip()) in _every_header()


@cache
def _every_header() -> frozenset[tuple[str, ...]]:
    found = set()
    for name in LANGUAGES:
        with speaking(name):
            for table in told_tables(UTC, None):
                found.add(tuple(column.header for column in table.heads()))
    return frozenset(found)
