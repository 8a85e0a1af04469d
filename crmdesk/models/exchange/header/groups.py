"""Titles under group titles: 联系方式 → 手机 | 座机, 联系人1 → 姓名 | 电话, 电话 → 办公 | 家庭."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from crmdesk.models.exchange.header.titles import read_header
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.normal import hanzi_numbered, plain_header
from crmdesk.models.exchange.vocabulary.synonyms import CONTACT_FIELDS, GENERIC_NAME

_ABOUT = re.compile(
    r"(?:基本|详细|相关)?(?:信息|资料|情况|方式|明细|内容|数据|栏|部分|information|info|details)$"
)
_PLAIN = re.compile(r"(?:客户|顾客|会员|公司|单位|企业|个人)?(?:基本|联系|联络)?")
"""信息 about these says no more than the titles below."""
_SOMEBODY_ELSE = re.compile(
    r".*(?:人|者|方|员|属|偶|亲|儿子|女儿|孩子|朋友|父母|老公|老婆|爱人|太太|先生|会计|财务|采购|出纳|法人|老板|司机"
    r"|助理|秘书|主管|经理|总监|供应商|物流|货运|保险|担保|学校|老师|医生|contact|emergency|spouse|parent)"
)
"""Under such a group stand somebody else's name and number."""
_CONTACT = re.compile(
    r"第?(\d{1,2})(?:个)?联系人|(?:主要?|首要|首席)(?:要)?联系人|(?:副|次要?|备用|第二)联系人"
    r"|联系人?(?:信息|资料)?(\d{0,2}|[a-e])|人员(\d{1,2})"
)
_HALF_KNOWN = 0.7
_LABELLED = {"phone": "电话", "email": "邮箱", "address": "地址", "fax": "传真"}
_PLACES = {
    "region": "region",
    "city": "city",
    "district": "street",
    "address": "street",
    "country": "country",
}
_NAMES = {GENERIC_NAME: "name", "owner.generic": "owner"}


@lru_cache(maxsize=2048)
def read_grouped(groups: tuple[str, ...], title: str) -> tuple[Target, float] | None:
    """The field a title names below its groups, outermost first, and how sure that is."""
    *outer, group = groups
    found = _read_below(group, title)
    if found is None or not all(map(_says_nothing, outer)):
        return read_header(f"{groups[0]}{title}") if outer else None
    return found


def grouped_title(groups: Sequence[str], title: str) -> str:
    """What such a column is called: its own title, with its groups where they matter."""
    alone = read_header(title) is not None
    telling = [
        group for group in groups if _contact_number(group) or not (alone and _says_nothing(group))
    ]
    return " ".join([*(telling if alone else telling[-1:]), title])


def _read_below(group: str, title: str) -> tuple[Target, float] | None:
    about = _ABOUT.sub("", plain_header(group))
    if contact := _contact_number(group):
        return _of_contact(title, contact)
    if found := _labelled(group, title):
        return found
    if _PLAIN.fullmatch(about) and (found := read_header(title)):
        return found
    for joined in (f"{group}{title}", f"{about}{title}", f"{title}{about}"):
        found = read_header(joined)
        if found and found[1] > _HALF_KNOWN:
            return found
    if found := _part_of_address(group, title):
        return found
    return read_header(title) if _says_nothing(group) else None


def _labelled(group: str, title: str) -> tuple[Target, float] | None:
    """电话 → 办公 | 家庭 | 前台: a field and the labels of its values."""
    above = read_header(group)
    if above is None or above[0].field not in _LABELLED or above[0].contact:
        return None
    if plain_header(title) not in words_of("label") and read_header(title):
        return None
    if found := read_header(f"{title}{_LABELLED[above[0].field]}"):
        if found[0].field != above[0].field:
            return None
        target = found[0] if found[0].label else replace(found[0], label=title.strip())
        return target, found[1]
    label = words_of("label").get(plain_header(title), "") or " ".join(title.split())
    return Target(above[0].field, label=label), 0.8


def _part_of_address(group: str, title: str) -> tuple[Target, float] | None:
    """送货地址 → 省 | 市 | 详细地址."""
    above, found = read_header(group), read_header(title)
    if above is None or found is None or above[0].field not in ("address", "invoice.address"):
        return None
    field = found[0].field
    part = _PLACES.get(field) or field.removeprefix("address.")
    if field not in _PLACES and part == field:
        return None
    label = above[0].label or plain_header(group).removesuffix("地址")
    return Target(f"address.{part}", label=label), 0.9


@lru_cache(maxsize=512)
def _contact_number(group: str) -> int:
    """Which contact a group of columns is about, 0 for none: 联系人1, 第二联系人, 备用联系人."""
    plain = hanzi_numbered(plain_header(group)).replace("第一", "第1").replace("第二", "第2")
    plain = plain.replace("第三", "第3")
    found = _CONTACT.fullmatch(plain)
    if found is None or plain in ("联系", "联系信息", "联系资料"):
        return 0
    number = found[1] or found[2] or found[3] or ""
    if number:
        return int(number) if number.isdecimal() else ord(number) - ord("a") + 1
    return 2 if plain[0] in "副次备" else 1


def _of_contact(title: str, contact: int) -> tuple[Target, float] | None:
    found = read_header(title)
    if found is None:
        return None
    field = _NAMES.get(found[0].field, found[0].field)
    if field not in CONTACT_FIELDS:
        return None
    return Target(field, found[0].n, contact, found[0].label), found[1]


def says_little(group: str) -> bool:
    """Whether a group like 房屋信息 only gathers its titles, and none of somebody else."""
    plain = plain_header(group)
    return _ABOUT.search(plain) is not None and not _contact_number(group) and _says_nothing(group)


def _says_nothing(group: str) -> bool:
    plain = _ABOUT.sub("", plain_header(group))
    return _SOMEBODY_ELSE.fullmatch(plain) is None
