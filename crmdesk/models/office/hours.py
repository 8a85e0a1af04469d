"""When the office works: its week, the region whose public holidays it keeps, its own days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models import schema
from crmdesk.models.calendar.holidays import REGIONS, Special, is_known
from crmdesk.models.calendar.week import PRESETS, Week
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.models.core.clock import office_zone
from crmdesk.models.office.settings import load_office, load_value, save_value

KEY = "hours"
_DISMISSED = "hours.warned"
_WARN_FROM = (12, 1)
_PUBLISHED = 3
"""So many days entered make a year known: one notice, not a single day off of the office."""


@dataclass(frozen=True, slots=True)
class Hours:
    """preset is office, shop or own; `own` its week then (and kept while another is chosen)."""

    preset: str = "office"
    region: str = "CN"
    own: Week = PRESETS["office"]

    @property
    def week(self) -> Week:
        """The week that counts."""
        return PRESETS.get(self.preset, self.own)

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        return self.own.problems() if self.preset == "own" else {}


def load_hours(session: Session) -> Hours:
    """As stored; until somebody chose, office hours with the holidays of the office's country."""
    kept = load_value(session, KEY)
    if not kept:
        country = load_office(session).country
        return Hours(region=country if country in REGIONS else "none")
    week = Week(tuple(tuple((one, end) for one, end in day) for day in kept["own"]))
    return Hours(kept["preset"], kept["region"], week)


def save_hours(session: Session, hours: Hours) -> None:
    """Every clock runs in them from now on, those that began earlier too."""
    own = [[list(span) for span in day] for day in hours.own.days]
    save_value(session, KEY, {"preset": hours.preset, "region": hours.region, "own": own})


def load_own_days(session: Session) -> dict[date, Special]:
    """The days the office entered or imported, by day; a session that only reads asks once."""
    known: dict[date, Special] | None = session.info.get("holidays")
    if known is None:
        query = select(schema.Holiday.day, schema.Holiday.name, schema.Holiday.works)
        known = {row.day: Special(*row) for row in session.execute(query)}
        if "write" not in session.info:
            session.info["holidays"] = known
    return known


def load_working_time(session: Session) -> WorkingTime:
    """The working time all clocks run in."""
    hours, zone = load_hours(session), office_zone(load_office(session).zone)
    return WorkingTime(hours.week, zone, hours.region, load_own_days(session))


def missing_year(session: Session, today: date) -> int | None:
    """The year whose holidays nobody knows: this one, or from 1 December the next.

    None too where somebody put the reminder away.
    """
    region = load_hours(session).region
    years = [today.year] + [today.year + 1] * ((today.month, today.day) >= _WARN_FROM)
    own = load_own_days(session)
    away = load_value(session, _DISMISSED).get("year", 0)
    for year in years:
        entered = sum(day.year == year for day in own)
        if not is_known(region, year) and entered < _PUBLISHED and away < year:
            return year
    return None


def put_reminder_away(session: Session, year: int) -> None:
    """Say no more that the holidays of this year are missing."""
    save_value(session, _DISMISSED, {"year": year})
