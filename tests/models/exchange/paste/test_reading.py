"""What is understood of a pasted text; texts.toml has the table."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.models.customers.invoice_text import InvoiceDraft
from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.paste.drafts import PasteDraft
from crmdesk.models.exchange.paste.person import read_person
from crmdesk.models.exchange.paste.reading import PasteHints, read_paste

Person = dict[str, Any]
TEXTS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]
NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
PARTS = ("region", "city", "district", "street", "postcode")
STAFF = ("小李",)


def hints(country: str = "CN") -> PasteHints:
    return PasteHints(country, NOW, STAFF)


def _draft(person: Person) -> PasteDraft:
    told: dict[str, Any] = dict(person)
    told |= dict(zip(PARTS, told.pop("parts", "||||").split("|"), strict=True))
    for name in ("phones", "emails", "tags"):
        told[name] = tuple(filter(None, told.get(name, "").split(";")))
    return PasteDraft(**told | {"invoice": InvoiceDraft(**told.get("invoice", {}))})


def _told(draft: PasteDraft) -> dict[str, Any]:
    blank = PasteDraft()
    return {
        field.name: getattr(draft, field.name)
        for field in fields(PasteDraft)
        if getattr(draft, field.name) != getattr(blank, field.name)
    }


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"][:24] for case in TEXTS])
def test_that_a_text_is_understood(case: dict[str, Any]) -> None:
    found = read_paste(case["text"], hints(case.get("country", "CN")))
    people = [_told(one.draft) for one in found.people]
    assert people == [_told(_draft(one)) for one in case["person"]]


FRAGMENTS = (
    "王芳", "李明", "张姐", "A建材王总-杭州", "欧阳娜娜", "13800138000", "0571-88881234转802",
    "0912-345-678", "杭州市西湖区文三路100号", "浙江省", "台北市信義區松仁路100號8樓", "要两箱茶叶",
    "周五前发", "收货人：", "手机号码:", "地址：", "所在地区：", "备注：", "微信：", "wang_fang88",
    "微信同号", "QQ 12345678", "a@b.cn", "www.b.cn", "杭州云帆建材有限公司", "销售总监", "税号：",
    "91330106MA2CABCD12", "发票抬头：", "开户行：", "中国工商银行杭州支行", "1202021409900012345",
    "生日", "农历八月十五", "1985年3月12日", "310012", "1.", "2、", "邮编", "（急）", "★", "¥138",
    "单价13800元", "Lily Wang", "Best regards,", "收", "电话", "三聯式", "统一编号：04595257",
    "专票",
)  # fmt: skip
BETWEEN = (" ", "\n", "，", "；", "\t", "", "\n\n", "、", "  ", "/", "：")
texts = st.lists(
    st.tuples(st.sampled_from(FRAGMENTS) | st.text(max_size=6), st.sampled_from(BETWEEN)),
    max_size=14,
).map(lambda parts: "".join(text + mark for text, mark in parts))


def _told_words(draft: PasteDraft) -> str:
    words = [getattr(draft, field.name) for field in fields(PasteDraft)]
    words += [getattr(draft.invoice, field.name) for field in fields(InvoiceDraft)]
    words += [item for value in words if isinstance(value, tuple) for item in value]
    return "\n".join(value for value in words if isinstance(value, str))


@settings(max_examples=400, deadline=None)
@given(texts, st.sampled_from(["CN", "TW"]))
def test_that_no_character_is_lost_between_the_pieces_the_labels_and_the_rest(
    text: str, country: str
) -> None:
    board = read_person(text, country)
    rest = iter(board.rest())
    for start, end in board.runs():
        for character in text[start:end]:
            assert not character.isalnum() or character in rest  # in the same order
    covered = sorted((piece.start, piece.end) for piece in board.pieces)
    assert all(first[1] <= second[0] for first, second in pairwise(covered))


@settings(max_examples=400, deadline=None)
@given(texts)
def test_that_every_piece_stands_in_a_field_or_in_the_rest(text: str) -> None:
    found = read_paste(text, PasteHints("CN"))
    for one in found.people:
        words = _told_words(one.draft)
        for piece in one.pieces:
            if piece.field not in ("invoice.kind", "birthday"):
                assert set(piece.value) <= set(words), piece  # 王芳女士 is 王芳 and 王女士
            assert text[piece.start : piece.end].split() == piece.value.split()


@settings(max_examples=200, deadline=None)
@given(texts)
def test_that_the_people_of_a_text_are_the_whole_text(text: str) -> None:
    found = read_paste(text, PasteHints("CN"))
    if found.kind == "people":
        ends = [one.end for one in found.people]
        assert [one.start for one in found.people] == [0, *ends[:-1]]
        assert ends[-1] == len(text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_that_labels_are_words_we_know(text: str) -> None:
    board = read_person(text, "CN")
    for start, end in _labels(board):
        left = _KNOWN.sub("", board.plain[start:end])
        assert not any(map(str.isalnum, left)), board.text[start:end]


def _labels(board: Board) -> Iterator[tuple[int, int]]:
    """What is neither free nor in a piece."""
    place = 0
    inside = [*board.runs(), *((piece.start, piece.end) for piece in board.pieces)]
    for start, end in sorted(inside):
        if place < start:
            yield place, start
        place = end
    if place < len(board.text):
        yield place, len(board.text)


_KNOWN = re.compile(
    r"收货人姓名|收货人|收件人|姓名|联系人|手机号码|手机号|手机|电话|详细地址|地址|所在地区|备注"
    r"|微信同号|微信号?|加?v信|qq|发票抬头|税号|开户行|统一编号|统编|账号|名称|(?:农历|阴历)?生日|生"
    r"|邮编|收|best regards|我是|我叫|本人|叫|这是|找|联系|客户|\d{1,2}|[a-z/-]{1,12}",
    re.IGNORECASE,
)


def test_that_a_very_long_text_is_kept_whole() -> None:
    text = "王芳 13800138000 " + "要两箱茶叶，周五前发。" * 9000
    (one,) = read_paste(text, hints()).people
    assert one.draft.name == "王芳"
    assert one.draft.rest.count("要两箱茶叶") == 9000
