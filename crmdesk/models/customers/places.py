"""Chinese addresses taken apart by a table of provinces and their cities, and nothing else.

A district's name alone never says which city it lies in: many names occur twice.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crmdesk.models.derived.hanzi import simplify
from crmdesk.paths import resource

_REGION_SUFFIX = (
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "自治区",
    "特别行政区",
    "省",
    "市",
)
_CITY_SUFFIX = re.compile(r"(?:[\u4e00-\u9fff]{0,4}自治州|地区|盟|市|州|縣|县)")
_DISTRICT = re.compile(r"(?:(?![路街道巷])[\u4e00-\u9fff]){1,4}(?:区|县|區|縣)")
"""What may follow a city without its 市: 杭州西湖区, and not 苏州街 or 南京西路."""
_COUNTRY = re.compile(r"(?:中华人民共和国|中国|中華人民共和國|中國|China)[ ,，]*", re.IGNORECASE)
_LEADING_POSTCODE = re.compile(
    r"(?:邮编[:：]?)?([0-8]\d{5}|\d{3}(?:\d{2,3})?)\s*(?=[\u4e00-\u9fff])"
)
_TRAILING_POSTCODE = re.compile(
    r"(?<![\s,，(（])[\s,，(（]++(?:邮编|郵遞區號|邮政编码)?[:：]?\s*+([0-8]\d{5})[)）]?$"
)
_MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆", "香港", "澳门"})
_BETWEEN = " ,，-/·"
_POSTCODE_ENDS = frozenset("0123456789)）")
_WHOLE_NAMES = ("市", "自治州", "盟", "縣", "县")
_KNOWN_HEADS: dict[str, list[tuple[str, str, str]]] = {}


class Place(NamedTuple):
    """The parts of an address as they are written in it; "" where they are not."""

    region: str
    city: str
    street: str
    postcode: str


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Province → its cities, and city → its province; both simplified, without 省 and 市."""
    lines = resource("names", "places.txt").read_text(encoding="utf-8").splitlines()
    table = [line.split() for line in lines if line and not line.startswith("#")]
    provinces = {words[0]: frozenset(words[1:]) for words in table}
    cities: dict[str, list[str]] = {}
    for province, names in provinces.items():
        for name in names:
            cities.setdefault(name, []).append(province)
    return provinces, {name: found[0] for name, found in cities.items() if len(found) == 1}


def province_of(text: str) -> str | None:
    """The province a text begins with, by its short name (浙江)."""
    return _province_with(text[:3])


@lru_cache(maxsize=10_000)
def _province_with(head: str) -> str | None:
    provinces, _ = _tables()
    plain = simplify(head).replace("臺", "台")
    for length in (2, 3):
        if plain[:length] in provinces:
            return plain[:length]
    return None


def province_of_city(city: str) -> str:
    """浙江 for 杭州 or 杭州市; "" where no or more than one province has such a city."""
    _, cities = _tables()
    plain = simplify(city.strip()).replace("臺", "台")
    return cities.get(plain) or cities.get(plain[:-1] if plain[-1:] in "市縣县" else "") or ""


def split_address(text: str) -> Place:
    """`text` taken apart as far as the table reaches; the rest is the street."""
    text = text.strip()
    if text[-1:] not in _POSTCODE_ENDS:
        for head, region, city in _KNOWN_HEADS.get(text[:3], ()):
            if text.startswith(head) and not text.startswith(head, len(head)):
                return Place(region, city, text[len(head) :].lstrip(_BETWEEN), "")
    postcode, rest = _without_postcode(text)
    rest = _COUNTRY.sub("", rest, count=1) if _COUNTRY.match(rest) else rest
    region, short, after = _region(rest)
    city, street = _city(short, after)
    if not city and short in _MUNICIPALITIES:
        city = region
    if city and not region:
        region = city if simplify(city[:2]) in _MUNICIPALITIES else province_of_city(city)
        region = "" if region == "台湾" else region  # nobody there writes it
    if city.endswith(_WHOLE_NAMES):  # 杭州 might go on as 杭州市
        _remember_head(rest, street, region, city)
    return Place(region, city, street.lstrip(_BETWEEN), postcode)


def _remember_head(text: str, street: str, region: str, city: str) -> None:
    """Address books repeat few cities: what was taken apart once is only compared from then on."""
    head = text[: len(text) - len(street)]
    known = _KNOWN_HEADS.setdefault(head[:3], [])
    if len(head) > 2 and (head, region, city) not in known:
        known.append((head, region, city))


def _without_postcode(text: str) -> tuple[str, str]:
    if found := _LEADING_POSTCODE.match(text):
        return found[1], text[found.end() :]
    if found := _TRAILING_POSTCODE.search(text):
        return found[1], text[: found.start()]
    return "", text


def _region(text: str) -> tuple[str, str, str]:
    """The province as written, its short name, and what follows it."""
    short = province_of(text)
    if short is None:
        return "", "", text
    end = len(short)
    for suffix in _REGION_SUFFIX:
        if simplify(text[end : end + len(suffix)]) == suffix:
            end += len(suffix)
            break
    return text[:end], short, text[end:].lstrip(_BETWEEN)


def _city(province: str, text: str) -> tuple[str, str]:
    """The city a text begins with: one of the province's, else one that only one province has."""
    provinces, cities = _tables()
    plain = simplify(text[:10]).replace("臺", "台")
    for length in (2, 3, 4, 5):
        name = plain[:length]
        if len(name) < length:
            break
        known = name in provinces[province] if province else name in cities
        if not known and not (not province and name in _MUNICIPALITIES):
            continue
        suffix = _CITY_SUFFIX.match(plain, length)
        if suffix or province or _DISTRICT.match(plain, length):
            end = suffix.end() if suffix else length
            return text[:end], text[end:]
    if province and plain.startswith(f"{province}市"):  # 北京市 北京市朝阳区, 吉林省吉林市
        end = len(province) + 1
        return text[:end], text[end:]
    return "", text
