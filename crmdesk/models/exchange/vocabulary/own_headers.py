"""Headers of columns that become fields of the user's own: what these are called and hold."""

import re
from functools import lru_cache

from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.exchange.vocabulary.normal import plain_header

_LEVEL = re.compile(
    r"(?:会员卡?|客户|顾客|vip|卡|代理商?|经销商|信用|贵宾)?(?:等级|级别)|卡种|卡类型?|会员类型"
    r"|(?:member(?:ship)?|vip|card|customer)?(?:level|tier|grade)"
)
_NUMBER = re.compile(
    r".*(?:金额|余额|欠款|欠费|消费额|总额|积分|点数|资本|资金|预算|学费|费用|押金|定金|订金|保证金|额度|年龄|周岁|岁数"
    r"|次数|件数|营业额|销售额|产值|货款|余款|尾款|应[收付](?:款|账款)?|[已实]收款?|已付款?|未付|业绩|月薪|租金|单价|价格|存款|储值|充值)"
    r"|(?:累计|总|历史|[本去上今]?[年月]度?)消费|.*(?:balance|points|amount|turnover|budget|revenue)|age|price|deposit"
)
_DAY = re.compile(
    r".*日期|.*到期日?|.*[入离]会时间|(?:入会|注册|开户|开卡|办卡|签约|合作|成立|成交|建档|登记|录入|创建|到期|购买|加入|来访"
    r"|首次到店|首次合作)(?:时间|日)|.*date|joined|since"
)
_ANSWER = re.compile(r"(?:是否|有无|是不是|能否|可否|有没有).*|.*(?:与否|是否)")
_POINTS = frozenset(
    (
        "积分",
        "会员积分",
        "当前积分",
        "剩余积分",
        "可用积分",
        "积分余额",
        "点数",
        "红利点数",
        "会员点数",
    )
)
_CARDS = frozenset(
    ("会员等级", "会员级别", "会员卡级别", "会员卡等级", "卡级别", "卡等级", "vip等级")
)


def own_name(header: str) -> str:
    """What the field is called; levels of a member and her points bear one name everywhere."""
    name, plain = " ".join(header.split()), plain_header(header)
    taiwan = simplify(header) != header
    if plain in _POINTS:
        return "點數" if taiwan else "积分"
    if plain in _CARDS:
        return "會員等級" if taiwan else "会员等级"
    return name


@lru_cache(maxsize=1024)
def kind_told(header: str) -> str:
    """number, date, choice; "" where the header does not say."""
    plain = plain_header(header)
    if _LEVEL.fullmatch(plain) or is_question(header):
        return "choice"
    if _DAY.fullmatch(plain):
        return "date"
    return "number" if _NUMBER.fullmatch(plain) else ""


def is_question(header: str) -> bool:
    """Whether yes and no are the answers."""
    return _ANSWER.fullmatch(plain_header(header)) is not None or header.strip()[-1:] in ("?", "？")
