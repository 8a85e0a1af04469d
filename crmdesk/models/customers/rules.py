"""The codes stored with a customer, in the order they are offered, and what they are called.

Each `…_texts()` gives code -> word in the user's language; a word somebody else's program wrote
is no code and is shown as it is.
"""

from collections.abc import Mapping
from datetime import date

from crmdesk.models.core.i18n import pgettext

KINDS = ("person", "company", "internal")
STAGES = ("potential", "interested", "customer", "returning", "dormant", "lost")
CONSENT_CHANNELS = ("call", "sms", "wechat", "line", "email", "letter")
"""All that may have been agreed to; `consent_channels` are those one asks about."""
_MOURNING = 365  # days


def in_mourning(bereaved_on: date | None, today: date) -> bool:
    """Within a year of a death in the family nobody sends festival or birthday greetings."""
    return bereaved_on is not None and 0 <= (today - bereaved_on).days < _MOURNING


def kind_texts() -> dict[str, str]:
    return {
        "person": pgettext("customer kind", "Person"),
        "company": pgettext("customer kind", "Company"),
        "internal": pgettext("customer kind", "Internal"),
    }


def stage_texts() -> dict[str, str]:
    """From first sight to loss; sales and silence move a customer along."""
    return {
        "potential": pgettext("stage", "Potential"),
        "interested": pgettext("stage", "Interested"),
        "customer": pgettext("stage", "Customer"),
        "returning": pgettext("stage", "Returning"),
        "dormant": pgettext("stage", "Dormant"),
        "lost": pgettext("stage", "Lost"),
    }


def gender_texts() -> dict[str, str]:
    return {
        "female": pgettext("gender", "Female"),
        "male": pgettext("gender", "Male"),
    }


def role_texts() -> dict[str, str]:
    """What part a contact plays when its company decides."""
    return {
        "decision": pgettext("contact role", "Decision maker"),
        "user": pgettext("contact role", "User"),
        "purchasing": pgettext("contact role", "Purchasing"),
        "finance": pgettext("contact role", "Finance"),
    }


def consent_channel_texts() -> dict[str, str]:
    """By what a customer may agree or refuse to be contacted."""
    return {
        "call": pgettext("channel", "Phone"),
        "sms": pgettext("channel", "SMS"),
        "wechat": pgettext("channel", "WeChat"),
        "line": "LINE",
        "email": pgettext("channel", "E-mail"),
        "letter": pgettext("channel", "Letter"),
    }


def consent_channels(country: str) -> tuple[str, ...]:
    """What a customer is asked about: in Taiwan one writes by LINE, elsewhere by WeChat."""
    unusual = "wechat" if chat_channel(country) == "line" else "line"
    return tuple(code for code in CONSENT_CHANNELS if code != unusual)


def chat_channel(country: str) -> str:
    """By what one writes to a customer there."""
    return "line" if country == "TW" else "wechat"


def preferred_channel_texts() -> dict[str, str]:
    """What a customer likes best to be contacted by."""
    return consent_channel_texts() | {"visit": pgettext("channel", "Visit")}


def channel_kind_texts() -> dict[str, str]:
    """Accounts a customer can be reached at."""
    return {
        "wechat": pgettext("channel", "WeChat"),
        "wecom": pgettext("channel", "WeCom"),
        "qq": "QQ",
        "line": "LINE",
        "fax": pgettext("channel", "Fax"),
        "web": pgettext("channel", "Website"),
    }


def diet_texts() -> dict[str, str]:
    """`Customer.diet` holds several of these, joined by blanks, beside words of the user's own."""
    return {
        "halal": pgettext("diet", "Halal"),
        "vegetarian": pgettext("diet", "Vegetarian"),
        "no_alcohol": pgettext("diet", "No alcohol"),
    }


def hour_texts() -> dict[str, str]:
    """When a customer likes to be called."""
    return {
        "morning": pgettext("hour", "Morning"),
        "noon": pgettext("hour", "Noon"),
        "afternoon": pgettext("hour", "Afternoon"),
        "evening": pgettext("hour", "Evening"),
        "weekend": pgettext("hour", "Weekend"),
    }


def education_texts() -> dict[str, str]:
    return {
        "school": pgettext("education", "School"),
        "college": pgettext("education", "College"),
        "bachelor": pgettext("education", "Bachelor"),
        "master": pgettext("education", "Master"),
        "doctor": pgettext("education", "Doctor"),
    }


def income_texts() -> dict[str, str]:
    """A band is enough, and all one should note."""
    return {
        "modest": pgettext("income", "Modest"),
        "middle": pgettext("income", "Middle"),
        "high": pgettext("income", "High"),
        "very_high": pgettext("income", "Very high"),
    }


def size_texts() -> dict[str, str]:
    """How many people work for a company."""
    return {
        "under_10": pgettext("company size", "Under 10 people"),
        "10_49": pgettext("company size", "10–49 people"),
        "50_249": pgettext("company size", "50–249 people"),
        "250_999": pgettext("company size", "250–999 people"),
        "1000_up": pgettext("company size", "1000 people and more"),
    }


def invoice_kind_texts() -> dict[str, str]:
    """Special and ordinary VAT invoices of the mainland, two- and three-part ones of Taiwan."""
    return {
        "special": pgettext("invoice", "Special VAT invoice"),
        "ordinary": pgettext("invoice", "Ordinary VAT invoice"),
        "two_part": pgettext("invoice", "Two-part invoice"),
        "three_part": pgettext("invoice", "Three-part invoice"),
    }


def text_of(texts: Mapping[str, str], code: str) -> str:
    """The word for a code; what is no code is shown as it stands."""
    return texts.get(code, code)


def kind_text(code: str) -> str:
    return text_of(kind_texts(), code)


def stage_text(code: str) -> str:
    return text_of(stage_texts(), code)


def gender_text(code: str) -> str:
    return text_of(gender_texts(), code)


def role_text(code: str) -> str:
    return text_of(role_texts(), code)


def consent_channel_text(code: str) -> str:
    return text_of(consent_channel_texts(), code)


def channel_kind_text(code: str) -> str:
    return text_of(channel_kind_texts(), code)


def diet_text(diet: str) -> str:
    """Several codes and own words become one text."""
    texts = diet_texts()
    return pgettext("list", ", ").join(text_of(texts, word) for word in diet.split())


def invoice_kind_text(code: str) -> str:
    return text_of(invoice_kind_texts(), code)
