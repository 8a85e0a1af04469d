"""The office's own days as one types them: "公司周年 10-18；护士节 5-12"."""

import re
from collections.abc import Iterable

from crmdesk.models.calendar.festivals import OwnDay
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.anniversaries import read_anniversary

_BETWEEN = re.compile(r"[;；、\n]")


def read_own_days(kind: str, text: str) -> tuple[OwnDay, ...]:
    """Days separated by semicolons; raises CrmError "care.day.unclear" with the part meant."""
    found: list[OwnDay] = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        try:
            name, day = read_anniversary(part)
        except CrmError as error:
            raise CrmError("care.day.unclear", text=part) from error
        if day.calendar != "solar":
            raise CrmError("care.day.unclear", text=part)
        found.append(OwnDay(kind, name, day.month, day.day))
    return tuple(found)


def say_own_days(kind: str, days: Iterable[OwnDay]) -> str:
    """As `read_own_days` reads them."""
    return "；".join(f"{one.name} {one.month}-{one.day}" for one in days if one.kind == kind)
