"""For what one gives, how it gets there, how far it is, and how much a year is enough."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from crmdesk.models.care.rules import festival_text
from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.office.settings import load_office, load_value, save_value

STATUSES = ("planned", "bought", "given")
WAYS = ("hand", "delivery", "courier", "pickup")
FEASTS = ("new_year", "spring", "lantern", "women", "dragon", "teachers", "moon", "chongyang",
          "winter", "weiya", "fathers", "christmas")  # fmt: skip
"""Festivals people give gifts for; which of them a region keeps, its calendar says."""
BIRTHDAYS = ("birthday", "grand")
OTHERS = (*BIRTHDAYS, "office", "thanks", "other")
_OTHERS = {
    "birthday": P_("occasion", "Birthday"),
    "grand": P_("occasion", "Round birthday"),
    "office": P_("occasion", "Our anniversary"),
    "thanks": P_("occasion", "Thanks"),
    "other": P_("occasion", "Other occasion"),
}
_STATUSES = {
    "planned": P_("gift", "Planned"),
    "bought": P_("gift", "Bought"),
    "given": P_("gift", "Given"),
}
_WAYS = {
    "hand": P_("gift", "In person"),
    "delivery": P_("gift", "Our driver"),
    "courier": P_("gift", "Courier"),
    "pickup": P_("gift", "Picked up"),
}
_SEASON = timedelta(days=180)
_KEY = "gifts"
_USUAL = {"CNY": 100_000, "TWD": 500_000, "HKD": 100_000, "MOP": 100_000}


@dataclass(frozen=True, slots=True)
class GiftSettings:
    """What gifts to one person may come to in a year, in minor units; None: whatever it takes."""

    yearly: int | None = None


def load_gift_settings(session: Session) -> GiftSettings:
    """As stored; a usual limit where nothing is."""
    stored = load_value(session, _KEY)
    if "yearly" in stored:
        return GiftSettings(stored["yearly"])
    return GiftSettings(_USUAL.get(load_office(session).currency))


def save_gift_settings(session: Session, chosen: GiftSettings) -> None:
    """Keep the limit."""
    save_value(session, _KEY, {"yearly": chosen.yearly})


def occasion_text(code: str) -> str:
    """中秋节, 生日 …"""
    return pgettext("occasion", _OTHERS[code]) if code in _OTHERS else festival_text(code)


def gift_status_text(code: str) -> str:
    return pgettext("gift", _STATUSES[code]) if code in _STATUSES else code


def way_text(code: str) -> str:
    """How it gets there; "" where nobody said."""
    return pgettext("gift", _WAYS[code]) if code in _WAYS else code


def once_a_year(occasion: str) -> bool:
    """Whether it comes on one day of the year for everybody."""
    return occasion in FEASTS or occasion == "office"


def same_season(one: date | None, other: date | None) -> bool:
    """Whether two days of a feast are those of one year, as the moon may count it."""
    return one is not None and other is not None and abs(one - other) < _SEASON


def is_birthday(occasion: str) -> bool:
    """Whether each gets it on a day of her own."""
    return occasion in BIRTHDAYS
