"""Codes and the words people write for them: ours in every language, and other people's."""

from collections.abc import Callable
from functools import cache

from crmdesk.models.complaints import rules as complaints
from crmdesk.models.core.i18n import LANGUAGES, pgettext, speaking
from crmdesk.models.customers import rules as customers
from crmdesk.models.customers.phones import label_text
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.interactions import rules as interactions
from crmdesk.models.orders import rules as orders

Texts = Callable[[], dict[str, str]]
CLOSED = frozenset({"kind", "gender", "stage", "consent"})
"""Customers have no other than our codes here; elsewhere a word of the user's own stands as is."""


def _label_texts() -> dict[str, str]:
    return {code: label_text(code) for code in ("mobile", "work", "home", "fax", "other")}


def consent_texts() -> dict[str, str]:
    return {
        "given": pgettext("consent", "Given"),
        "refused": pgettext("consent", "Refused"),
    }


def yes_no_texts() -> dict[str, str]:
    return {"yes": pgettext("answer", "Yes"), "no": pgettext("answer", "No")}


def status_texts() -> dict[str, str]:
    return {
        "open": pgettext("complaint status", "Open"),
        "closed": pgettext("complaint status", "Closed"),
    }


def closing_texts() -> dict[str, str]:
    """How a complaint came to its end."""
    return {
        "confirmed": pgettext("complaint closing", "Confirmed by call-back"),
        "unreachable": pgettext("complaint closing", "Could not be reached"),
    }


def _verdict_texts() -> dict[str, str]:
    """What a customer said of a measure."""
    return {
        "": "",
        "better": pgettext("measure", "Better"),
        "same": pgettext("measure", "No difference"),
        "unreached": pgettext("measure", "Not reached"),
    }


def _measure_texts() -> dict[str, str]:
    return {
        "open": pgettext("measure", "Open"),
        "done": pgettext("measure", "To be verified"),
        "closed": pgettext("measure", "Closed"),
    }


def _promise_texts() -> dict[str, str]:
    return {
        "open": pgettext("promise status", "Open"),
        "kept": pgettext("promise status", "Kept"),
        "broken": pgettext("promise status", "Broken"),
        "released": pgettext("promise status", "Released"),
    }


def _follow_up_texts() -> dict[str, str]:
    return {
        "open": pgettext("follow-up status", "Open"),
        "done": pgettext("follow-up status", "Done"),
        "dropped": pgettext("follow-up status", "Dropped"),
    }


def _of(codes: tuple[str, ...], text: Callable[[str], str]) -> Texts:
    return lambda: {code: text(code) for code in codes}


CHOICES: dict[str, Texts] = {
    "kind": customers.kind_texts,
    "gender": customers.gender_texts,
    "stage": customers.stage_texts,
    "role": customers.role_texts,
    "preferred_channel": customers.preferred_channel_texts,
    "preferred_hour": customers.hour_texts,
    "education": customers.education_texts,
    "income": customers.income_texts,
    "size": customers.size_texts,
    "diet": customers.diet_texts,
    "invoice.kind": customers.invoice_kind_texts,
    "label": _label_texts,
    "consent": consent_texts,
    "yes_no": yes_no_texts,
    "interactions.kind": _of(interactions.KINDS, interactions.kind_text),
    "interactions.direction": _of(interactions.DIRECTIONS, interactions.direction_text),
    "interactions.purpose": _of(interactions.PURPOSES, interactions.purpose_text),
    "interactions.outcome": _of(interactions.OUTCOMES, interactions.outcome_text),
    "orders.status": _of(orders.STATUSES, orders.status_text),
    "orders.paid.method": _of(orders.METHODS, orders.method_text),
    "complaints.status": status_texts,
    "complaints.closing": closing_texts,
    "complaints.measure.verdict": _verdict_texts,
    "complaints.measure.state": _measure_texts,
    "promises.status": _promise_texts,
    "follow_ups.status": _follow_up_texts,
    "follow_ups.channel": _of(interactions.KINDS, interactions.kind_text),
    "complaints.channel": _of(complaints.CHANNELS, complaints.channel_text),
    "complaints.mood": _of(complaints.MOODS, complaints.mood_text),
    "complaints.severity": _of(complaints.SEVERITIES, complaints.severity_text),
}
"""Code → what export writes for it, by kind of choice."""

