from collections.abc import Iterator

import pytest

from crmdesk.models.core.i18n import use_language
from crmdesk.models.interactions.rules import (
    KINDS,
    OUTCOMES,
    PURPOSES,
    direction_text,
    kind_text,
    outcome_text,
    outcome_tone,
    purpose_text,
    title_text,
)
from crmdesk.models.interactions.words import read_word


@pytest.fixture(params=["zh_CN", "zh_TW", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture
def _chinese() -> Iterator[None]:
    use_language("zh_CN")
    yield
    use_language("en")


def test_that_every_code_has_a_word_of_its_own(language: str) -> None:
    for codes, text in ((KINDS, kind_text), (PURPOSES, purpose_text), (OUTCOMES, outcome_text)):
        words = [text(code) for code in codes]
        assert len(set(words)) == len(words)
        assert not set(words) & set(codes)
    assert direction_text("in") != direction_text("out")


def test_that_what_happened_is_said_with_its_direction(language: str) -> None:
    for kind in KINDS:
        told = {title_text(kind, direction) for direction in ("in", "out")}
        assert len(told) == (1 if kind in ("meeting", "note") else 2)
        assert title_text(kind, "") == kind_text(kind)


def test_that_a_code_from_elsewhere_is_shown_as_it_is() -> None:
    assert kind_text("telex") == title_text("telex", "in") == "telex"
    assert outcome_tone("telex") == "neutral"


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize(
    ("word", "setting"),
    [
        ("电话", {"kind": "call"}),
        ("電話", {"kind": "call"}),
        ("dh", {"kind": "call"}),
        ("call", {"kind": "call"}),
        ("来电", {"kind": "call", "direction": "in"}),
        ("qd", {"kind": "call", "direction": "out"}),
        ("WX", {"kind": "wechat"}),
        ("未接", {"outcome": "no_answer"}),
        ("gy", {"outcome": "rescheduled"}),
        ("关怀", {"purpose": "care"}),
        ("30分钟", {"minutes": "30"}),
        ("30分鐘", {"minutes": "30"}),
        ("5m", {"minutes": "5"}),
        ("¥12.50", {"cost": "¥12.50"}),
        ("1,200元", {"cost": "1,200元"}),
    ],
)
def test_that_one_word_after_a_slash_sets_a_field(word: str, setting: dict[str, str]) -> None:
    assert dict(read_word(word) or ()) == setting


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize("word", ["", " ", "qqq", "你好", "3天", "元"])
def test_that_other_words_set_nothing(word: str) -> None:
    assert read_word(word) is None
