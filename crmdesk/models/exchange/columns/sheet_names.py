"""What the name of a sheet says about the customers in it: whose they are, a tag, or nothing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from crmdesk.models.customers.places import province_of, province_of_city
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.exchange.records.understood import OfficeHints, SheetUnderstanding
from crmdesk.models.exchange.vocabulary.looks import is_person
from crmdesk.models.exchange.vocabulary.normal import plain_header

_NOTHING = re.compile(
    r"(?:sheet|工作表|表格?|table|page|第?\d*页|book|数据|data|导出|export|import|导入|新建|副本|copy)?\d*"
    r"|[a-z](?:[-~至到][a-z])?|[0-9._]+"
    r"|(?:所有|全部|全体|公司|本公司|我司|我的|最新|新|all)*(?:客户|顾客|会员|联系人|联络人|通讯|通信|地址"
    r"|customers?|contacts?|clients?|address)*"
    r"(?:表|资料表?|信息表?|名单|名录|花?名册|列表|一览表?|档案表?|数据|明细表?|清单|总表|录|簿|登记表?|统计表|汇总表?"
    r"|总览|list|book)*+\d*"
)
"""客户资料, 通讯录, Sheet1, A, A-C, 2025: names anybody's only sheet may bear."""
_INITIALS = re.compile(r"[A-Za-zＡ-Ｚ](?:[\s\-~－—–至到]*[A-Za-zＡ-Ｚ])?")
_OF_SOMEBODY = re.compile(
    r"(?:业务员|销售|负责人)?[:：\s]*(.+?)(?:的|负责|名下|跟进|所属)*(?:客户|顾客|会员)?(?:表|资料|名单|列表|信息)?"
    r"(?:[(（]?\d+[户人个家条]?[)）]?)?"
)
_LEFT = re.compile(
    r"^[(（]?(?:已?离职|離職|前员工|原)[)）]?[-—_:：\s]+|[-—_\s]*[(（]?(?:已?离职|離職|已?交接|待交接)[)）]?$"
)
"""That somebody has left us and her customers went on to others."""
_LEVEL = re.compile(
    r"s?vip\d*|(?:[a-e]|一|二|三|四|[1-5])[类级]|(?:钻石|白金|黄金|铂金|金|银|铜|普通|贵宾|至尊)[卡级]?"
    r"(?:客户|会员)?|.{1,6}(?:客户|会员|顾客|用户)|.{0,4}(?:经销商|代理商|批发商|零售商|供应商|分销商|加盟商|渠道)"
    r"|(?:华东|华南|华北|华中|西南|西北|东北|东南|江浙沪|珠三角|长三角|海外|国外|国内|外地|本地|同城)(?:区|地区|片区)?"
    r"|.{1,4}(?:片区|大区|分公司|门店|分店)"
)
_CLASS = re.compile(r".{1,8}(?:班|班级|小组|队)")
"""One of several classes of a school."""
_NUMBERED = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:[、.．,，:：]|部分)|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.．])\s*"
)
_COUNTED = re.compile(r"[(（]?\s*共?\s*\d+\s*[户人条个家位名]\s*[)）]?\s*$")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃戴莫"
)
"""The usual ones only: a sheet is rarely named after somebody called 展会."""
_STAFF = {"customers": "owner", "orders": "staff", "interactions": "staff"}
"""By kind of sheet the field that says which of ours it is about."""
_LONGEST = 64
"""Characters of a sheet's name; Excel takes half as many, other programs any number."""
_SURE, _LIKELY, _OPEN = 0.9, 0.7, 0.5


def tell_names(
    sheets: Sequence[SheetUnderstanding], office: OfficeHints, chosen: Mapping[str, str]
) -> None:
    """Decide for each sheet of customers what its name means, and let its customers have it.

    `chosen` overrules by the sheet's key: "owner", "tag" or "". What a customer's own row says
    stands.
    """
    ours = [sheet for sheet in sheets if sheet.kind in _STAFF and sheet.name]
    alike = Counter(shape for shape, _ in {(sheet.shape, sheet.name) for sheet in ours})
    people = len({sheet.name for sheet in ours if _is_person(_somebody(sheet.name))})
    for sheet in ours:
        means, sure = _meaning(sheet, office, people=people, alike=alike[sheet.shape])
        if sheet.key in chosen:
            means, sure = chosen[sheet.key], 1.0
        sheet.name_means, sheet.name_confidence = means, sure
        _give(sheet, _core(sheet.name, means))


def section_tag(text: str) -> str:
    """What a heading between the rows says of those below it; "" where it is nothing to keep."""
    plain = _COUNTED.sub("", _NUMBERED.sub("", text.strip())).strip(
        " \u3000【】[]()（）「」<>《》:："
    )
    return "" if _NOTHING.fullmatch(plain_header(plain)) else plain


def _meaning(
    sheet: SheetUnderstanding, office: OfficeHints, *, people: int, alike: int
) -> tuple[str, float]:
    plain = plain_header(sheet.name)
    somebody = _somebody(sheet.name)
    fields = {guess.target.field for guess in sheet.columns if guess.target}
    if _NOTHING.fullmatch(plain) or _INITIALS.fullmatch(sheet.name.strip()):
        return "", 1.0
    told = not fields.isdisjoint(_STAFF.values())
    if somebody in office.staff:
        return ("", 1.0) if told else ("owner", _SURE)
    if sheet.kind != "customers":
        return "", 1.0
    if _is_place(somebody):
        return "tag", _SURE
    hers = "的" in sheet.name and _is_person(somebody)
    if hers and not told:
        return "owner", _LIKELY
    if not hers and _LEVEL.fullmatch(simplify(sheet.name.strip()).lower()):
        return "tag", _SURE
    if alike > 1 and _CLASS.fullmatch(sheet.name.strip()):
        return "tag", _SURE
    if _is_person(somebody) and not told:
        return ("owner", _LIKELY) if people > 1 else ("", _OPEN)
    return "", _OPEN if alike > 1 else 1.0


def _somebody(name: str) -> str:
    """张三 of 张三的客户 (35), and of 离职-张三(交接)."""
    if len(name) > _LONGEST:
        return name
    plain = _LEFT.sub("", name.strip())
    found = _OF_SOMEBODY.fullmatch(plain)
    return found[1].strip() if found else plain


def _is_person(name: str) -> bool:
    plain = simplify(name)
    if len(plain) == 2 and plain[0] in "小老阿":
        return plain[0] == "阿" or plain[1] in _SURNAMES
    return is_person(name) and plain[0] in _SURNAMES


def _is_place(name: str) -> bool:
    plain = name.removesuffix("地区").removesuffix("区域").removesuffix("片区")
    return len(plain) < 12 and bool(province_of(plain) or province_of_city(plain))


def _core(name: str, means: str) -> str:
    return _somebody(name) if means == "owner" or _is_place(_somebody(name)) else name.strip()


def _give(sheet: SheetUnderstanding, text: str) -> None:
    if sheet.name_means == "owner":
        staff = _STAFF[sheet.kind]
        for record in (*sheet.customers, *sheet.orders, *sheet.interactions):
            if not getattr(record, staff):
                setattr(record, staff, text)
    elif sheet.name_means == "tag":
        for customer in sheet.customers:
            if text not in customer.tags:
                customer.tags = (*customer.tags, text)
