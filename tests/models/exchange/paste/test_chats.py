"""Chats copied from WeChat and LINE, and rows copied from a spreadsheet."""

from datetime import UTC, datetime

import pytest

from crmdesk.models.exchange.paste.reading import Pasted, PasteHints, read_paste
from crmdesk.models.exchange.paste.tables import forget_tables, is_table, keep_table
from crmdesk.models.exchange.reading.book import read_book

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
DAY = datetime(2026, 11, 20, 14, 5)  # noqa: DTZ001 - local time of the office


def read(text: str, **more: str) -> Pasted:
    return read_paste(text, PasteHints("CN", NOW, ("小李",)), **more)


CHATS = [
    ("王芳 2026/11/20 14:05\n要两箱茶叶\n周五前发", "王芳", DAY, "in", "要两箱茶叶\n周五前发"),
    ("小李 2026/11/20 14:03\n茶叶到了\n\n王芳 2026/11/20 14:05\n好的，要两箱", "王芳", DAY, "out",
     "小李：茶叶到了\n王芳：好的，要两箱"),
    ("王芳 14:05:22\n要两箱茶叶", "王芳", DAY, "in", "要两箱茶叶"),
    ("[2026-11-20 14:05] 王芳：要两箱\n[2026-11-20 14:04] 小李：好", "王芳", DAY, "in",
     "王芳：要两箱\n小李：好"),
    ("2026-11-20 14:05 王芳\n你好", "王芳", DAY, "in", "你好"),
    ("———— 2026-11-20 ————\n王芳 14:05\n你好", "王芳", DAY, "in", "你好"),
    ("王总 昨天 下午2:05\n报个价", "王总", DAY, "in", "报个价"),
    ("王总 星期五 14:05\n报个价", "王总", DAY, "in", "报个价"),
    ("李姐 11月20日 14:05\n[图片]\n这个还有吗", "李姐", DAY, "in", "[图片]\n这个还有吗"),
    ("2026/11/20（五）\n14:03\t王美玲\t要兩箱\n14:05\t小李\t好的", "王美玲", DAY, "in",
     "王美玲：要兩箱\n小李：好的"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "customer", "at", "direction", "words"), CHATS)
def test_that_a_chat_loses_its_lines_of_name_and_time_and_nothing_else(
    text: str, customer: str, at: datetime, direction: str, words: str
) -> None:
    found = read(text)
    assert found.kind == "chat"
    assert found.chat is not None
    assert found.chat.customer == customer
    draft = found.people[0].draft
    assert (draft.chat_at, draft.direction, draft.chat) == (at, direction, words)
    assert (draft.name, draft.rest) == (customer, "")


def test_that_what_she_says_of_herself_in_a_chat_fills_her_fields() -> None:
    found = read(
        "小李 2026/11/20 14:03\n我的电话 13900139000\n"
        "A建材王总-杭州 2026/11/20 14:05\n我电话13800138000，送到杭州市西湖区文三路100号"
    )
    draft = found.people[0].draft
    assert (draft.name, draft.industry, draft.remark) == ("王总", "建材", "A建材王总-杭州")
    assert (draft.phones, draft.address) == (("13800138000",), "杭州市西湖区文三路100号")
    assert "我的电话 13900139000" in draft.chat


def test_that_the_user_may_say_which_speaker_the_customer_is() -> None:
    text = "王芳 14:03\n你好\n李明 14:05\n您好"
    assert read(text).people[0].draft.name == "王芳"
    assert read(text, customer="李明").people[0].draft.name == "李明"


@pytest.mark.parametrize(
    "text",
    ["王芳 13800138000\n周五下午3:00送货", "王芳 13800138000\n营业时间 9:00", "明天 14:00 开会",
     "说明：\n王芳 14:03\n你好", "王芳: 你好\n李明: 好"],
)  # fmt: skip
def test_that_times_alone_make_no_chat(text: str) -> None:
    assert read(text).kind != "chat"


def test_that_rows_of_a_spreadsheet_are_a_table_for_the_import() -> None:
    text = "姓名\t手机\r\n王芳\t13800138000\r\n李明\t13900139000\r\n"
    assert read(text) == Pasted("table")
    path = keep_table(text)
    book = read_book(path)
    rows = [cells for sheet in book.sheets() for _number, cells in sheet.rows()]
    book.close()
    assert rows == [("姓名", "手机"), ("王芳", "13800138000"), ("李明", "13900139000")]
    forget_tables()
    assert not path.exists()


@pytest.mark.parametrize("text", ["", "王芳\t13800138000", "王芳 13800138000\n李明 13900139000"])
def test_that_a_single_row_or_lines_without_tabs_are_no_table(text: str) -> None:
    assert not is_table(text)
