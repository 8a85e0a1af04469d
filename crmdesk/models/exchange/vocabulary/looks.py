"""What a value is by its look: where a header is silent, the content speaks."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from crmdesk.models.customers.places import province_of
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.derived.readings import COMPOUND_SURNAMES
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.firm_words import is_firm, may_be_firm
from crmdesk.models.exchange.vocabulary.identities import is_identity

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
    "师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚"
    "鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋"
    "相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银"
    "亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_MOBILE = re.compile(r"(?:\+?86[- ]?|0)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|09\d{2}-?\d{3}-?\d{3}")
_LANDLINE = re.compile(
    r"\(?(?:\+?86[- ]?)?0\d{1,3}\)?[- ]?\d{3,4}[- ]?\d{3,4}"
    r"(?:\s*(?:转|轉|分机|分機|ext\.?|[-#*])\s*\d{1,6})?|[2-8]\d{2,3}-?\d{4}|400[-\d]{7,9}"
)
_IDENTITY = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx]")
_TAX = re.compile(r"9[12345][0-9A-HJ-NPQRTUWXY]{16}")
_BREATH = re.compile(r"\d[\d\- ]{5,}\d")
_TWO_HANZI = re.compile(r"[\u4e00-\u9fff]{2}")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\u4e00-\u9fff].*(?:路|街|巷|道|弄|村|镇|乡|区|县|号|室|楼|栋|大厦|花园)")
_POSTCODE = re.compile(r"[0-8]\d{5}")
_HANZI_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff](?:总|工|姐|哥|老师|先生|女士|小姐|经理|老板|太太|师傅)")


@lru_cache(maxsize=8192)
def is_company(name: str, *, certain: bool = True) -> bool:
    """Whether a name is a company's; without `certain` also by words persons hardly bear."""
    if len(name) < 3:
        return False
    plain = simplify(name).replace("（", "(").replace("）", ")").strip()
    return is_firm(plain) or (not certain and may_be_firm(plain))


@lru_cache(maxsize=8192)
def is_person(name: str) -> bool:
    """Whether this is two to four hanzi after a surname, or a surname and 总, 工, 姐 …."""
    plain = simplify(name.replace(" ", ""))
    if not _HANZI_NAME.fullmatch(plain):
        return False
    if plain[:2] in COMPOUND_SURNAMES:
        return True
    return plain[0] in _SURNAMES and (len(plain) < 4 or bool(_SHORT_NAME.fullmatch(plain)))


def is_mobile(text: str) -> bool:
    return _MOBILE.fullmatch(text.strip()) is not None


def is_phone(text: str) -> bool:
    return is_mobile(text) or _LANDLINE.fullmatch(text.strip()) is not None


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text.strip()) is not None


def is_data(text: str) -> bool:
    """What stands in rows and never in a header."""
    digits = sum(map(str.isdigit, text))
    return digits >= 6 or is_email(text) or bool(_WEB.match(text))


def is_breath(text: str) -> bool:
    """Whether a name and a number, and perhaps more, stand in one cell."""
    return (
        len(text) > 8 and _BREATH.search(text) is not None and _TWO_HANZI.search(text) is not None
    )


def share(values: Sequence[str], test: Callable[[str], object]) -> float:
    """How many of the values, empty ones aside, pass the test (0 to 1)."""
    told = [value for value in values if value]
    return sum(1 for value in told if test(value)) / len(told) if told else 0.0


def guess_by_content(values: Sequence[str]) -> tuple[Target, float] | None:
    """What a column without a header holds, and how sure that is."""
    told = [value for value in values if value][:500]
    if not told:
        return None
    for target, least, test in _TESTS:
        found = share(told, test)
        if found >= least:
            return target, round(found * 0.9, 2)
    return None


_TESTS: tuple[tuple[Target, float, Callable[[str], object]], ...] = (
    (Target("email"), 0.7, is_email),
    (Target("identity"), 0.7, lambda text: _IDENTITY.fullmatch(text) or is_identity(text)),
    (Target("invoice.tax_number"), 0.7, _TAX.fullmatch),
    (Target("web"), 0.7, _WEB.fullmatch),
    (Target("phone", label="mobile"), 0.7, is_mobile),
    (Target("address.postcode"), 0.8, _POSTCODE.fullmatch),
    (Target("phone"), 0.6, is_phone),
    (Target("gender"), 0.9, lambda text: text in ("男", "女", "先生", "女士", "小姐")),
    (Target("company"), 0.5, is_company),
    (Target("region"), 0.8, lambda text: len(text) < 9 and province_of(text) is not None),
    (Target("address"), 0.5, lambda text: len(text) > 5 and _ADDRESS.match(text)),
    (Target("name"), 0.7, is_person),
    (Target("name"), 0.8, is_breath),
)
