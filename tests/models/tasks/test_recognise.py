"""What in a log entry is a next step, and when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.calendar.when import When
from crmdesk.models.tasks.recognise import find_next_step

TODAY = date(2026, 12, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("下一步 周五 送样品", "送样品", When(date(2027, 1, 1))),
        ("谈了新款，下一步下周一报价", "报价", When(date(2027, 1, 4))),
        ("她要目录。下步：寄目录", "寄目录", None),
        ("不方便，改约明天下午3点", "改约", When(date(2026, 12, 31), "15:00")),
        ("聊了很久。下周一再联系，问合同", "再联系，问合同", When(date(2027, 1, 4))),
        ("她说月底再打", "再打", When(date(2026, 12, 31))),
        ("她說月底再打", "再打", When(date(2026, 12, 31))),
        ("王总说下周一再联系", "再联系", When(date(2027, 1, 4))),
        ("约好下周一上门", "上门", When(date(2027, 1, 4))),
        ("約好下周一上門", "上門", When(date(2027, 1, 4))),
        ("约好下周一", "约好", When(date(2027, 1, 4))),
        ("让我1月15号以后再联系", "再联系", When(date(2027, 1, 15))),
        ("1月15号后再联系", "再联系", When(date(2027, 1, 15))),
        ("下一步1月5日前寄合同", "寄合同", When(date(2027, 1, 5))),
        ("Next: friday send samples", "send samples", When(date(2027, 1, 1))),
        ("next step tomorrow 10:00 call her", "call her", When(date(2026, 12, 31), "10:00")),
    ],
)
def test_that_a_next_step_is_recognised_with_its_day(
    text: str, what: str, when: When | None
) -> None:
    found = find_next_step(text, TODAY)
    assert found is not None
    assert (found.text, found.when) == (what, when)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "下次再说",
        "问了价格，还要再考虑",
        "昨天约好了",
        "We talk next friday about price",
        "下一步",
    ],
)
def test_that_what_names_no_step_is_none(text: str) -> None:
    assert find_next_step(text, TODAY) is None


@given(st.text(alphabet="下一步次回约好改再联系打周五明天12月日，。 next:step送样", max_size=30))
def test_that_any_words_can_be_read(text: str) -> None:
    found = find_next_step(text, TODAY)
    assert found is None or found.text is not None
