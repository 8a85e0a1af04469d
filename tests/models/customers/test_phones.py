"""Reading and showing telephone numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.core import i18n
from crmdesk.models.customers.phones import (
    digits_to_copy,
    format_phone,
    has_lost_digits,
    parse_phones,
)


def numbers(raw: str, **options: str) -> list[tuple[str | None, str]]:
    return [(value.e164, value.extension) for value in parse_phones(raw, **options)]


@pytest.mark.parametrize(
    "raw",
    [
        "13800138000",
        " 138 0013 8000 ",
        "138-0013-8000",
        "+86 138 0013 8000",
        "(+86)138 0013 8000",
        "0086 13800138000",
        "013800138000",
        "13800138000.0",
        "１３８００１３８０００",
        "手机：13800138000",
        "王总13800138000",
        "13800138000（微信同号）",
    ],
)
def test_that_a_chinese_mobile_is_read_however_it_is_written(raw: str) -> None:
    assert numbers(raw) == [("+8613800138000", "")]
    assert not parse_phones(raw)[0].suspect


@pytest.mark.parametrize(
    "raw",
    [
        "010-88888888转802",
        "010-88888888-802",
        "(010)88888888*802",
        "０１０－８８８８８８８８　转　８０２",
        "010 8888 8888 ext. 802",
        "010-88888888x802",
        "010-88888888#802",
        "010—88888888分机802",
        "010-88888888（转802）",
        "+86-10-88888888-802",
    ],
)
def test_that_extensions_are_taken_off_landlines(raw: str) -> None:
    assert numbers(raw) == [("+861088888888", "802")]


def test_that_two_numbers_in_one_cell_become_two() -> None:
    both = [("+8613800138000", ""), ("+8613900139000", "")]
    for between in ("/", "、", ";", "；", ",", "\n", " ", "  ", " or ", "或", " 手机："):
        assert numbers(f"13800138000{between}13900139000") == both, between


@pytest.mark.parametrize(
    ("raw", "e164"),
    [
        ("+49 (0)30 1234567", "+49301234567"),
        ("0044 (0)20 7946 0018", "+442079460018"),
        ("+86 (0)571-88888888", "+8657188888888"),
        ("(0)571-88888888", "+8657188888888"),
    ],
)
def test_that_the_zero_in_brackets_is_no_label(raw: str, e164: str) -> None:
    (phone,) = parse_phones(raw)
    assert (phone.e164, phone.label, phone.note, phone.raw) == (e164, "", "", raw)


@pytest.mark.parametrize(
    "raw",
    [
        "手机：13800138000 家里：0571-88886666",
        "手机13800138000 座机0571-88886666",
        "王芳13800138000 李明0571-88886666",
        "王芳13800138000李明0571-88886666",
        "王芳:13800138000李明:0571-88886666",
    ],
)
def test_that_two_numbers_with_their_words_become_two(raw: str) -> None:
    assert numbers(raw) == [("+8613800138000", ""), ("+8657188886666", "")]


def test_that_neighbours_are_known_without_a_plus() -> None:
    assert numbers("(852) 2123 4567") == [("+85221234567", "")]
    assert numbers("852-9123 4567") == [("+85291234567", "")]
    assert numbers("886-2-2712-3456") == [("+886227123456", "")]
    assert numbers("00853 2871 2345") == [("+85328712345", "")]


def test_that_a_blank_inside_one_number_does_not_split_it() -> None:
    assert numbers("0571 8888 6666") == [("+8657188886666", "")]
    assert numbers("0571 88886666 13800138000") == [
        ("+8657188886666", ""),
        ("+8613800138000", ""),
    ]


def test_that_later_numbers_lean_on_the_one_before() -> None:
    assert numbers("010-88886666/88887777") == [("+861088886666", ""), ("+861088887777", "")]
    assert numbers("010-88886666/67") == [("+861088886666", ""), ("+861088886667", "")]
    assert numbers("010-88886666转802/803") == [
        ("+861088886666", "802"),
        ("+861088886666", "803"),
    ]


def test_that_what_leans_on_the_number_before_should_be_looked_at() -> None:
    for raw in ("010-88886666/67", "010-88886666转802/803"):
        assert [value.suspect for value in parse_phones(raw)] == [False, True]


def test_that_no_mobile_is_completed_from_the_one_before() -> None:
    assert numbers("13800138000/67") == [("+8613800138000", ""), (None, "")]


def test_that_labels_and_notes_are_kept_apart_from_the_number() -> None:
    first, second = parse_phones("办公 010-88888888 传真:010-88888889", label="other")
    assert (first.label, second.label) == ("work", "fax")
    assert parse_phones("13800138000(王总)")[0].note == "王总"
    assert parse_phones("电话：13800138000", label="other")[0].label == "other"


def test_that_local_numbers_take_the_area_code_of_the_office() -> None:
    assert numbers("8888 6666", area_code="0571") == [("+8657188886666", "")]
    assert numbers("888 1234", area_code="0576") == [("+865768881234", "")]
    without = parse_phones("88886666")[0]
    assert (without.e164, without.suspect, without.raw) == (None, True, "88886666")


def test_that_digits_lost_in_excel_are_told_and_not_invented() -> None:
    value = parse_phones("1.38E+10")[0]
    assert (value.e164, value.suspect) == (None, True)
    assert has_lost_digits("1.38E+10")
    assert not has_lost_digits("13800138000")
    assert parse_phones("1.3800138E10")[0].e164 == "+8613800138000"
    assert parse_phones("1.38001E+10")[0].e164 is None  # Excel shows six digits


def test_that_taiwan_and_hong_kong_write_their_own_way() -> None:
    assert numbers("0912-345-678", country="TW") == [("+886912345678", "")]
    assert numbers("(02)2712-3456#12", country="TW") == [("+886227123456", "12")]
    assert numbers("2712-3456 分機 12", country="TW", area_code="02") == [("+886227123456", "12")]
    assert numbers("9123 4567", country="HK") == [("+85291234567", "")]
    assert numbers("13800138000", country="TW") == [("+8613800138000", "")]


def test_that_a_landline_of_the_mainland_is_recognised_in_taiwan() -> None:
    assert numbers("+86 10-8000 0000", country="TW") == [("+861080000000", "")]


def test_that_a_mobile_of_taiwan_is_recognised_in_a_mainland_office() -> None:
    (value,) = parse_phones("0912-345-678")
    assert (value.e164, value.suspect) == ("+886912345678", True)


def test_that_foreign_numbers_keep_their_country() -> None:
    assert numbers("+1 650-253-0000") == [("+16502530000", "")]
    assert numbers("+49 30 123456") == [("+4930123456", "")]


def test_that_service_numbers_are_not_suspect() -> None:
    assert numbers("400-810-8888") == [("+864008108888", "")]
    assert not parse_phones("95588")[0].suspect


@pytest.mark.parametrize("raw", ["无", "138****8000", "138001380001", "微信", "12", "-"])
def test_that_what_is_no_number_is_kept_and_marked(raw: str) -> None:
    (value,) = parse_phones(raw)
    assert (value.raw, value.e164, value.suspect) == (raw, None, True)


def test_that_numbers_are_shown_as_people_say_them() -> None:
    i18n.use_language("zh_CN")
    try:
        assert format_phone("+8613800138000") == "138 0013 8000"
        assert format_phone("+861088888888", "802") == "010-8888 8888 转 802"
        assert format_phone("+863162361234") == "0316-236 1234"
        assert format_phone("+864008108888") == "400-810-8888"
        assert format_phone("+16502530000") == "+1 650-253-0000"
        assert format_phone("+886912345678", country="TW") == "0912-345-678"
        assert format_phone("+886227123456", "12", country="TW") == "02-2712-3456#12"
        assert format_phone("+8613800138000", country="TW") == "+86 138 0013 8000"
        assert format_phone(None, raw="无") == "无"
    finally:
        i18n.use_language("en")


def test_that_a_copied_number_has_no_blanks() -> None:
    assert digits_to_copy("+8613800138000") == "13800138000"
    assert digits_to_copy("+861088888888") == "01088888888"
    assert digits_to_copy("+886912345678", country="TW") == "0912345678"
    assert digits_to_copy("+85291234567") == "+85291234567"
    assert digits_to_copy(None, "8888 6666") == "88886666"


written = st.text(alphabet="0123456789 -+/、;()（）转x*#.:E手机王总\n８", max_size=40)


@given(st.one_of(st.text(max_size=60), written), st.sampled_from(["CN", "TW", "HK", "US"]))
def test_that_nothing_raises_and_every_digit_is_kept(raw: str, country: str) -> None:
    values = parse_phones(raw, country=country, area_code="010")
    kept = "".join(value.raw for value in values)
    assert re.findall(r"\d", kept) == re.findall(r"\d", raw)
    assert bool(values) == bool(raw.strip())


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).map(lambda digits: f"+86{digits}")
landlines = st.from_regex(r"\+86(10|21|571)[2-8][0-9]{7}", fullmatch=True)
extensions = st.from_regex(r"[1-9][0-9]{1,3}", fullmatch=True) | st.just("")


@given(
    mobiles | landlines,
    extensions,
    st.sampled_from(["CN", "TW"]),
    st.sampled_from(["zh_CN", "zh_TW", "en"]),
)
def test_that_a_shown_number_is_read_back_as_itself(
    e164: str, extension: str, country: str, language: str
) -> None:
    i18n.use_language(language)
    try:
        shown = format_phone(e164, extension, country)
        assert numbers(shown, country=country) == [(e164, extension)]
    finally:
        i18n.use_language("en")


@given(written)
def test_that_reading_a_kept_text_again_gives_the_same_number(raw: str) -> None:
    values = parse_phones(raw)
    if len(values) == 1:
        assert parse_phones(values[0].raw) == values


@given(st.from_regex(r"0[1-9][0-9]{1,2}-?[2-9][0-9]{6,7}(-[0-9]{1,5})?", fullmatch=True))
def test_that_a_landline_written_as_most_are_is_read_as_if_it_were_taken_apart(text: str) -> None:
    """Most need no taking apart, and importing a hundred thousand of them shows it."""
    short, long = parse_phones(text), parse_phones(f"电话：{text}")
    assert [(p.e164, p.extension, p.suspect) for p in short] == [
        (p.e164, p.extension, p.suspect) for p in long
    ]
