"""The daily report in words."""

from datetime import date, timedelta

import pytest

from crmdesk.models.core.i18n import use_language
from crmdesk.models.daybook.report_rows import (
    Contacts,
    Line,
    Person,
    Planned,
    Promised,
    Report,
    Sold,
)
from crmdesk.models.interactions.reply_times import ReplyTimes
from crmdesk.ui.daybook.report_text import MOST, name_of, report_text

DAY = date(2026, 11, 20)
WANG = Line("王建国", "王总", "明达建材", "", "")


def _line(text: str, **told: object) -> Line:
    return Line("王建国", "王总", "明达建材", "", text, **told)  # type: ignore[arg-type]


def test_that_an_empty_day_says_so_and_nothing_else() -> None:
    assert report_text(Report(DAY, DAY, "李经理")).splitlines() == [
        "Daily report · 李经理 · 20 Nov Fri",
        "Contacts: none",
    ]


@pytest.mark.usefixtures("chinese")
def test_that_a_full_day_reads_as_one_posts_it() -> None:
    monday = date(2026, 11, 23)
    report = Report(
        DAY,
        DAY,
        "李经理",
        contacts=Contacts({"call": 8, "visit": 1, "wechat": 5}, reached=6, customers=9),
        visits=[_line("看了样品，很满意")],
        sold=Sold(2, {"CNY": 1230000}, 1, {"CNY": 500000}),
        promises=Promised(
            made=2,
            kept=3,
            late=1,
            broken=[_line("送货", reason="司机病了")],
            moved=[_line("寄样品", reason="客户出差", due_on=date(2026, 11, 25))],
        ),
        follow_ups=Planned(5, dropped=[_line("催款", reason="已付清")]),
        complaints=[_line("少发一箱")],
        complaints_closed=1,
        replies=ReplyTimes([timedelta(minutes=35)] * 12, in_time=11, late=1, waiting=2),
        plan_on=monday,
        plan=[_line("送报价", due_on=monday, due_time="10:00", source="promise"), _line("")],
        overdue=3,
    )
    assert report_text(report).splitlines() == [
        "【日报】李经理　11月20日 周五",
        "联系客户：9 位客户，电话 8（接通 6）、拜访 1、微信 5",
        "拜访：",
        "· 王总（明达建材）：看了样品，很满意",
        "成交：2 单，¥12,300",
        "回款：1 笔，¥5,000",
        "承诺：新增 2 条、兑现 3 条、其中迟了 1 条、未兑现 1 条、改期 1 条",
        "· 未兑现：王总（明达建材）：送货（司机病了）",
        "· 王总（明达建材）：寄样品 → 11月25日（客户出差）",
        "跟进：完成 5 条、取消 1 条",
        "· 取消：王总（明达建材）：催款（已付清）",
        "投诉：新增 1 件、结案 1 件",
        "· 王总（明达建材）：少发一箱",
        "消息回复：12 条，半数在 35 分钟内回复、及时率 92%、待回复 2 条",
        "",
        "下个工作日计划（11月23日 周一）：",
        "1. 10:00 王总（明达建材）：送报价（承诺）",
        "2. 王总（明达建材）：跟进",
        "· 另有 3 条已逾期，尽快补上",
    ]


@pytest.mark.usefixtures("chinese")
def test_that_all_are_told_one_by_one() -> None:
    people = [
        Person("李经理", 5, 1, {"CNY": 10000}, ReplyTimes([], 1, 1)),
        Person("陈志远", 0, 0, {}, ReplyTimes()),
    ]
    report = Report(date(2026, 11, 16), date(2026, 11, 22), people=people)
    assert report_text(report).splitlines() == [
        "【周报】全体　11月16日–11月22日",
        "联系客户：无",
        "各人情况：",
        "· 李经理：联系 5 次、拜访 1 次、成交 ¥100、回复及时率 50%",
    ]


def test_that_a_contact_is_named_with_her_company() -> None:
    assert name_of(WANG) == "王总 (明达建材)"
    assert name_of(Line("明达建材", "", "", "王芳", "")) == "王芳 (明达建材)"
    assert name_of(Line("王建国", "王总", "", "", "")) == "王建国"


def test_that_long_lists_are_cut_and_counted() -> None:
    report = Report(DAY, DAY, visits=[_line(f"第{number}家") for number in range(MOST + 4)])
    lines = report_text(report).splitlines()
    assert lines[-1] == "… and 4 more"
    assert sum(line.startswith("· ") for line in lines) == MOST


@pytest.fixture
def chinese() -> object:
    use_language("zh_CN")
    yield
    use_language("en")
