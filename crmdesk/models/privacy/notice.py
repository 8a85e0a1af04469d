"""The short text by which a customer is told that her data are kept; the office may say it in its
own words, in each language."""

from dataclasses import replace

from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import language
from crmdesk.models.office.settings import load_office
from crmdesk.models.privacy.settings import LawSettings, load_law

OURS = {
    "en": (
        "Hello, this is {office}. To look after your orders and enquiries we keep your name, how"
        " to reach you and what we discussed or delivered, in our own customer archive and no"
        " longer than we need it or the law requires. We pass it on only where your order needs"
        " it, such as to a courier. You may ask us at any time for a copy, for a correction, to"
        " write to you no more, or to delete it: just answer this message."
    ),
    "zh_CN": (
        "您好，这里是{office}。为了处理您的订单和咨询，我们会保存您的姓名、联系方式以及往来记录，"
        "只用于为您服务，保存到不再需要或法律规定的期限为止。除送货等必需的情况外，"
        "我们不会把它提供给他人。您可以随时要求查阅、复制、更正或删除，也可以让我们不再联系您，"
        "直接回复本条消息即可。"
    ),
    "zh_TW": (
        "您好，這裡是{office}。為了處理您的訂單與詢問，我們會在營業期間內保存您的姓名、"
        "聯絡方式及往來紀錄，僅於本公司營業地區、為服務您而使用；除配送等必要情形外，"
        "不會提供給他人。您可以隨時請求查詢、閱覽、製給複製本、補充或更正、停止蒐集處理利用"
        "或刪除；若不提供，我們可能無法為您出貨或回覆。直接回覆本訊息即可。"
    ),
}
"""Written for each law by itself (PIPL art. 17, 個資法 §8), not translated from one another."""


def load_notice(session: Session) -> str:
    """The text in the user's language, ready to be sent."""
    text = load_notice_text(session)
    return text.replace("{office}", load_office(session).name or _OFFICE[_code(language())])


def load_notice_text(session: Session) -> str:
    """The same as the office edits it: {office} stands for its name."""
    code = _code(language())
    return load_law(session).notices.get(code) or OURS[code]


def with_notice(law: LawSettings, text: str, tongue: str) -> LawSettings:
    """The settings with another text for a language; our own, or none, is not kept."""
    code = _code(tongue)
    others = {key: value for key, value in law.notices.items() if key != code}
    own = text.strip() not in ("", OURS[code])
    return replace(law, notices=others | ({code: text.strip()} if own else {}))


def _code(tongue: str) -> str:
    return tongue if tongue in OURS else "en"


_OFFICE = {"en": "our office", "zh_CN": "我们公司", "zh_TW": "我們公司"}
