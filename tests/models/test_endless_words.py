"""Words as long as a cell of Excel takes them, of one sign or two: read within moments.

Python's regular expressions hold everything else up while they search: one that tries each
beginning with each end stops the window for minutes, whatever thread it runs on.
"""

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from crmdesk.models.calendar.holiday_text import read_holidays
from crmdesk.models.care.gift_warnings import same_gift
from crmdesk.models.care.own_days import read_own_days
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.actions import address_row
from crmdesk.models.customers.anniversaries import read_anniversary
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.duplicates import find_duplicates
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.derived.names import company_core
from crmdesk.models.exchange.survey_forms.form import question_plain
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.promises.recognise import find_promise
from crmdesk.models.surveys.reading import read_answer
from crmdesk.models.tasks.recognise import find_next_step

LONG = 32_000  # characters Excel takes
SECONDS = 60  # of work, twenty times what it takes; of the first readers each took minutes
TODAY = date(2026, 11, 21)
UNITS = (
    *("x", "1", "好", " ", "\t", "\u3000", "\n", "(", "（", "[", ".", ",", "，", "-", "一"),
    *("x ", "1 ", "a,", "x\t", "1\n", "13800138000 ", "13800138000", "1.", "1、", "[1]", ": "),
    *("公司", "集团", " co", "BEGIN:VEVENT", "1月1日(", "下次", "下次好。", "承诺", "未承诺"),
)  # fmt: skip
READERS: tuple[Callable[[str], object], ...] = (
    parse_phones,
    company_core,
    question_plain,
    read_anniversary,
    lambda text: address_row(text, 1),
    lambda text: same_gift(text, "茶叶"),
    lambda text: read_own_days("office", text),
    lambda text: read_holidays(text, 2026),
    lambda text: read_answer("single", text, ("满意", "其他")),
    lambda text: find_next_step(text, TODAY),
    lambda text: find_promise(text, TODAY),
)


@pytest.mark.parametrize("end", ["", "完", "x)"])
@pytest.mark.parametrize("begin", ["", "张三 13800138000 "])
def test_that_endless_words_are_read_within_moments(begin: str, end: str) -> None:
    start = process_time()
    for unit in UNITS:
        for read in READERS:
            try:
                read(f"{begin}{(unit * LONG)[:LONG]}{end}")
            except CrmError:
                continue
    assert process_time() - start < SECONDS


def test_that_endless_words_in_a_form_are_looked_for_within_moments(db: Database) -> None:
    start = process_time()
    for unit in UNITS:
        text = (unit * LONG)[:LONG]
        draft = CustomerDraft(name=text, company=text, phones=(text,), address=text)
        with db.read() as session:
            find_duplicates(session, draft, OfficeSettings())
    assert process_time() - start < SECONDS
