"""Texts nobody wrote by hand are read at once: while a pattern looks, nothing else runs."""

import time

import pytest

from crmdesk.models.exchange.paste.reading import LONGEST, PasteHints, read_paste

SECONDS = 3.0  # of work; far more than it takes, far less than it took (10 to 23)
SOMEBODY = "张三 13800138000"


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000", "\r\n"])
@pytest.mark.parametrize("before", [SOMEBODY, f"{SOMEBODY}\n抬头：杭州示例有限公司"])
def test_that_a_gap_without_an_end_is_read_at_once(before: str, blank: str) -> None:
    gap = blank * ((LONGEST - 100) // len(blank))
    began = time.process_time()
    found = read_paste(f"{before}{gap}杭州市西湖区文三路1号", PasteHints())
    assert time.process_time() - began < SECONDS
    assert [person.draft.name for person in found.people] == ["张三"]
    assert found.people[0].draft.phones


def test_that_a_mail_address_is_found_behind_a_word_without_an_end() -> None:
    found = read_paste(f"{'x' * 19_000} -zhang.san+a@example.com", PasteHints())
    assert found.people[0].draft.emails == ("zhang.san+a@example.com",)


def test_that_a_name_is_found_among_a_thousand_numbers() -> None:
    began = time.process_time()
    found = read_paste("张三 " + "13800138000 " * 1600, PasteHints())
    assert time.process_time() - began < SECONDS
    assert found.people[0].draft.name == "张三"
