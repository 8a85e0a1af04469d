"""The office's hours, its list of days off, and the reminder in December."""

from datetime import date

import pytest

from crmdesk.models.calendar.holidays import Special
from crmdesk.models.calendar.week import PRESETS, Week
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.holidays import (
    HolidayDraft,
    delete_holiday,
    load_year,
    set_holiday,
    store_holidays,
)
from crmdesk.models.office.hours import (
    Hours,
    load_hours,
    load_working_time,
    missing_year,
    put_reminder_away,
    save_hours,
)
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office

FIRST_OF_DECEMBER = date(2026, 12, 1)
OWN = Week((((480, 720),), *((),) * 6))


def _missing(db: Database, today: date) -> int | None:
    with db.read() as session:
        return missing_year(session, today)


def test_that_an_office_begins_with_office_hours_and_the_holidays_of_its_country(
    db: Database,
) -> None:
    with db.read() as session:
        assert load_hours(session) == Hours("office", "CN")
    with db.write("setup") as session:
        save_office(session, OfficeSettings(country="TW", zone="Asia/Taipei"))
    with db.read() as session:
        work = load_working_time(session)
    assert (work.region, str(work.zone)) == ("TW", "Asia/Taipei")


def test_that_hours_of_its_own_are_kept_while_a_preset_is_chosen(db: Database) -> None:
    with db.write("setup") as session:
        save_hours(session, Hours("shop", "none", OWN))
    with db.read() as session:
        hours = load_hours(session)
    assert (hours.week, hours.own, hours.region) == (PRESETS["shop"], OWN, "none")
    assert Hours("own", "none", Week(((),) * 7)).problems() == {"week": "hours.never"}


def test_that_next_years_holidays_are_missed_from_the_first_of_december(db: Database) -> None:
    assert _missing(db, date(2026, 11, 30)) is None
    assert _missing(db, FIRST_OF_DECEMBER) == 2027
    assert _missing(db, date(2027, 3, 1)) == 2027
    with db.write("setup") as session:
        save_hours(session, Hours("office", "TW"))
    assert _missing(db, FIRST_OF_DECEMBER) is None


def test_that_the_reminder_ends_with_the_notice_entered_or_put_away(db: Database) -> None:
    days = [Special(date(2027, 2, day), "春节") for day in range(4, 9)]
    with db.write("holiday.import", count=5) as session:
        assert store_holidays(session, days[:1]) == 1
    assert _missing(db, FIRST_OF_DECEMBER) == 2027
    with db.write("holiday.import", count=5) as session:
        assert store_holidays(session, days) == 4
        assert store_holidays(session, days) == 0
    assert _missing(db, FIRST_OF_DECEMBER) is None
    undo(db)
    assert _missing(db, FIRST_OF_DECEMBER) == 2027
    with db.write("setup") as session:
        put_reminder_away(session, 2027)
    assert _missing(db, FIRST_OF_DECEMBER) is None
    assert _missing(db, date(2027, 12, 1)) == 2028


def test_that_the_list_shows_the_regions_days_and_ours_over_them(db: Database) -> None:
    with db.write("holiday.edit", name="") as session:
        set_holiday(session, HolidayDraft(date(2026, 10, 7), "盘点", works=True))
        set_holiday(session, HolidayDraft(date(2026, 6, 1), " 厂庆 "))
    with db.read() as session:
        rows = {row.day: row for row in load_year(session, 2026)}
    assert (rows[date(2026, 10, 7)].works, rows[date(2026, 10, 7)].own) == (True, True)
    assert rows[date(2026, 6, 1)].name == "厂庆"
    assert (rows[date(2026, 10, 1)].own, len(rows)) == (False, 40)


def test_that_a_day_entered_is_moved_deleted_and_brought_back(db: Database) -> None:
    first, other = date(2026, 6, 1), date(2026, 6, 2)
    with db.write("holiday.edit", name="") as session:
        set_holiday(session, HolidayDraft(first, "厂庆"))
    with db.write("holiday.edit", name="") as session:
        set_holiday(session, HolidayDraft(other, "厂庆"), instead_of=first)
    with db.write("holiday.delete", name="") as session:
        delete_holiday(session, other)
    undo(db)
    with db.read() as session:
        own = [row.day for row in load_year(session, 2026) if row.own]
    assert own == [other]


def test_that_a_public_holiday_is_not_deleted_and_a_day_must_be_one(db: Database) -> None:
    with (
        pytest.raises(CrmError, match=r"holiday\.official"),
        db.write("holiday.delete", name="") as session,
    ):
        delete_holiday(session, date(2026, 10, 1))
    with pytest.raises(Invalid), db.write("holiday.edit", name="") as session:
        set_holiday(session, HolidayDraft(None))
