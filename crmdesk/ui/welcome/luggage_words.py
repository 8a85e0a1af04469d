"""What an office in a file holds, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from crmdesk.models.backups.luggage import Luggage
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.ui.kit.when import say_when


def say_luggage(luggage: Luggage, now: datetime) -> list[tuple[str, str]]:
    """(what, how much) in the order one reads it, in the time zone of `now`."""
    zone = now.tzinfo or UTC
    customers = ngettext("{n} customer", "{n} customers", luggage.customers)
    talks = ngettext("{n} contact logged", "{n} contacts logged", luggage.interactions)
    newest = say_when(luggage.newest, now, zone) if luggage.newest is not None else "–"
    return [
        (_("Office"), luggage.office or _("without a name")),
        (_("Holds"), f"{customers.format(n=f'{luggage.customers:,}')} · "
                     f"{talks.format(n=f'{luggage.interactions:,}')}"),
        (_("Last change"), newest),
    ]  # fmt: skip
