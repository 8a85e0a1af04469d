"""Birthdays in words, read as people write them and said as they say them."""

import re
import unicodedata
from datetime import date, timedelta

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.i18n import language, pgettext
from crmdesk.models.core.later import pattern

_LUNAR = pattern(
    r"[(\[]?(?:[农農]历|[农農]曆|[阴陰]历|[阴陰]曆|[阴陰]歷|[旧舊夏古]历|[旧舊夏古]曆|lunar|[农農阴陰])[)\]]?"
)
_SOLAR = pattern(r"[(\[]?(?:[阳陽公新西][历曆]|[国國][历曆]|西元|公元|solar|[阳陽公])[)\]]?")
_ONLY_LUNAR = pattern(r"[初廿卅闰閏腊臘冬正]")
_DIGIT = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_WORDS = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12, "十": 10, "廿": 20, "卅": 30}
_IN_WORDS = pattern(
    r"(?:(?P<roc>民[国國])?(?P<year>\d{1,4}|[〇○零一二三四五六七八九]{2,4})年)?"
    r"(?P<leap>[闰閏])?(?P<month>\d{1,2}|[正元冬腊臘一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|初?[一二三四五六七八九十廿卅]{1,3})(?P<ends>[日号號])?"
)
_NUMERIC = pattern(r"(?:(\d{2,4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:.*)?")
_YEAR_LAST = pattern(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ t]\d{1,2}:.*)?")
_COMPACT = pattern(r"(?:(\d{4})|--)?(\d{2})-?(\d{2})")
_ENGLISH = pattern(
    r"(\d{1,2}) ?([a-z]{3})[a-z]*\.?,? ?(\d{4})?|([a-z]{3})[a-z]*\.? (\d{1,2}),? ?(\d{4})?"
)
_MONTH_NAMES = [
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
]
_REPUBLIC = pattern(r"民[国國] ?")
_NO_YEAR = (0, 1604)  # 1604 is how Apple's vCards say "no year"
_YEARS = range(1850, 2101)
_SERIALS = range(10_000, 47_500)  # days since 1899-12-30 of 1927 … 2030, as Excel stores dates


def parse_birthday(text: str, *, country: str = "CN") -> Birthday | None:
    """The birthday somebody wrote down, or None when it is none; "八月十五" is a lunar one.

    Years of two digits are 19xx from 31 on; in Taiwan years up to 130 count from 1912.
    """
    if len(text) == 10 and (known := _in_iso(text)):
        return known
    plain = unicodedata.normalize("NFKC", text).strip().lower().removeprefix("生日").strip(" :")
    lunar = _LUNAR.search(plain) is not None
    told_solar = _SOLAR.search(plain) is not None
    plain = _SOLAR.sub(" ", _LUNAR.sub(" ", plain)).strip(" ,:()[]")
    if found := _IN_WORDS.fullmatch(re.sub(r"\s+", "", plain)):
        return _from_words(found, country, lunar=lunar, solar=told_solar)
    republic = _REPUBLIC.match(plain)
    leap = lunar and plain.startswith("leap")
    digits = plain[republic.end() :] if republic else plain.removeprefix("leap").strip()
    if (numbers := _numbers(digits)) is None:
        return None
    year, month, day = numbers
    year = year + 1911 if republic and year else _full_year(year, country)
    return _checked(year, month, day, lunar=lunar, leap=leap)


def _in_iso(text: str) -> Birthday | None:
    """1985-03-12, as programs write it: known at once."""
    if text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Birthday("solar", day.year, day.month, day.day) if day.year in _YEARS else None


def say_birthday(birthday: Birthday, *, country: str = "") -> str:
    """The birthday in the user's language; country TW counts years from 1912."""
    if birthday.calendar == "lunar":
        return _say_lunar(birthday)
    values = {
        "month": birthday.month,
        "month_name": _MONTH_NAMES[birthday.month - 1],
        "day": birthday.day,
    }
    if birthday.year is None:
        return pgettext("solar birthday", "{day} {month_name}").format(**values)
    if country == "TW" and birthday.year > 1911:
        told = pgettext("solar birthday, years of the Republic", "{day} {month_name} {full_year}")
        return told.format(year=birthday.year - 1911, full_year=birthday.year, **values)
    told = pgettext("solar birthday", "{day} {month_name} {year}")
    return told.format(year=birthday.year, **values)


