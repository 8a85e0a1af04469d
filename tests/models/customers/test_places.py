"""Addresses are taken apart by provinces and their cities, and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.models.customers.places import province_of_city, split_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浙江省杭州市西湖区文三路1号", ("浙江省", "杭州市", "西湖区文三路1号", "")),
        ("浙江杭州西湖区文三路", ("浙江", "杭州", "西湖区文三路", "")),
        ("杭州西湖区文三路1号", ("浙江", "杭州", "西湖区文三路1号", "")),
        ("杭州市西湖区", ("浙江", "杭州市", "西湖区", "")),
        ("北京市朝阳区建国路", ("北京市", "北京市", "朝阳区建国路", "")),
        ("北京北京市朝阳区", ("北京", "北京市", "朝阳区", "")),
        ("吉林省吉林市船营区", ("吉林省", "吉林市", "船营区", "")),
        ("广西壮族自治区南宁市青秀区", ("广西壮族自治区", "南宁市", "青秀区", "")),
        ("310012 浙江省杭州市文三路1号", ("浙江省", "杭州市", "文三路1号", "310012")),
        ("浙江省杭州市文三路1号 310012", ("浙江省", "杭州市", "文三路1号", "310012")),
        ("110台北市信義區市府路1號", ("", "台北市", "信義區市府路1號", "110")),
        ("中国浙江省杭州市", ("浙江省", "杭州市", "", "")),
    ],
)
def test_that_known_places_are_found(text: str, expected: tuple[str, str, str, str]) -> None:
    assert split_address(text) == expected
    assert split_address(text) == expected, "the second look takes the short cut"


@pytest.mark.parametrize(
    "text", ["鼓楼区中山路1号", "朝阳区", "苏州街3号", "南京西路静安区", "文三路"]
)
def test_that_a_city_is_never_guessed(text: str) -> None:
    assert split_address(text)[:3] == ("", "", text)


def test_that_a_city_tells_its_province_where_it_is_the_only_one() -> None:
    assert province_of_city("杭州市") == "浙江"
    assert province_of_city("亚特兰蒂斯") == ""


@given(st.text(alphabet="浙江省杭州市吉林北京西湖区路1号 ,-0", max_size=16))
def test_that_nothing_of_an_address_gets_lost(text: str) -> None:
    place = split_address(text)
    told = "".join(place)
    assert all(character in told for character in text if character not in " ,-")


def test_that_a_city_written_short_does_not_cut_the_next_one_short() -> None:
    assert split_address("浙江省湖州吴兴区1号")[:3] == ("浙江省", "湖州", "吴兴区1号")
    assert split_address("浙江省湖州市吴兴区1号")[:3] == ("浙江省", "湖州市", "吴兴区1号")
