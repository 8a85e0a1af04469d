"""Amounts as people write them, exact to the 分."""

import pytest

from crmdesk.models.core.money import plain_amount, read_amount, say_amount
from crmdesk.models.orders.rules import read_quantity, say_quantity


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,234.50元", 123_450),
        ("￥98", 9800),
        ("¥ 1 280.5", 128_050),
        ("12万", 12_000_000),
        ("1.5萬元", 1_500_000),
        ("3w", 3_000_000),
        ("2千", 200_000),
        ("1亿", 10_000_000_000),
        ("人民币3000元整", 300_000),
        ("NT$1,200", 120_000),
        ("-50", -5000),
        ("－５０", -5000),
        ("(300.10)", -30_010),
        ("5元3角", 530),
        ("3角5分", 35),
        ("0.1", 10),
        (".5", 50),
        ("12.", 1200),
        ("壹仟贰佰元整", 120_000),
        ("人民币叁万伍仟元伍角整", 3_500_050),
        ("一万零三百", 1_030_000),
        ("1万2千", 1_200_000),
        ("3千5百", 350_000),
        ("两百五", 25_000),
    ],
)
def test_that_amounts_are_read_exactly(typed: str, amount: int) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.234", "12-3", "1.2.3", "万", "1e400", "9" * 20, "一九八五", "张三"]
)
def test_that_what_is_no_amount_is_none(typed: str) -> None:
    assert read_amount(typed) is None


def test_that_amounts_are_said_with_and_without_separators() -> None:
    assert [say_amount(n) for n in (123_450, 9800, -5)] == ["1,234.50", "98", "-0.05"]
    assert [plain_amount(n) for n in (123_450, 9800, -5)] == ["1234.50", "98.00", "-0.05"]


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("3", (3000, "")),
        ("3箱", (3000, "箱")),
        ("2.5 kg", (2500, "kg")),
        ("-1", (-1000, "")),
        ("1,200", (1_200_000, "")),
        ("1.2万", (12_000_000, "")),
        ("1,200,箱", (1_200_000, ",箱")),
        (".5箱", (500, "箱")),
        ("9" * 30_000 + " 9", None),  # half a minute, once
        ("0.0005", None),
        ("几箱", None),
        ("", None),
    ],
)
def test_that_quantities_are_read_with_their_unit(
    typed: str, quantity: tuple[int, str] | None
) -> None:
    assert read_quantity(typed) == quantity


def test_that_quantities_are_said_without_idle_zeros() -> None:
    assert [say_quantity(n) for n in (3000, 2500, -1000, 1_200_000, 5)] == [
        "3", "2.5", "-1", "1,200", "0.005",
    ]  # fmt: skip
