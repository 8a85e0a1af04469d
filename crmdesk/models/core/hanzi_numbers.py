"""Numbers written in hanzi: 壹仟贰佰, 一千二, 三万五千, 十二, 两百, 二〇二六."""

import re
from decimal import Decimal

_DIGITS = {
    hanzi: value
    for value, several in enumerate(
        (
            "零〇○",
            "一壹弌幺",
            "二贰貳两兩",
            "三叁參参",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for hanzi in several
}
_ZEROS = ("零", "〇", "○")
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_ALL = "".join((*_DIGITS, *_SMALL, *_LARGE))
_NUMBER = re.compile(rf"[{_ALL}]+")


def read_hanzi_number(text: str) -> Decimal | None:
    """The number these hanzi are; None where they are none, or a mere row of digits as 一九八五."""
    if _NUMBER.fullmatch(text) is None:
        return None
    if all(hanzi in _DIGITS for hanzi in text):
        return Decimal(_DIGITS[text]) if len(text) == 1 else None
    total = part = digit = 0
    unit = 1  # of what a digit at the end is: 一千二 is 1200, 一百零二 is 102
    for hanzi in text:
        if hanzi in _DIGITS:
            digit = _DIGITS[hanzi]
            unit = unit if digit else 1
        elif hanzi in _SMALL:
            part += (digit or 1) * _SMALL[hanzi]
            unit, digit = _SMALL[hanzi] // 10, 0
        else:
            total = _with_large(total, part + digit, _LARGE[hanzi])
            part, unit, digit = 0, _LARGE[hanzi] // 10, 0
    number = total + part + digit * unit
    return Decimal(number) if number or text in _ZEROS else None


def digits_for(text: str) -> str:
    """Each hanzi that stands for a digit as that digit; the rest as it is."""
    return "".join(str(_DIGITS.get(hanzi, hanzi)) for hanzi in text)


def _with_large(total: int, part: int, large: int) -> int:
    """一亿二千万 is a sum, 二千万亿 a product."""
    return total + part * large if total >= large else (total + part) * large
