"""One form of each character, and how names are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.derived.hanzi import (
    initials,
    normalise,
    readings,
    simplify,
    sort_key,
    spellings,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("張學友", "张学友"),
        ("臺灣進出口", "台湾进出口"),
        ("強", "强"),
        ("乾隆", "乾隆"),
        ("Müller", "Müller"),
    ],
)
def test_that_traditional_characters_become_simplified(written: str, expected: str) -> None:
    assert simplify(written) == expected


def test_that_width_case_and_blanks_do_not_count() -> None:
    assert normalise("  ＡＢＣ　貿易   Co ") == "abc 贸易 co"


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张三丰", "zhangsanfeng"),
        ("单雄信", "shanxiongxin"),
        ("曾国", "zengguo"),
        ("解放", "xiefang"),
        ("仇和", "qiuhe"),
        ("尉迟恭", "yuchigong"),
        ("欧阳娜娜", "ouyangnana"),
        ("長孫無忌", "zhangsunwuji"),
        ("任正非", "renzhengfei"),
        ("朴树", "piaoshu"),
        ("李 娜", "lina"),
        ("吕布", "lvbu"),
    ],
)
def test_that_surnames_are_read_as_surnames(name: str, pinyin: str) -> None:
    assert "".join(spellings(name)[0]) == pinyin


def test_that_second_readings_are_offered_too() -> None:
    assert ("li", "nuo") in spellings("李娜")
    assert ("lu", "bu") in spellings("吕布")
    assert ("qin", "hui") in spellings("覃辉")
    assert ("tan", "hui") in spellings("覃辉")


@pytest.mark.parametrize("character", ["z", "1", "#", " ", "\n", "", "é", "あ", "\U00020000"])
def test_that_what_is_no_hanzi_told_of_has_no_reading(character: str) -> None:
    """The list of them holds letters, digits and blanks of its own."""
    assert readings(character) == ()


def test_that_companies_are_read_by_their_words() -> None:
    assert "".join(spellings("重庆", person=False)[0]) == "chongqing"
    assert "".join(spellings("上海银行", person=False)[0]) == "shanghaiyinhang"
    assert "".join(spellings("厦门大厦", person=False)[0]) == "xiamendasha"


def test_that_initials_are_the_first_letters() -> None:
    assert initials("张三丰") == "zsf"
    assert initials("Ada") == ""


def test_that_names_sort_by_pinyin_then_tone_then_character() -> None:
    names = ["章伟", "张伟", "张三", "Ada", "詹天佑", "章一", "3M", "單雄信"]
    assert sorted(names, key=sort_key) == [
        *("3M", "Ada", "單雄信", "詹天佑", "张三", "张伟", "章伟", "章一")
    ]


@given(st.text(max_size=30), st.booleans())
def test_that_any_text_can_be_read_and_sorted(text: str, person: bool) -> None:
    once = normalise(text)
    assert simplify(once) == once
    sort_key(text, person=person)
    assert all(told.isascii() for way in spellings(text, person=person) for told in way)
