"""Words somebody would want to send."""

import re
from datetime import date
from itertools import pairwise

import pytest

from crmdesk.models.calendar.festivals import festivals
from crmdesk.models.care.greeting import Greeting, birthday_texts
from crmdesk.models.care.ways import Way
from crmdesk.models.care.words import SMS, age_words, greetings, load_texts, pick

CHANNELS = ("wechat", "line", "sms", "call", "email", "letter", "visit")
LANGUAGES = {"CN": "zh_CN", "TW": "zh_TW", "HK": "zh_TW"}
_PICTURES = re.compile("[\U0001f000-\U0001faff☀-➿]")
_BIRTHDAYS = {f"birthday{kind}" for kind in ("", "_early", "_late", "_round", "_grand")}


@pytest.mark.parametrize("country", ["CN", "TW", "HK"])
def test_that_every_festival_and_birthday_has_words_for_every_channel(country: str) -> None:
    codes = {one.code for one in festivals(country, 2026)} | _BIRTHDAYS | {"office", "trade"}
    for code in codes:
        for channel in CHANNELS:
            found = greetings(code, channel, country, salutation="欧阳老师", age=60, name="司庆日")
            assert len(set(found)) >= 2, (code, channel)
            assert all("{" not in text and "欧阳老师" in text for text in found)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_that_no_words_break_a_taboo(language: str) -> None:
    texts = load_texts(language)
    for occasion, channels in texts.items():
        for text in (text for told in channels.values() for text in told):
            assert text.startswith("{who}"), text
            assert not _PICTURES.search(text), text
            assert "先生" not in text
            assert "女士" not in text
            assert text.count("！") <= 2, text
            if occasion == "dragon":
                assert "快乐" not in text, text
                assert "快樂" not in text, text
                assert "安康" in text, text
    assert not {"qingming", "zhongyuan"} & set(texts)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_that_only_birthday_words_say_today_for_the_rest_go_out_days_before(language: str) -> None:
    for occasion, channels in load_texts(language).items():
        if occasion != "birthday":
            for text in (text for told in channels.values() for text in told):
                assert "今天是" not in text, text
                assert "今晚" not in text, text


@pytest.mark.parametrize("country", ["CN", "TW"])
def test_that_a_message_fits_into_one_and_says_who_writes_where_there_is_room(country: str) -> None:
    for occasion in load_texts(LANGUAGES[country]):
        found = greetings(
            occasion, "sms", country,
            salutation="司徒经理", office="宏远建材有限公司", age=70, name="公司二十周年庆",
            what="周五前寄样品",
        )  # fmt: skip
        assert all(len(text) <= SMS for text in found)
        assert len(found) >= 2
    assert greetings("moon", "sms", "CN", office="宏远建材")[0].endswith("宏远建材")


def test_that_who_has_no_form_of_address_is_not_guessed_at() -> None:
    assert all(text.startswith("您好，") for text in greetings("moon", "wechat", "CN"))


def test_that_nobody_gets_the_same_words_two_years_running() -> None:
    texts = greetings("moon", "call", "CN", salutation="王总")
    for person in range(50):
        told = [pick(texts, person, year) for year in range(2026, 2036)]
        assert all(first != second for first, second in pairwise(told))


def test_that_a_greeting_offers_every_text_once_beginning_with_this_years() -> None:
    greeting = Greeting("moon", date(2026, 9, 25), 7, (Way("wechat"),), "CN", "王总")
    found = greeting.variants("wechat")
    assert found[0] == greeting.words()
    assert sorted(found) == sorted(greetings("moon", "wechat", "CN", salutation="王总"))
    assert greeting.key == "moon:2026-09-25"


@pytest.mark.parametrize(
    ("days", "round_age", "texts"),
    [
        (0, None, "birthday"),
        (0, 20, "birthday"),
        (0, 50, "birthday_round"),
        (2, 60, "birthday_grand"),
        (2, 50, "birthday_early"),
        (-3, 60, "birthday_late"),
    ],
)
def test_that_a_birthday_has_words_of_its_day_and_age(
    days: int, round_age: int | None, texts: str
) -> None:
    assert birthday_texts(days, round_age) == texts


@pytest.mark.parametrize(("age", "words"), [(60, "六十"), (10, "十"), (88, "八十八"), (100, "百")])
def test_that_an_age_is_told_in_words(age: int, words: str) -> None:
    assert age_words(age) == words


WORKING = (
    "promise", "promise_late", "follow_up", "follow_up_late", "visit", "complaint", "call_back",
    "reply", "service", "festive_order",
)  # fmt: skip


@pytest.mark.parametrize("country", ["CN", "TW"])
@pytest.mark.parametrize("occasion", WORKING)
def test_that_what_one_does_every_day_has_words_for_every_channel(
    country: str, occasion: str
) -> None:
    for channel in CHANNELS:
        found = greetings(occasion, channel, country, salutation="王总", what="周五前寄样品。")
        assert len(set(found)) >= 2, (occasion, channel)
        assert all("{" not in text and text.startswith("王总，") for text in found)
        if occasion.startswith("promise"):
            assert all("周五前寄样品" in text and "。。" not in text for text in found)
