"""Which backups stay: today's, one a day for two weeks, a week for eight, a month for twelve."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.backups.rotation import kept

TODAY = date(2026, 11, 22)
MOMENTS = st.lists(
    st.builds(datetime.combine, st.dates(date(2025, 1, 1), date(2026, 11, 30)), st.times()),
    max_size=60,
)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


def test_that_all_of_today_stay_and_one_of_each_day_before() -> None:
    today = [_at(TODAY, hour) for hour in (9, 12, 18)]
    yesterday = [_at(date(2026, 11, 21), hour) for hour in (9, 18)]
    assert kept([*today, *yesterday], TODAY) == {*today, yesterday[-1]}


def test_that_a_backup_a_day_for_two_years_leaves_days_weeks_and_months() -> None:
    daily = [_at(TODAY, 18) - timedelta(days=ago) for ago in range(730)]
    stay = sorted(kept(daily, TODAY), reverse=True)
    assert [moment.date() for moment in stay[:14]] == [
        TODAY - timedelta(days=ago) for ago in range(14)
    ]
    assert {date(2026, 10, 31), date(2026, 1, 31), date(2025, 12, 31)} <= {
        moment.date() for moment in stay
    }
    assert min(stay).date() == date(2025, 12, 31)
    assert len(stay) == 14 + 6 + 11  # of eight weeks and twelve months some stand for days too


def test_that_what_seems_to_be_of_tomorrow_is_never_dropped() -> None:
    later = _at(date(2027, 3, 1), 9)
    assert later in kept([later, _at(TODAY, 9)], TODAY)


@given(MOMENTS)
def test_that_the_newest_always_stays_and_a_second_look_drops_nothing(
    moments: list[datetime],
) -> None:
    stay = kept(moments, TODAY)
    assert stay <= set(moments)
    recent = [one for one in moments if (TODAY - one.date()).days < 300]
    assert not recent or max(recent) in stay
    assert kept(stay, TODAY) == stay


@given(MOMENTS, st.integers(0, 40))
def test_that_going_on_day_by_day_never_loses_more_than_making_them_at_once(
    moments: list[datetime], days: int
) -> None:
    """What is dropped on the way is nothing that would have stayed for the last day."""
    last = TODAY + timedelta(days=days)
    stay = set(moments)
    for ahead in range(days + 1):
        stay = kept(stay, TODAY + timedelta(days=ahead))
    assert kept(stay, last) == stay
    newest = [one for one in moments if (last - one.date()).days < 200]
    assert not newest or max(newest) in stay
