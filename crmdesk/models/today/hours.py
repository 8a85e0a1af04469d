"""At what hour somebody is best contacted: as agreed, as she likes it, else when it is sensible,
and then within the hours the office works.
"""

from datetime import date
from typing import TYPE_CHECKING

from crmdesk.models.office.hours import load_hours
from crmdesk.models.today.rows import Ask, TodayRow

if TYPE_CHECKING:
    from crmdesk.models.calendar.week import Day

_LIKED = {"morning": "09:30", "noon": "12:30", "afternoon": "14:30", "evening": "19:00"}
"""What the choices of a preferred hour mean."""
_SENSIBLE = {
    "promise": "14:00", "follow_up": "10:30", "customer": "09:30", "contact": "09:30",
    "festival": "10:00", "festival_contact": "10:00", "festive_order": "15:00",
}  # fmt: skip
_LATE, _ELSE = "09:00", "10:30"
_STEP = 30
"""Minutes: what has no hour of its own is not said to the minute."""
_SATURDAY = 5


class BestHours:
    """The hours of one day, as the rows of it can use them."""

    def __init__(self, ask: Ask) -> None:
        week = load_hours(ask.session).week
        self._open: Day = week.days[ask.day.weekday()] or week.usual
        self._now = ask.now.astimezone(ask.zone)
        self._day, self._today = ask.day, ask.today

    def of(self, row: TodayRow, liked: str) -> str:
        """ "HH:MM"; what is overdue or has a clock running comes as soon as the office is open."""
        if row.due_time and row.section != "overdue":
            return row.due_time
        if row.clock is not None:
            return self._within(0, row)
        if told := _liked_hour(liked, self._day):
            return told
        hour = _LATE if row.section == "overdue" else _SENSIBLE.get(row.source, _ELSE)
        return self._within(_minute(hour), row)

    def _within(self, wanted: int, row: TodayRow) -> str:
        """Not before now, and in the open hours where any of them are left."""
        if self._day == self._today and row.section != "tomorrow":
            now = self._now.hour * 60 + self._now.minute
            wanted = max(wanted, -(-now // _STEP) * _STEP)
        for begin, end in self._open:
            if wanted < end:
                return _text(max(wanted, begin))
        return _text(self._open[-1][1])


def _liked_hour(liked: str, day: date) -> str:
    """The hour a customer likes: one of the choices, or her own words; "" where they name none."""
    if not liked:
        return ""
    if liked == "weekend":
        return "10:00" if day.weekday() >= _SATURDAY else ""
    if liked in _LIKED:
        return _LIKED[liked]
    from crmdesk.models.calendar.when_clock import read_time

    for begin in range(len(liked)):
        if told := read_time(liked, begin)[0]:
            return told
    return ""


def _minute(hour: str) -> int:
    hours, _colon, minutes = hour.partition(":")
    return int(hours) * 60 + int(minutes)


def _text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