_WORDS: dict[str, dict[str, str]] = {
    "kind": {
        "person": "个人 个人客户 自然人 散客 individual private",
        "company": "企业 公司 单位 企业客户 公司客户 机构 团体 business organization corporate",
        "internal": "内部 内部客户 同事 本公司",
    },
    "gender": {
        "male": "男 男性 男士 先生 m mr man boy ♂",
        "female": "女 女性 女士 小姐 太太 f ms mrs miss woman ♀",
    },
    "stage": {
        "potential": "潜在 潜在客户 新客户 线索 待开发 lead prospect new",
        "interested": "意向 意向客户 有意向 跟进中 跟进 洽谈中 qualified",
        "customer": "成交 成交客户 已成交 合作 合作中 合作客户 已合作 正式客户 签约 won active",
        "returning": "回头客 老客户 复购 忠诚客户",
        "dormant": "沉睡 沉睡客户 休眠 休眠客户 sleeping inactive",
        "lost": "流失 流失客户 已流失 丢单 churned",
    },
    "role": {
        "decision": "决策者 决策人 老板 法人 法人代表 decider",
        "user": "使用者 使用人",
        "purchasing": "采购 采购人 采购员 buyer",
        "finance": "财务 会计 出纳 accounting",
    },
    "label": {
        "mobile": "手机 移动 移动电话 行动电话 cell",
        "work": "办公 公司 单位 工作 商务 座机 固话 business office",
        "home": "家 家庭 住宅 住家 宅 private",
        "other": "其他 其它",
        "fax": "传真",
    },
    "invoice.kind": {
        "special": "专票 增值税专用发票 专用发票 专用",
        "ordinary": "普票 增值税普通发票 普通发票 普通",
        "two_part": "二联 二联式 二联式发票",
        "three_part": "三联 三联式 三联式发票",
    },
    "diet": {
        "halal": "清真 回民 回族",
        "vegetarian": "素 吃素 全素 素食者 素食主义 斋 吃斋",
        "no_alcohol": "不喝酒 不饮酒 戒酒 忌酒 滴酒不沾",
    },
    "consent": {
        "given": "同意 已同意 是 接受 允许 √ ✓ ✔ yes y true 1",
        "refused": "拒绝 已拒绝 否 退订 不同意 不接受 勿扰 × ✗ no n false 0",
    },
    "yes_no": {
        "yes": "是 有 对 √ ✓ ✔ y true t 1",
        "no": "否 无 没有 不是 × ✗ n false f 0",
    },
    "paid": {
        "yes": "是 有 已付 已付款 已收 已收款 付清 已付清 全付 全部 全款 已结 已结清"
        " 结清 √ ✓ ✔ y yes paid",
        "no": "否 无 没有 未付 未付款 未收 未收款 欠 欠款 未结 未结清 赊账 × ✗ n no unpaid",
    },
    "interactions.kind": {
        "call": "电话 通话 打电话 来电 去电 phone",
        "visit": "拜访 来访 上门 面谈",
        "sms": "短信",
    },
    "orders.status": {
        "ordered": "下单 已下单"
        " 待付款 已付款 等待发货 买家已付款"
        " 待发货 未发货 待处理 处理中 新订单 已确认 备货中 ordered"
        " pending new",
        "shipped": "发货 已发货 运输中 配送中 已出库 部分发货 shipped",
        "done": "完成 已完成"
        " 交易完成 已完结 已评价 待评价"
        " 已签收 已收货 已送达 交易成功 已交货 完结 completed delivered closed",
        "cancelled": "取消"
        " 已关闭 订单关闭 已退款 退款成功 已取消 作废 已作废 交易关闭 canceled cancelled void",
    },
    "orders.paid.method": {
        "cash": "现金 现付",
        "transfer": "转账 银行转账 汇款 对公转账 电汇 公户 wire bank",
        "wechat": "微信 微信支付 微信转账",
        "alipay": "支付宝 支付宝转账",
        "card": "刷卡 信用卡 银行卡 pos",
    },
    "interactions.direction": {"out": "呼出 去电 outbound", "in": "呼入 来电 inbound"},
}


_NOTHING = ("未指定", "unspecified", "保密", "未知", "不详", "unknown", "notspecified")


@cache
def words_of(choice: str) -> dict[str, str]:
    """Every word known for a kind of choice, normalised, to its code; "" for 未指定 and such."""
    found = dict.fromkeys(_NOTHING, "")
    for code, words in _WORDS.get(choice, {}).items():
        found |= {plain_header(word): code for word in words.split()}
    for name in LANGUAGES if choice in CHOICES else ():
        with speaking(name):
            told = CHOICES[choice]()
        found |= {plain_header(word): code for code, text in told.items() for word in (code, text)}
    return found


def choice_of(field: str, sheet: str = "customers") -> str:
    """Which kind of choice the cells of a field are."""
    if field.endswith("label"):
        return "label"
    if field.startswith("consent."):
        return "consent"
    return field if sheet == "customers" else f"{sheet}.{field}"
