"""Amounts of money: read as people write them, exact, kept in minor units (分)."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from crmdesk.models.core.hanzi_numbers import digits_for, read_hanzi_number

_SCALES = {
    "亿": Decimal(100_000_000), "億": Decimal(100_000_000), "万": Decimal(10_000),
    "萬": Decimal(10_000), "w": Decimal(10_000), "千": Decimal(1000), "百": Decimal(100),
    "k": Decimal(1000),
}  # fmt: skip
_NOISE = re.compile(
    r"[\s,_'¥￥$€元圆圓块塊整正]|人民币|人民幣|新台币|新臺幣|rmb|cny|ntd?|twd|hkd?|usd?|us|mop|约|約"
)
_AMOUNT = re.compile(r"(-?)(\d+(?:\.\d*)?|\.\d+)([亿億万萬w千百k]?)")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([亿億万萬千百])")
_BY_TURNS = re.compile(rf"(?:{_SCALED.pattern}){{2,}}")
_HANZI_COINS = re.compile(r"[一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖](?=[角毛分])")
_SMALL = re.compile(r"(.*[元圆圓块塊])?(?:(\d)[角毛])?(?:(\d)分)?")
_LONGEST = Decimal(10) ** 13
_SIGNS = {"CNY": "¥", "TWD": "NT$", "HKD": "HK$", "MOP": "MOP$", "USD": "US$", "EUR": "€"}


def read_number(text: str) -> Decimal | None:
    """ "1,234.50元", "￥98", "12万", "(300)", "-5" as a number; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("−", "-")
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    coins = Decimal(0)
    plain = _HANZI_COINS.sub(lambda found: digits_for(found[0]), plain.rstrip("整正"))
    if ("角" in plain or "毛" in plain or plain.endswith("分")) and (
        found := _SMALL.fullmatch(plain)
    ):
        coins = Decimal(int(found[2] or 0) * 10 + int(found[3] or 0)) / 100
        plain = found[1] or "0"
    plain = _NOISE.sub("", plain)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return _in_hanzi(plain, coins)
    try:
        number = Decimal(found[2]) * _SCALES.get(found[3], Decimal(1)) + coins
    except InvalidOperation:
        return None
    return None if number >= _LONGEST else -number if found[1] else number


def _in_hanzi(plain: str, coins: Decimal) -> Decimal | None:
    """壹仟贰佰, 1万2千: in hanzi, or digits and scales by turns."""
    if (number := read_hanzi_number(plain)) is None and (parts := _BY_TURNS.fullmatch(plain)):
        number = sum(
            (Decimal(digits) * _SCALES[scale] for digits, scale in _SCALED.findall(parts[0])),
            Decimal(0),
        )
    return None if number is None or number >= _LONGEST else number + coins


def minor(amount: Decimal) -> int | None:
    """Whole minor units; None where there is a part of one left."""
    cents = amount * 100
    return int(cents) if cents == cents.to_integral_value() else None


def read_amount(text: str) -> int | None:
    """The amount in minor units; None when it is none, or finer than a 分."""
    number = read_number(text)
    return None if number is None else minor(number)


def say_amount(amount: int) -> str:
    """1280050 -> "12,800.50"; whole amounts without the cents."""
    sign, (whole, cents) = "-" if amount < 0 else "", divmod(abs(amount), 100)
    return f"{sign}{whole:,}" + (f".{cents:02}" if cents else "")


def say_money(amount: int, currency: str) -> str:
    """Minor units with the currency's sign: ¥1,280.50."""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"-{sign}{say_amount(-amount)}" if amount < 0 else f"{sign}{say_amount(amount)}"


def plain_amount(amount: int) -> str:
    """1280050 -> "12800.50", exact, as other programs read it."""
    sign, (whole, cents) = "-" if amount < 0 else "", divmod(abs(amount), 100)
    return f"{sign}{whole}.{cents:02}"
