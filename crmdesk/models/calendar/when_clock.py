"""Times of day as people say them: 下午3点半, 9:15, 3pm."""

import re

_HOURS = {"两": 2, "十": 10, "十一": 11, "十二": 12} | {
    word: number for number, word in enumerate("一二三四五六七八九", 1)
}
_PART = r"早上|早晨|清早|早|上午|中午|下午|傍晚|晚上|晚|morning|noon|afternoon|evening"
_USUAL = {"noon": 12, "中午": 12, "afternoon": 14, "下午": 14, "傍晚": 18, "evening": 19}
_USUAL |= {"晚上": 19, "晚": 19}
_SEPARATOR = re.compile(r"[ ,，、的在]*(?:at )?")
_TIME = re.compile(
    rf"({_PART})? ?(?:(\d{{1,2}})[:：](\d{{2}})"
    r"|(\d{1,2}|十[一二]?|[一两二三四五六七八九])[点时](?:(半|一刻|三刻)|(\d{1,2})分?|整)?"
    r"|(\d{1,2})(?=[ap]m\b))(am\b|pm\b)?"
)
_ONLY_PART = re.compile(rf"({_PART})")
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(plain: str, begin: int) -> tuple[str, int]:
    """The time of day standing at `begin` as "HH:MM" and where it ends; ("", begin) if none.

    A part of the day alone is its usual hour: 下午 14:00.
    """
    start = _SEPARATOR.match(plain, begin)
    at = start.end() if start else begin
    if found := _TIME.match(plain, at):
        hour, minute = _clock(found)
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}", found.end()
    if found := _ONLY_PART.match(plain, at):
        return f"{_USUAL.get(found[1], 9):02}:00", found.end()
    return "", begin


def _clock(found: re.Match[str]) -> tuple[int, int]:
    told = found[2] or found[4] or found[7]
    hour = _HOURS.get(told) or int(told)
    minute = int(found[3] or found[6] or 0) or _MINUTES.get(found[5] or "", 0)
    late = found[8] == "pm" or _USUAL.get(found[1] or "", 0) >= 14
    if hour < 12 and (late or (found[1] in ("中午", "noon") and hour < 4)):
        hour += 12
    if hour == 12 and (found[8] == "am" or found[1] == "晚上"):
        hour = 0
    return hour, minute
