"""By what a customer is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.derived.terms import (
    SearchSource,
    Term,
    best_terms,
    matches,
    query_terms,
    terms_of,
)

ZHANG = SearchSource(
    number="K000123",
    names=["张三丰", "李 娜"],
    companies=["杭州云帆科技有限公司"],
    channels=["A建材王总-杭州"],
    tags=["VIP 客户"],
    addresses=["浙江省杭州市西湖区文三路90号"],
    phones=["+8613800138000", "+861088886666", "2712-3456"],
    emails=["zhang.san@example.com"],
    fields=["奥迪A6", "Müller"],
)


@pytest.mark.parametrize(
    "text",
    [
        *("张", "张三", "三丰", "张三丰", "張三", "李娜", "李 娜", "娜"),
        *("zhangsanfeng", "zhang", "zhangs", "sanfeng", "feng", "zhang san", "ZSF", "zs", "sf"),
        *("lina", "linuo", "ln"),
        *("云帆", "雲帆科技", "yfkj", "kj", "yunfan", "keji", "杭州云帆科技有限公司"),
        *(
            "13800138000",
            "+86 138 0013 8000",
            "138 0013 8000",
            "8000",
            "000",
            "0013",
            "138",
            "8613800138000",
            "0086 13800138000",
            "+861088886666",
        ),
        *("01088886666", "010-8888 6666", "6666", "666", "27123456"),
        *("建材", "王总", "vip", "老客户"[1:], "西湖", "文三路", "90", "文三路90号"),
        *(
            "zhang.san@example",
            "example.com",
            "奥迪a6",
            "Müller",
            "muller",
            "K000123",
            "k0001",
            "123",
        ),
        *("zs 8000", "张8000", "zhang.san88"[:9], "张 杭州", "张三丰 云帆 666"),
    ],
)
def test_that_a_customer_is_found_by_everything_that_identifies_it(text: str) -> None:
    assert matches(ZHANG, text)


@pytest.mark.parametrize(
    "text",
    [
        *("李三", "章", "zhong", "13800138001", "8002", "丰张", "张 上海", "zs 8002"),
        *("ngsan", "zs8000", "丰杭州", "", " ", "-", "杭州建材"),
    ],
)
def test_that_others_are_not(text: str) -> None:
    assert not matches(ZHANG, text)


def test_that_pairs_of_two_fields_do_not_make_a_hit() -> None:
    across = SearchSource(names=["王建国"], companies=["国华贸易"], tags=["建国华"[0:2]])
    assert {term.text for term in query_terms("建国华")} <= terms_of(across)
    assert not matches(across, "建国华")


def test_that_a_question_is_asked_in_few_terms() -> None:
    assert query_terms("张") == [Term("张", prefix=True)]
    assert query_terms("云帆科技") == [Term("云帆"), Term("帆科"), Term("科技")]
    assert query_terms("13800138000") == [Term("1380"), Term("0138"), Term("8000")]
    assert query_terms("zs 80") == [Term("zs", prefix=True), Term("80", prefix=True)]


def test_that_rare_characters_are_found() -> None:
    rare = SearchSource(names=["王\U0002b7a9", "李\u9fcf"])
    assert matches(rare, "王\U0002b7a9")
    assert matches(rare, "\u9fcf")
    assert all(mark < "\u9fcd" or "\ue000" <= mark <= "\ue001" for mark in "".join(terms_of(rare)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("张三", 0), ("zhangsan", 0), ("zs", 0), ("張三", 0), ("13800138000", 0)),
        *(("张", 1), ("zhang", 1), ("z", 1), ("张 杭州", 1), ("8000", 1), ("38000", 1), ("000", 1)),
        *(("三", 2), ("san", 2), ("云帆", 2), ("帆", 2), ("0013", 2), ("138", 2), ("杭州 张", 2)),
    ],
)
def test_that_whole_names_and_beginnings_and_last_digits_are_better(
    text: str, expected: int
) -> None:
    terms = terms_of(
        SearchSource(names=["张三"], companies=["云帆"], tags=["杭州"], phones=["+8613800138000"])
    )
    best = best_terms(text)
    assert best is not None
    exact, better = (
        any(known.startswith(term.text) if term.prefix else known == term.text for known in terms)
        for term in best
    )
    assert (0 if exact else 1 if better else 2) == expected


words = st.text(alphabet="张三李娜杭州云帆重庆單zsZ0123456789 -@.ü", max_size=12)


@given(words, words)
def test_that_every_whole_name_finds_it(name: str, company: str) -> None:
    source = SearchSource(names=[name], companies=[company])
    for text in (name, company):
        assert matches(source, text) or not query_terms(text)


@given(st.text(max_size=40), st.text(max_size=10))
def test_that_terms_hold_nothing_an_index_would_split(text: str, asked: str) -> None:
    source = SearchSource(number=text, names=[text], companies=[text], phones=[text])
    for term in terms_of(source) | {term.text for term in query_terms(asked)}:
        bare = term.strip("\ue000\ue001")
        assert bare.isalnum() or bare == "", term