def _say_lunar(birthday: Birthday) -> str:
    in_words = language() != "en"
    values = {
        "year": birthday.year,
        "month": _month_word(birthday.month) if in_words else birthday.month,
        "day": _day_word(birthday.day) if in_words else birthday.day,
    }
    if birthday.leap:
        if birthday.year is None:
            return pgettext("lunar birthday", "lunar leap {month}/{day}").format(**values)
        return pgettext("lunar birthday", "lunar leap {year}/{month}/{day}").format(**values)
    if birthday.year is None:
        return pgettext("lunar birthday", "lunar {month}/{day}").format(**values)
    return pgettext("lunar birthday", "lunar {year}/{month}/{day}").format(**values)


def _month_word(month: int) -> str:
    last = "臘" if language() == "zh_TW" else "腊"
    return f"{'正二三四五六七八九十冬'[month - 1] if month < 12 else last}月"


def _day_word(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return "初十廿"[day // 10] + "零一二三四五六七八九"[day % 10]


def _from_words(found: re.Match[str], country: str, *, lunar: bool, solar: bool) -> Birthday | None:
    """A day written with 年 and 月; words like 初, 廿, 腊 mean a lunar one, and so do hanzi
    without year and 日."""
    in_hanzi = not found["day"].isdigit() and not found["ends"] and not found["year"]
    lunar = lunar or (not solar and (in_hanzi or _ONLY_LUNAR.search(found[0]) is not None))
    year = None if found["year"] is None else _number(found["year"], digits=True)
    year = year + 1911 if found["roc"] and year is not None else _full_year(year, country)
    month, day = _number(found["month"]), _number(found["day"])
    return _checked(year, month, day, lunar=lunar, leap=found["leap"] is not None)


def _numbers(plain: str) -> tuple[int | None, int, int] | None:
    """Year, month, day from digits and English month names."""
    if re.fullmatch(r"\d{5}(\.0+)?", plain) and int(float(plain)) in _SERIALS:
        day = date(1899, 12, 30) + timedelta(days=int(float(plain)))
        return day.year, day.month, day.day
    if found := _NUMERIC.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return int(found[1]) if found[1] else None, int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(plain):
        month, day_number = int(found[1]), int(found[2])
        if month > 12:
            month, day_number = day_number, month
        return int(found[3]), month, day_number
    if found := _ENGLISH.fullmatch(plain):
        name, number, year = (found[2] or found[4]), (found[1] or found[5]), (found[3] or found[6])
        if (name := name.title()) in _MONTH_NAMES:
            return int(year) if year else None, _MONTH_NAMES.index(name) + 1, int(number)
    return None


def _number(word: str, *, digits: bool = False) -> int:
    """A number in digits or hanzi: 廿三, 初三, 十二; with `digits` one hanzi a digit: 一九六八."""
    if word.isdigit():
        return int(word)
    if digits:
        return int("".join(str(_DIGIT[character]) for character in word))
    total = 0
    for character in word.removeprefix("初"):
        if character == "十":
            total = max(total, 1) * 10
        else:
            total += _WORDS.get(character) or _DIGIT[character]
    return total


def _full_year(year: int | None, country: str) -> int | None:
    if year is None or year in _NO_YEAR:
        return None
    if country == "TW" and year <= 130:
        return year + 1911
    if year < 100:
        return year + (1900 if year > 30 else 2000)
    return year


def _checked(year: int | None, month: int, day: int, *, lunar: bool, leap: bool) -> Birthday | None:
    if not 1 <= month <= 12 or (year is not None and year not in _YEARS):
        return None
    if lunar:
        return Birthday("lunar", year, month, day, leap) if 1 <= day <= 30 else None
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return Birthday("solar", year, month, day)
