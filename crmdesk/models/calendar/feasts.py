"""Days that wander: by the moon, by the sun's longitude, by Easter."""

from datetime import date, timedelta


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of this year's ordinary lunar month (年 1 begins at 春节)."""
    from borax.calendars.lunardate import LunarDate  # 7 ms, only where needed

    found: date = LunarDate(year, month, day).to_solar_date()
    return found


def new_year(year: int) -> date:
    """春节, the first day of the lunar year."""
    return lunar_day(year, 1, 1)


def qingming(year: int) -> date:
    """清明, 4 or 5 April; right from 1901 to 2099."""
    short, base = year % 100, 4.81 if year >= 2000 else 5.59
    return date(year, 4, int(short * 0.2422 + base) - short // 4)


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the rule of Gauss as Meeus gives it."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def following(day: date, days: int = 1) -> date:
    """So many days later."""
    return day + timedelta(days=days)
