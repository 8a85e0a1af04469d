"""Answers as people and web forms write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.core.errors import CrmError
from crmdesk.models.surveys.reading import read_answer
from crmdesk.models.surveys.rules import KINDS

WAYS = ("朋友介绍", "网上搜索", "展会", "其他")
KNOWN = ("fact.number", "fact.date", "answer.scale", "answer.nps", "answer.choice")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("scale", "5", "5"),
        ("scale", "4.0", "4"),
        ("scale", "4分", "4"),
        ("scale", "５", "5"),
        ("scale", "A.非常满意", "5"),
        ("scale", "非常不滿意", "1"),
        ("scale", "Satisfied", "4"),
        ("scale", "比较满意", "4"),
        ("scale", "3/5", "3"),
        ("nps", "10", "10"),
        ("nps", "0", "0"),
        ("nps", "9分", "9"),
        ("nps", "8/10", "8"),
        ("single", "朋友介绍", "朋友介绍"),
        ("single", "A.朋友介绍", "朋友介绍"),
        ("single", "B、網上搜索", "网上搜索"),
        ("single", "C", "展会"),
        ("single", "2", "网上搜索"),
        ("single", "其他〖老同学〗", "其他：老同学"),
        ("single", "D.其他：同行", "其他：同行"),
        ("multiple", "A.朋友介绍┋C.展会", "朋友介绍\n展会"),
        ("multiple", "展会;朋友介绍", "朋友介绍\n展会"),
        ("multiple", "网上搜索、展会", "网上搜索\n展会"),
        ("multiple", "1,3", "朋友介绍\n展会"),
        ("multiple", "展会┋其他〖路过〗", "展会\n其他：路过"),
        ("number", "1,200", "1200"),
        ("date", "2026/3/5", "2026-03-05"),
        ("date", "2026-03-05 10:20:00", "2026-03-05"),
        ("text", "  很好 ", "很好"),
        ("scale", " ", ""),
    ],
)
def test_that_an_answer_is_read_as_it_is_meant(kind: str, text: str, value: str) -> None:
    assert read_answer(kind, text, WAYS) == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("scale", "6", "answer.scale"),
        ("scale", "还好吧", "answer.scale"),
        ("nps", "11", "answer.nps"),
        ("nps", "很可能", "answer.nps"),
        ("single", "电视广告", "answer.choice"),
        ("single", "9", "answer.choice"),
        ("multiple", "展会┋电视", "answer.choice"),
        ("number", "很多", "fact.number"),
        ("date", "下周", "fact.date"),
    ],
)
def test_that_what_does_not_fit_is_told(kind: str, text: str, code: str) -> None:
    with pytest.raises(CrmError) as raised:
        read_answer(kind, text, WAYS)
    assert raised.value.code == code


@given(st.sampled_from(KINDS), st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8)))
def test_that_any_text_is_read_or_refused_in_words(
    kind: str, text: str, choices: list[str]
) -> None:
    value, refused = "", ""
    try:
        value = read_answer(kind, text, choices)
    except CrmError as error:
        refused = error.code
    assert refused in (*KNOWN, "")
    if kind in ("scale", "nps") and value:
        assert int(value) in range(11)


@given(st.sets(st.sampled_from(WAYS[:3]), min_size=1), st.sampled_from(["┋", ";", "；", "|"]))
def test_that_choices_joined_in_any_order_come_in_theirs(chosen: set[str], mark: str) -> None:
    value = read_answer("multiple", mark.join(chosen), WAYS)
    assert value.split("\n") == [way for way in WAYS if way in chosen]


@given(st.sampled_from(["scale", "nps"]), st.integers(0, 10))
def test_that_a_score_read_once_is_read_the_same_again(kind: str, score: int) -> None:
    if kind == "scale" and score not in range(1, 6):
        return
    assert read_answer(kind, read_answer(kind, str(score))) == str(score)
