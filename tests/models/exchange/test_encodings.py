"""Short Chinese files are read in the encoding they were written in."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.models.exchange.reading.encodings import guess_encoding, known_encoding

SIMPLE = [
    "姓名,手机,地址\n{},13800138000,浙江省杭州市西湖区文三路1号\n",
    "客户,联系人,电话\n杭州大华贸易有限公司,{},0571-88888888\n",
    "{},经理,13900139000\n",
    "姓名,备注\n{},老客户\n",
]
FULL = [
    "姓名,行動電話,地址\n{},0912345678,台北市信義區市府路1號\n",
    "公司,聯絡人,電話\n大同股份有限公司,{},02-23456789\n",
    "{},經理,0922333444\n",
    "姓名,備註\n{},老客戶\n",
]
SIMPLE_NAMES = ["张伟", "王芳", "李娜", "刘洋", "陈静", "杨勇", "赵敏", "欧阳锋", "周杰", "吴霞"]
FULL_NAMES = ["陳怡君", "林志明", "黃淑芬", "張雅婷", "李建宏", "吳宗翰", "劉德華", "蔡英文"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@given(st.sampled_from(SIMPLE), st.sampled_from(SIMPLE_NAMES))
def test_that_simplified_files_are_known(encoding: str, pattern: str, name: str) -> None:
    text = pattern.format(name)
    data = text.encode(encoding)
    assert data.decode(guess_encoding(data)).lstrip("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "utf-16-be"])
@given(st.sampled_from(FULL), st.sampled_from(FULL_NAMES))
def test_that_traditional_files_are_known(encoding: str, pattern: str, name: str) -> None:
    text = pattern.format(name)
    data = text.encode(encoding)
    assert data.decode(guess_encoding(data)) == text


def test_that_single_names_are_told_apart_nearly_always() -> None:
    chance = random.Random(7)
    names = [(name, "gb18030") for name in SIMPLE_NAMES] + [(n, "big5hkscs") for n in FULL_NAMES]
    right = 0
    for _ in range(400):
        picked = [chance.choice(names)]
        name, encoding = picked[0]
        text = f"{name},{chance.randrange(10**10)}\n"
        right += guess_encoding(text.encode(encoding)) == encoding
    assert right >= 396


def test_that_two_characters_that_are_also_utf8_are_chinese() -> None:
    assert guess_encoding("联通".encode("gb18030")) == "gb18030"
    assert guess_encoding("Müller,1\n".encode()) == "utf-8"
    assert guess_encoding(b"plain,1\n") == "utf-8"


def test_that_a_sample_never_cuts_a_character() -> None:
    data = ("张三丰,13800138000\n" * 20_000).encode("gb18030")
    assert guess_encoding(data) == "gb18030"


@pytest.mark.parametrize(
    ("name", "codec"),
    [("GBK", "gb18030"), ("Big5", "big5hkscs"), ("utf8", "utf-8"), ("ANSI", "gb18030")],
)
def test_that_encodings_go_by_the_names_people_use(name: str, codec: str) -> None:
    assert known_encoding(name) == codec
    assert known_encoding("klingon") is None
    assert known_encoding("rot13") is None


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_that_any_bytes_get_an_encoding_that_is_known_and_strict_where_they_are_utf_8(
    data: bytes,
) -> None:
    encoding = guess_encoding(data)
    if encoding == "utf-8":
        data.decode(encoding)
    else:
        assert encoding in ("utf-8-sig", "utf-32", "utf-16", "utf-16-le", "utf-16-be", "gb18030",
                            "big5hkscs")  # fmt: skip
