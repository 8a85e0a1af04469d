"""What in a log entry is a promise of ours, and by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.when import When
from crmdesk.models.promises.recognise import find_promise

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("承诺 周五前寄样品", "寄样品", When(date(2026, 11, 27))),
        ("客户要报价，答应她明天下午3点前发过去", "发过去", When(date(2026, 11, 22), "15:00")),
        ("谈了新款。承诺下周一之前把合同寄出。她很满意", "把合同寄出", When(date(2026, 11, 23))),
        ("答应客户三天内上门维修", "上门维修", When(date(2026, 11, 24))),
        ("保证24小时内回复", "回复", When(date(2026, 11, 22))),
        ("承诺3个工作日内退款", "退款", When(date(2026, 11, 25))),
        ("承諾月底前安排工程師上門", "安排工程師上門", When(date(2026, 11, 30))),
        ("说好12月5日送货上门", "送货上门", When(date(2026, 12, 5))),
        ("承诺送两箱打印纸", "送两箱打印纸", None),
        ("承诺样品最迟后天寄出", "样品 寄出", When(date(2026, 11, 23))),
        ("We promised to call back tomorrow", "call back", When(date(2026, 11, 22))),
    ],
)
def test_that_a_promise_is_recognised_with_its_day(text: str, what: str, when: When | None) -> None:
    found = find_promise(text, TODAY)
    assert found is not None
    assert (found.text, found.when) == (what, when)


@pytest.mark.parametrize(
    "text",
    [
        "问了价格，还要再考虑",
        "客户承诺下周付款",
        "对方答应月底前回复",
        "王总答应周三来看样",
        "没有承诺交期",
        "不敢保证周五到货",
        "承诺",
        "compromised quality",
        "",
    ],
)
def test_that_what_is_no_promise_of_ours_is_left_alone(text: str) -> None:
    assert find_promise(text, TODAY) is None


@given(
    st.text(alphabet="承诺答应保证客户她周五前明天3日内半个月寄样品。，\n promised to", max_size=40)
)
def test_that_no_words_break_it_and_all_it_says_was_said(text: str) -> None:
    found = find_promise(text, TODAY)
    if found is not None:
        assert set(found.text) - {" "} <= set(text)
