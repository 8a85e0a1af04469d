"""One clock for complaints and service orders: allowed, used, paused, stopped."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.due import Pause, Reading, read_clock
from crmdesk.models.calendar.week import PRESETS
from crmdesk.models.calendar.worktime import WorkingTime

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = WorkingTime(PRESETS["office"], SHANGHAI, "CN")
TWO = timedelta(hours=2)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SHANGHAI)


def read(start: str, now: str, *pauses: Pause, stopped: str = "") -> Reading:
    end = at(stopped) if stopped else None
    return read_clock(OFFICE, at(start), TWO, now=at(now), pauses=pauses, stopped=end)


def test_that_a_clock_turns_amber_when_three_quarters_are_used_and_red_when_all_is() -> None:
    tones = [read("23 09:00", f"23 {time}").tone for time in ("10:29", "10:30", "10:59", "11:00")]
    assert tones == ["green", "amber", "amber", "red"]
    reading = read("23 09:00", "23 10:30")
    assert (reading.due, reading.left) == (at("23 11:00"), timedelta(minutes=30))


def test_that_a_clock_begun_in_the_evening_begins_in_the_morning() -> None:
    reading = read("20 19:00", "22 12:00")
    assert (reading.used, reading.due, reading.tone) == (timedelta(), at("23 11:00"), "green")


def test_that_a_clock_stands_still_while_paused_and_then_runs_on() -> None:
    waiting = read("23 09:00", "23 17:00", Pause(at("23 10:00")))
    assert (waiting.state, waiting.used, waiting.due) == ("paused", timedelta(hours=1), None)
    later = read("23 09:00", "24 09:30", Pause(at("23 10:00"), at("24 09:15")))
    assert (later.state, later.due) == ("running", at("24 10:15"))
    assert later.used == timedelta(hours=1, minutes=15)


def test_that_a_clock_stands_still_from_the_very_moment_it_is_paused() -> None:
    assert read("23 09:00", "23 10:00", Pause(at("23 10:00"))).state == "paused"


def test_that_what_was_late_before_the_pause_stays_late() -> None:
    reading = read("23 09:00", "23 17:00", Pause(at("23 14:00")))
    assert (reading.state, reading.tone, reading.late) == ("paused", "red", True)
    assert reading.due == at("23 11:00")


def test_that_a_stopped_clock_says_whether_it_was_kept() -> None:
    kept = read("23 09:00", "25 09:00", stopped="23 11:00")
    assert (kept.state, kept.tone, kept.stopped) == ("kept", "green", at("23 11:00"))
    missed = read("23 09:00", "25 09:00", stopped="23 11:01")
    assert (missed.state, missed.tone) == ("missed", "red")


def test_that_pauses_that_overlap_count_once() -> None:
    pauses = (Pause(at("23 09:30"), at("23 10:30")), Pause(at("23 10:00"), at("23 11:00")))
    reading = read("23 09:00", "23 11:30", *pauses)
    assert reading.used == timedelta(hours=1)


MINUTES = st.integers(0, 60 * 24 * 5)


@given(MINUTES, MINUTES, st.lists(st.tuples(MINUTES, MINUTES), max_size=4))
def test_that_a_clock_that_runs_reaches_its_end_exactly_when_due(
    begin: int, passed: int, breaks: list[tuple[int, int]]
) -> None:
    first = datetime(2026, 2, 10, tzinfo=UTC)
    start = first + timedelta(minutes=begin)
    now = start + timedelta(minutes=passed)
    pauses = [
        Pause(start + timedelta(minutes=one), start + timedelta(minutes=one + long))
        for one, long in breaks
        if one + long <= passed
    ]
    reading = read_clock(OFFICE, start, TWO, now=now, pauses=pauses)
    assert reading.due is not None
    if reading.due >= now:
        at_due = read_clock(OFFICE, start, TWO, now=reading.due, pauses=pauses)
        assert at_due.used == TWO
    assert (reading.due <= now) == (reading.tone == "red")
