"""The hours an office is open in an ordinary week, by preset or of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

DAY = 24 * 60
Span = tuple[int, int]
"""Open from one minute of the day to another; 1440 is midnight."""
Day = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday, each with its spans in order; none: closed."""

    days: tuple[Day, ...]

    def problems(self) -> dict[str, str]:
        """`day_1` (Monday) … `day_7` -> message code; "week" when it is never open."""
        found = {
            f"day_{number}": "hours.overlap"
            for number, spans in enumerate(self.days, 1)
            if not _in_order(spans)
        }
        if not any(self.days):
            found["week"] = "hours.never"
        return found

    @property
    def day_minutes(self) -> int:
        """How long a working day is: that in the middle of those that are open."""
        lengths = sorted(sum(end - begin for begin, end in day) for day in self.days if day)
        return lengths[len(lengths) // 2] if lengths else DAY

    @property
    def usual(self) -> Day:
        """The hours of the first day that is open: those of a make-up day."""
        return next((day for day in self.days if day), ((0, DAY),))


_OFFICE: Day = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
_SHOP: Day = ((9 * 60, 21 * 60),)
PRESETS = {
    "office": Week((_OFFICE,) * 5 + ((), ())),
    "shop": Week((_SHOP,) * 7),
}


def say_day(day: Day) -> str:
    """09:00-12:00, 13:00-18:00; nothing when closed."""
    return ", ".join(f"{_say(begin)}-{_say(end)}" for begin, end in day)


def read_day(text: str) -> Day | None:
    """Hours as people type them: 9-12 13-18, 9:00–21:30, 9点到18点; None when not understood."""
    spans: list[Span] = []
    for part in _plainly(text).replace(",", " ").split():
        begin, dash, end = part.partition("-")
        first, last = _minute(begin), _minute(end)
        if not dash or first is None or last is None or last <= first:
            return None
        spans.append((first, last))
    day = tuple(spans)
    return day if _in_order(day) else None


def read_hours(text: str) -> Span | None:
    """One span, which may pass midnight: 22:00-08:00, 22点到8点; None when not understood."""
    begin, dash, end = _plainly(text).replace(" ", "").partition("-")
    first, last = _minute(begin), _minute(end)
    return (first % DAY, last % DAY) if dash and first is not None and last is not None else None


def _plainly(text: str) -> str:
    plain = text.translate(_PLAIN)
    for word, mark in (("到", "-"), ("至", "-"), ("点半", ":30"), ("點半", ":30"), ("点", ":00"),
                       ("點", ":00"), ("时", ":00"), ("時", ":00")):  # fmt: skip
        plain = plain.replace(word, mark)
    return plain


_PLAIN = str.maketrans("：，、；;/–—－~～０１２３４５６７８９", ":,,,,,-----0123456789")


def _minute(text: str) -> int | None:
    hour, _colon, minute = text.partition(":")
    if not hour.isdecimal() or not (minute or "0").isdecimal():
        return None
    told = int(hour) * 60 + int(minute or 0)
    return told if told <= DAY and int(minute or 0) < 60 else None


def _say(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _in_order(spans: Sequence[Span]) -> bool:
    return all(0 <= begin < end <= DAY for begin, end in spans) and all(
        one[1] <= other[0] for one, other in pairwise(spans)
    )
