"""Which festivals the office greets on, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmdesk.models.calendar.festivals import MINOR, Festival, OwnDay, festivals_between
from crmdesk.models.calendar.holiday_names import holiday_text
from crmdesk.models.core.i18n import P_, pgettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

BEFORE = 3
"""Days ahead a festival is shown."""
_BEFORE = {"spring": 0, "women": 0, "teachers": 0, "fathers": 0}
_AFTER = {"spring": 6}
"""拜年 goes on to the seventh day; every other feast is over when its day is."""
_KEY = "care"
_NAMES = {
    "laba": P_("festival", "Laba"),
    "weiya": P_("festival", "Year-end Feast"),
    "xiaonian": P_("festival", "Little New Year"),
    "eve": P_("festival", "New Year’s Eve"),
    "lantern": P_("festival", "Lantern Festival"),
    "women": P_("festival", "Women’s Day"),
    "qixi": P_("festival", "Qixi"),
    "fathers": P_("festival", "Father’s Day"),
    "chongyang": P_("festival", "Double Ninth"),
    "winter": P_("festival", "Winter Solstice"),
}


@dataclass(frozen=True, slots=True)
class CareSettings:
    """`off` are the festivals nobody is greeted on; `south`: 小年 is a day later."""

    off: frozenset[str] = MINOR
    south: bool = False
    own: tuple[OwnDay, ...] = ()


def load_care(session: Session) -> CareSettings:
    """As stored, the usual festivals where nothing is."""
    from crmdesk.models.office.settings import load_value

    stored = load_value(session, _KEY)
    if not stored:
        return CareSettings()
    own = tuple(OwnDay(**one) for one in stored.get("own", ()))
    return CareSettings(frozenset(stored.get("off", MINOR)), bool(stored.get("south")), own)


def save_care(session: Session, care: CareSettings) -> None:
    """Store which festivals the office greets on."""
    from crmdesk.models.office.settings import save_value

    own: list[dict[str, Any]] = [
        {"kind": one.kind, "name": one.name, "month": one.month, "day": one.day} for one in care.own
    ]
    save_value(session, _KEY, {"off": sorted(care.off), "south": care.south, "own": own})


def greeted_now(care: CareSettings, region: str, today: date) -> list[Festival]:
    """The festivals whose greetings are due, the nearest first."""
    found = festivals_between(
        region, today - timedelta(days=6), today + timedelta(days=BEFORE),
        south=care.south, own=care.own,
    )  # fmt: skip
    return sorted(
        (
            one
            for one in found
            if one.code not in care.off
            and one.day - timedelta(days=_BEFORE.get(one.code, BEFORE)) <= today
            and today <= one.day + timedelta(days=_AFTER.get(one.code, 0))
        ),
        key=lambda one: (abs((one.day - today).days), one.code),
    )


def festival_text(code: str, name: str = "") -> str:
    """Mid-Autumn Festival, Lantern Festival, or what the office calls its own day."""
    if name:
        return name
    return pgettext("festival", _NAMES[code]) if code in _NAMES else holiday_text(code)
