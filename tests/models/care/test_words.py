"""Words somebody would want to send."""

import re
from datetime import date
from itertools import pairwise

import pytest

from crmdesk.models.calendar.festivals import festivals
from crmdesk.models.care.greeting import Greeting, Way, birthday_texts
from crmdesk.models.care.words import SMS, age_words, greetings, load_texts, pick
from crmdesk.models.core.i18n import use_language

CHANNELS = ("wechat", "line", "sms", "call", "email", "letter", "visit")
LANGUAGES = {"CN": "zh_CN", "TW": "zh_TW", "HK": "zh_TW"}
_PICTURES = re.compile("[\U0001f000-\U0001faff☀-➿]")
_LENGTHS = ("sms", "wechat", "letter")
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


GREETINGS = sorted(
    {one.code for country in ("CN", "TW", "HK") for one in festivals(country, 2026)}
    | _BIRTHDAYS
    | {"office", "trade"}
)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("occasion", GREETINGS)
def test_that_a_message_is_shorter_than_wechat_and_a_letter_longer(
    occasion: str, language: str
) -> None:
    channels = load_texts(language).get(occasion)
    if channels is None:  # 尾牙 and 父親節 are Taiwan's
        return
    sms, wechat, letter = ([len(text) for text in channels[one]] for one in _LENGTHS)
    assert len(sms) >= 2, occasion
    assert len(letter) >= 2, occasion
    assert max(sms) <= max(wechat)
    assert sum(sms) / len(sms) < sum(wechat) / len(wechat)
    assert min(letter) > max(wechat)


@pytest.mark.parametrize("country", ["CN", "TW"])
@pytest.mark.parametrize("salutation", ["", "尊敬的客户", "王总"])
def test_that_nobody_is_greeted_twice_over(country: str, salutation: str) -> None:
    """尊敬的 … 您好 is how a circular begins, and 您好 stands once at most."""
    for occasion in load_texts(LANGUAGES[country]):
        for channel in CHANNELS:
            for text in greetings(occasion, channel, country, salutation=salutation, what="寄样"):
                hellos = len(re.findall("您好(?!好)", text))
                assert hellos == (0 if salutation else 1), text
                assert ("尊敬的" in text) is ("尊敬的" in salutation), text


def test_that_who_reads_english_is_greeted_in_english_where_the_program_speaks_it() -> None:
    use_language("en")
    for occasion in {*GREETINGS} - {"laba", "xiaonian", "qixi", "weiya"}:
        for channel in CHANNELS:
            found = greetings(
                occasion, channel, "CN", person="John Smith", age=60, name="Nurses’ Day"
            )
            assert len(set(found)) >= 2, (occasion, channel)
            assert all(text.startswith("Hello,") and "{" not in text for text in found)
            assert not any(re.search("[一-鿿]", text) for text in found)
    assert "60th" in greetings("birthday_grand", "call", "CN", person="John", age=60)[0]
    assert greetings("moon", "sms", "CN", person="John", office="宏远")[0].endswith("!")


def test_that_chinese_names_and_chinese_windows_are_greeted_in_chinese() -> None:
    use_language("en")
    assert greetings("moon", "call", "CN", person="王伟")[0].startswith("您好")
    assert greetings("moon", "call", "CN", person="David Wang", salutation="王总")[0][:2] == "王总"
    assert greetings("qixi", "call", "CN", person="John")[0].startswith("您好")  # not written
    use_language("zh_CN")
    assert greetings("moon", "call", "CN", person="John")[0].startswith("您好")
    use_language("en")


WORKING = (
    "promise", "promise_late", "follow_up", "follow_up_late", "visit", "complaint", "call_back",
    "reply", "reply_call", "closing", "service", "festive_order",
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
