"""What a new gift list may be for: the feasts of the coming year, then the rest."""

from __future__ import annotations

from datetime import date, timedelta

from crmdesk.models.calendar.festivals import festivals_between
from crmdesk.models.care.gift_rules import FEASTS, OTHERS, occasion_text
from crmdesk.models.care.rules import load_care
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.office.settings import load_office
from crmdesk.ui.care.gift_dialogs import Occasion
from crmdesk.ui.kit.when import full_day

YEAR = timedelta(days=360)


def coming_occasions(db: Database, today: date) -> list[Occasion]:
    """The next feasts first, each once, each with its day."""
    with db.read() as session:
        country, care = load_office(session).country, load_care(session)
    coming = festivals_between(country, today, today + YEAR, own=care.own)
    found: dict[str, Occasion] = {}
    for one in coming:
        if one.code in FEASTS or one.code == "office":
            text = one.name or occasion_text(one.code)
            named = _("{occasion}, {day}").format(occasion=text, day=full_day(one.day))
            found.setdefault(one.code, Occasion(one.code, named, one.day, _name(text, one.day)))
    for code in OTHERS:
        text = occasion_text(code)
        name = "" if code == "other" else _name(text, today)
        found.setdefault(code, Occasion(code, text, None, name))
    return list(found.values())


def _name(occasion: str, day: date) -> str:
    return _("{occasion} {year}").format(occasion=occasion, year=day.year)
