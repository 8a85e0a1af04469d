"""Clocks in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crmdesk.models.calendar.due import Pause, read_clock
from crmdesk.models.calendar.week import PRESETS
from crmdesk.models.calendar.worktime import WorkingTime
from crmdesk.ui.kit.clocks import explain_clock, icon_of, say_clock, say_span, tone_of

ZONE = ZoneInfo("Asia/Shanghai")
WORK = WorkingTime(PRESETS["office"], ZONE, "CN")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


def told(
    start: str, now: str, hours: int, *pauses: Pause, stopped: str = ""
) -> tuple[str, str, str]:
    clock = read_clock(
        WORK, at(start), timedelta(hours=hours), now=at(now), pauses=pauses,
        stopped=at(stopped) if stopped else None,
    )  # fmt: skip
    return say_clock("Answer", clock, at(now), ZONE), tone_of(clock), icon_of(clock)


@pytest.mark.parametrize(
    ("now", "hours", "said", "tone"),
    [
        ("23 09:30", 2, "Answer · 1 h 30 min left", "green"),
        ("23 10:40", 2, "Answer · 20 min left", "amber"),
        ("23 13:20", 2, "Answer · 1 h 20 min late", "red"),
        ("23 11:00:20", 2, "Answer · just late", "red"),
        ("27 09:00", 2, "Answer · 30 h late", "red"),
        ("23 09:30", 24, "Answer · by 25 Nov 18:00", "green"),
        ("23 09:30", 10, "Answer · by Tomorrow 11:00", "green"),
    ],
)
def test_that_a_running_clock_says_what_is_left_by_when_or_how_late(
    now: str, hours: int, said: str, tone: str
) -> None:
    text, shown, icon = told("23 09:00", now, hours)
    assert (text, shown) == (said, tone)
    assert icon == ("warning" if tone == "red" else "clock")


def test_that_a_clock_that_stands_still_is_blue_with_a_hand() -> None:
    paused = told("23 09:00", "24 09:30", 2, Pause(at("23 10:00")))
    assert paused == ("Answer · stands still", "blue", "hand")


def test_that_a_stopped_clock_says_how_it_ended() -> None:
    assert told("23 09:00", "25 09:00", 2, stopped="23 10:00")[0] == "Answer · kept, 1 h"
    assert told("23 09:00", "25 09:00", 2, stopped="23 11:30")[0] == "Answer · missed, 30 min late"
    just = told("23 09:00", "25 09:00", 2, stopped="23 11:00:20")[0]
    assert just == "Answer · missed by less than a minute"


def test_that_the_tool_tip_tells_everything() -> None:
    clock = read_clock(WORK, at("23 09:00"), timedelta(hours=2), now=at("23 09:30"))
    text = explain_clock("Answer", clock, ZONE)
    assert text.splitlines() == [
        "Answer",
        "Since 23 Nov 2026 (Mon) 09:00",
        "Due 23 Nov 2026 (Mon) 11:00",
        "30 min of 2 h working time used",
    ]


def test_that_many_hours_are_said_without_minutes() -> None:
    assert say_span(timedelta(hours=9, minutes=5)) == "9 h 5 min"
    assert say_span(timedelta(hours=22, minutes=17)) == "22 h"
