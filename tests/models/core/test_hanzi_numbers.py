"""Numbers in hanzi as people write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.core.hanzi_numbers import read_hanzi_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("壹仟贰佰", 1200),
        ("一千二", 1200),
        ("三万五千", 35_000),
        ("三万五", 35_000),
        ("十二", 12),
        ("十", 10),
        ("两百", 200),
        ("一百零五", 105),
        ("一亿二千万", 120_000_000),
        ("五", 5),
        ("零", 0),
        ("一九八五", None),
        ("万", None),
        ("张三", None),
        ("", None),
    ],
)
def test_that_hanzi_are_read_as_the_number_they_are(text: str, number: int | None) -> None:
    assert read_hanzi_number(text) == number


@given(st.integers(10, 99_999_999))
def test_that_every_number_in_formal_hanzi_is_read(number: int) -> None:
    assert read_hanzi_number(_formal(number)) == number


def _formal(number: int) -> str:
    high, low = divmod(number, 10_000)
    if high:
        zero = "零" if 0 < low < 1000 else ""
        return f"{_formal(high)}万{zero}{_formal(low)}" if low else f"{_formal(high)}万"
    told, gap = "", False
    for unit, word in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            told += ("零" if gap and told else "") + "零壹贰叁肆伍陆柒捌玖"[digit] + word
        gap = not digit
    return told
