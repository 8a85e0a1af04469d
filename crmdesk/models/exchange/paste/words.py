"""The words of pasted texts: labels, jobs, what an order begins with; from `resources/names`."""

import re
from collections.abc import Iterable
from functools import cache

from crmdesk.models.exchange.cleaning.remark_words import words
from crmdesk.paths import resource

FIELDS = (
    "name", "phone", "region", "address", "postcode", "email", "company", "title", "birthday",
    "web", "note",
)  # fmt: skip
"""What a label may announce."""
FILE = "pasted"
GAP = r"\s{0,9}"
"""Blanks inside a label: of ten thousand in a row all would be tried at each of them."""


@cache
def talk_pattern() -> re.Pattern[str]:
    """With these words an address ends and what is wanted begins."""
    return re.compile(rf"\s*(?:{_one_of(words('talk', FILE))})")


@cache
def _labels() -> dict[str, str]:
    return {word: field for field in FIELDS for word in words(field, FILE)}


def _one_of(told: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, told), key=lambda word: (-len(word), word)))


def label_field(word: str) -> str:
    """name, phone, address … for the word before a colon, "" for others."""
    return _labels().get(re.sub(r"\s+", "", word).lower(), "")


@cache
def label_pattern() -> re.Pattern[str]:
    """A label with what ends it: a colon, or blanks at the beginning of a line."""
    spaced = _one_of(_labels()).replace("电话", r"电\s?话").replace("地址", r"地\s?址")
    return re.compile(
        rf"(?P<word>{spaced})(?P<n>\s?\d)?{GAP}(?:\([^()\n]{{1,6}}\))?{GAP}(?P<colon>[:=])[ ]*"
        rf"|\((?P<boxed>{spaced})\)[: ]*"
        rf"|(?:(?<=\n)|(?<=^)|(?<=\n ))(?P<bare>{spaced})(?P<m>\d)?(?:[ ]+|\n)(?=\S)",
        re.IGNORECASE,
    )


@cache
def job_pattern() -> re.Pattern[str]:
    """A job as it stands on a card: 销售总监, 采购部经理, Sales Manager."""
    ends = _one_of(words("jobs") - {"副总"})
    english = (
        r"(?:(?:Sr|Senior|Junior|Vice|Deputy|Assistant|General|Sales|Marketing|Purchasing|Project|"
        r"Product|Regional|Area|Account|Finance|Financial|Technical|Operations?|Export|Managing|"
        r"Chief|Executive|Business|Development|Key|Software|Design|HR|R&D|of|and|&)\.?\s+)*"
        r"(?:Manager|Director|Engineer|President|CEO|CTO|CFO|COO|Officer|Assistant|Secretary|"
        r"Supervisor|Buyer|Merchandiser|Accountant|Consultant|Representative|Founder|Partner|"
        r"Designer|Executive|Specialist|Lawyer|Professor|Chairman|Owner)"
    )
    chinese = rf"[\u4e00-\u9fff]{{0,8}}?(?:{ends}|专员|代表|创始人|合伙人|总代理|经销商|讲师|教师)"
    return re.compile(rf"(?:{chinese})(?:兼(?:{chinese}))?|{english}", re.IGNORECASE)


@cache
def place_pattern() -> re.Pattern[str]:
    """A province or city that says what it is: 浙江省, 杭州市; also 北京朝阳区."""
    lines = resource("names", "places.txt").read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    one_of = "|".join(sorted(names, key=len, reverse=True))
    district = r"[\u4e00-\u9fff]{1,4}?(?:区|县)"
    kinds = "省|市|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|盟|县"
    return re.compile(rf"(?:{one_of})\s?(?:{kinds})|(?:{one_of})[ ,]?(?=(?:{one_of})|{district})")
