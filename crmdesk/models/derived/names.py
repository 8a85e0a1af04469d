"""What is the same name, which part of a company's name tells it apart, and what a name names."""

import re
from functools import lru_cache

from crmdesk.models.derived.hanzi import is_hanzi, normalise, simplify
from crmdesk.models.derived.readings import COMPOUND_SURNAMES, SURNAMES
from crmdesk.paths import resource

_COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程"
    "魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾"
    "龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪季阎施樊兰殷翟安颜倪牛温芦俞章鲁葛伍申尤毕聂焦柳"
    "齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋"
    "植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚"
    "廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练"
    "仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
    "丛伊佘储劳厉寇岳芮茅茹荣蒲裘邝邢阙雍骆麦庞尚楼狄闻"
)
_BETWEEN_NAMES = re.compile(r"[\s·・•‧･.]+")
_BRACKETS = re.compile(r"[(\[【〔<《「][^()\[\]【】〔〕<>《》「」]*[)\]】〕>》」]")
_LEGAL_FORMS = re.compile(
    r"(?:(?:集团)?(?:股份|责任|控股)?(?:有限责任公司|有限公司)|(?:集团|控股|股份)+(?:总?公司)?"
    r"|总公司|(?<!分)(?<!子)公司|株式会社|有限合伙|合伙企业|个体工商户)$"
)
_LATIN_FORMS = re.compile(
    r"(?:[\s,.]+(?:co|ltd|limited|inc|incorporated|corp|corporation|company|llc|llp|plc|gmbh|ag"
    r"|sa|srl|bv|pte|pty|kk))+\.?$"
)
_ONLY_TRADE = re.compile(
    "(?:银行|酒店|宾馆|饭店|大学|学院|医院|学校|中学|小学|科技|贸易|电子|建材|物流|服装|食品|机械|商贸|实业"
    "|集团|工业|日报|晚报|机场|地铁|公交|供电|电力|自来水|燃气|大厦|啤酒|烟草|邮政|电信|移动|联通|石油|广告"
    "|装饰|环保|化工|医药|汽车|教育|文化|传媒|国际|进出口|工程|建筑|建设|投资|信息|网络|技术|设备|材料|制造"
    "|股份|餐饮|旅游|能源|置业|房?地产|发展|和|与|及)*"
)
_COMPANY_SIGNS = re.compile(
    r"公司|集团|有限|厂$|商行|商店|超市|酒店|宾馆|饭店|餐厅|事务所|工作室|中心|学校|学院|大学|医院|银行"
    r"|株式会社|合作社|协会|研究[院所]|设计院|门市部|经营部|专卖|旗舰|企业|(?<=[一-鿿]{2})[店厂局院所社行馆部]$"
    r"|\b(?:co|ltd|limited|inc|corp|llc|gmbh|company|plc)\b"
)

_LONGEST = 300
"""Characters of a name; what is longer tells a story, and no legal form ends it."""


def same_name_key(name: str) -> str:
    """Equal for two writings of one name: width, 繁/简, case, blanks and name dots do not count."""
    plain = normalise(name)
    return plain if plain.isalnum() else _BETWEEN_NAMES.sub("", plain)


@lru_cache(maxsize=10_000)
def company_core(name: str) -> str:
    """What tells a company apart: legal form, brackets and the place in front left off.

    Two names with the same core may be one company; a place stays where only a trade would be
    left (北京银行), and a branch keeps its name.
    """
    return _without_place(without_legal_form(name))


@lru_cache(maxsize=10_000)
def without_legal_form(name: str) -> str:
    """The name without 有限公司 and its like, and without brackets."""
    text = normalise(name)
    if len(text) > _LONGEST:
        return "".join(filter(str.isalnum, text))
    without = _BRACKETS.sub("", text).strip(" ,.-")
    text = without or text.strip("()[]【】<>《》「」 ")
    if not any(map(is_hanzi, text)):
        shorter = _LATIN_FORMS.sub("", text)
        return re.sub(r"[^\w]+", " ", shorter or text).strip()
    text = re.sub(r"[\s·・,，.]+", "", text)
    while (shorter := _LEGAL_FORMS.sub("", text)) != text and len(shorter) >= 2:
        text = shorter
    return text


def split_person(name: str) -> tuple[str, str]:
    """Surname and given name of a Chinese person; ("", name) where no surname is recognised."""
    plain = re.sub(r"\s+", "", simplify(name))
    if not 2 <= len(plain) <= 5 or not all(map(is_hanzi, plain)):
        return "", name
    joined = re.sub(r"\s+", "", name)
    if len(plain) > 2 and plain[:2] in COMPOUND_SURNAMES:
        return joined[:2], joined[2:]
    if len(plain) <= 3 and (plain[0] in _COMMON_SURNAMES or plain[0] in SURNAMES):
        return joined[:1], joined[1:]
    return "", name


def guess_kind(text: str) -> str:
    """ "person", "company", or "" where the text alone does not tell."""
    plain = normalise(text)
    if not plain or any(map(str.isdigit, plain)):
        return "company" if _COMPANY_SIGNS.search(plain) else ""
    hanzi = re.sub(r"\s+", "", plain)
    if all(map(is_hanzi, hanzi)) and len(hanzi) <= 4 and not re.search(r"公司|集团|银行", hanzi):
        return "person" if split_person(hanzi)[0] else _by_signs(plain)
    if re.fullmatch(r"[^\W\d_]+(?:[ .'\-·]+[^\W\d_]+){1,3}", plain) and not _by_signs(plain):
        return "person"
    return _by_signs(plain)


def _by_signs(plain: str) -> str:
    return "company" if _COMPANY_SIGNS.search(plain) else ""


def _without_place(text: str) -> str:
    """One province and one city at the front, unless nothing of its own would be left."""
    rest = text
    for _ in range(2):
        found = _places().match(rest)
        if not found:
            break
        rest = rest[found.end() :]
    if len(rest) < 2 or _ONLY_TRADE.fullmatch(rest):
        return text
    return rest


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    """A province or city at the beginning, with or without 省, 市, 区."""
    lines = resource("names", "places.txt").read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    one_of = "|".join(sorted(names, key=len, reverse=True))
    kinds = "特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|省|市|县"
    return re.compile(f"(?:{one_of})(?:{kinds})?")
