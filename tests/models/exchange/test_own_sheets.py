"""What our own export writes is known again, in every language, without loss."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.i18n import LANGUAGES, language, use_language
from crmdesk.models.exchange.records.customers import Anniversary, Consent
from crmdesk.models.exchange.records.logs import CallBack, ComplaintAction, Solution, StepStamp
from crmdesk.models.exchange.vocabulary.cells import Cell
from crmdesk.models.exchange.vocabulary.choices import CHOICES, words_of
from crmdesk.models.exchange.vocabulary.fields import SHEETS, Target, header_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from tests.support.books import targets, understood

WHEN = datetime.fromisoformat("2026-03-05 14:30")


@pytest.fixture(autouse=True)
def spoken_before() -> Iterator[None]:
    before = language()
    yield
    use_language(before)


def own_row(cells: dict[Target, Cell], sheet: str = "customers") -> tuple[list[str], list[Cell]]:
    base: dict[Target, Cell] = {Target(name): "" for name in ("number", "kind", "name", "stage")}
    every = (base | cells) if sheet == "customers" else cells
    return [header_of(target, sheet) for target in every], list(every.values())


@pytest.mark.parametrize("wrote", LANGUAGES)
@pytest.mark.parametrize("reads", LANGUAGES)
def test_that_every_header_of_ours_is_known_in_every_language(wrote: str, reads: str) -> None:
    use_language(wrote)
    everything = [
        Target(field.code, n, contact)
        for field in SHEETS["customers"][1]
        for n in ((1, 2, 11) if field.many else (1,))
        for contact in ((0, 1, 12) if field.contact else (0,))
        if field.exported
    ]
    header = [header_of(target) for target in everything]
    assert len({plain_header(title) for title in header}) == len(header)
    use_language(reads)
    found = targets(understood(header, ["x"] * len(header)))
    for target, known in zip(everything, found, strict=True):
        field = target.field
        expected = "ignored" if field in ("last_contact", "tier") else str(target)
        assert known == expected, header_of(target)


@pytest.mark.parametrize("sheet", ["interactions", "complaints", "orders"])
@pytest.mark.parametrize("wrote", LANGUAGES)
def test_that_our_other_sheets_are_known_in_every_language(sheet: str, wrote: str) -> None:
    use_language(wrote)
    everything = [
        Target(field.code, n)
        for field in SHEETS[sheet][1]
        for n in ((1, 2, 5) if field.many else (1,))
    ]
    header = [header_of(target, sheet) for target in everything]
    use_language("en")
    found = understood(header, [""] * len(header))
    assert found.kind == sheet
    assert targets(found) == [str(target) for target in everything]


@pytest.mark.parametrize("wrote", LANGUAGES)
@pytest.mark.parametrize("reads", LANGUAGES)
@pytest.mark.parametrize("choice", CHOICES)
def test_that_every_word_of_ours_is_known_in_every_language(
    choice: str, wrote: str, reads: str
) -> None:
    use_language(wrote)
    words = CHOICES[choice]()
    use_language(reads)
    known = words_of(choice)
    assert {code: known.get(plain_header(word)) for code, word in words.items()} == {
        code: code for code in words
    }


def test_that_customers_come_back_with_all_they_had() -> None:
    use_language("zh_CN")
    header, cells = own_row(
        {
            Target("number"): "K000001",
            Target("kind"): "企业",
            Target("name"): "王芳",
            Target("stage"): "沉睡",
            Target("stage_since"): date(2026, 1, 2),
            Target("tags"): 'VIP、"a、b"',
            Target("phone"): "0571-88888888",
            Target("phone.label"): "家庭",
            Target("phone", 2): "13800138000",
            Target("phone.label", 2): "老板",
            Target("address"): "文三路1号",
            Target("address.label"): "工厂",
            Target("address.city"): "杭州市",
            Target("birthday"): "农历八月初三",
            Target("anniversary"): "2010-05-20",
            Target("anniversary.label"): "成立",
            Target("consent.sms"): "拒绝",
            Target("consent.sms.at"): WHEN,
            Target("consent.sms.how"): "电话",
            Target("consent.sms.staff"): "李强",
            Target("last_contact"): WHEN,
            Target("custom", label="爱车"): "宝马",
            Target("name", contact=1): "王总",
            Target("phone", 2, 1): "13900139000",
            Target("role", contact=1): "决策者",
        }
    )
    (record,) = understood(header, cells).customers
    assert (record.kind, record.name, record.stage) == ("company", "王芳", "dormant")
    assert record.stage_since == date(2026, 1, 2)
    assert record.tags == ("VIP", "a、b")
    assert [(phone.label, phone.raw) for phone in record.phones] == [
        ("home", "0571-88888888"),
        ("老板", "13800138000"),
    ]
    assert record.addresses[0] == ("工厂", "文三路1号", "", "", "杭州市", "", "")
    assert record.birthday == Birthday("lunar", None, 8, 3)
    assert record.anniversaries == (Anniversary("成立", Birthday("solar", 2010, 5, 20)),)
    assert record.consents == (Consent("sms", given=False, at=WHEN, how="电话", staff="李强"),)
    assert record.custom == (("爱车", "宝马"),)
    assert (record.contacts[0].name, record.contacts[0].role) == ("王总", "decision")
    assert record.contacts[0].phones[0].e164 == "+8613900139000"


def test_that_the_log_comes_back() -> None:
    use_language("zh_TW")
    header, cells = own_row(
        {
            Target("customer_number"): "K000001",
            Target("customer"): "王芳",
            Target("at"): WHEN,
            Target("kind"): "自訂",
            Target("direction"): "",
            Target("text"): "談了\n兩句",
            Target("minutes"): 5.0,
            Target("cost"): 12.5,
            Target("staff"): "李強",
        },
        "interactions",
    )
    sheet = understood(header, cells)
    assert sheet.kind == "interactions"
    (record,) = sheet.interactions
    assert (record.customer_number, record.at, record.text) == ("K000001", WHEN, "談了\n兩句")
    assert (record.kind, record.minutes, record.cost) == ("自訂", 5, 1250)
    assert sheet.problems == []


def test_that_complaints_come_back_with_their_steps() -> None:
    use_language("zh_CN")
    header, cells = own_row(
        {
            Target("number"): "T0001",
            Target("customer_number"): "K000001",
            Target("customer"): "王芳",
            Target("status"): "已结案",
            Target("step"): 5.0,
            Target("opened_at"): WHEN,
            Target("subject"): "送货太慢",
            Target("closing"): "回电已确认",
            Target("solution"): "退款",
            Target("solution.accepted"): "是",
            Target("solution.at"): WHEN,
            Target("solution", 2): "换货",
            Target("solution.accepted", 2): "否",
            Target("solution.at", 2): WHEN,
            Target("action"): "已退款",
            Target("action.staff"): "李强",
            Target("action.at"): WHEN,
            Target("call.at"): WHEN,
            Target("call.reached"): "是",
            Target("call.satisfied"): "否",
            Target("call.score"): 2.0,
            Target("step.staff", 3): "李强",
            Target("step.at", 3): WHEN,
        },
        "complaints",
    )
    sheet = understood(header, cells)
    (record,) = sheet.complaints
    assert (record.number, record.status, record.step) == ("T0001", "closed", 5)
    assert record.closing == "confirmed"
    assert record.solutions == (
        Solution("退款", accepted=True, at=WHEN),
        Solution("换货", accepted=False, at=WHEN),
    )
    assert record.actions == (ComplaintAction("已退款", "李强", WHEN),)
    assert record.calls == (CallBack(WHEN, reached=True, satisfied=False, score=2),)
    assert record.steps == (StepStamp(3, "李强", WHEN),)
    assert sheet.problems == []
