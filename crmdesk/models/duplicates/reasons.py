"""Why two customers may be one, in codes and in words, and how sure that is."""

from dataclasses import dataclass

from crmdesk.models.core.i18n import N_, P_, _, pgettext
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.masking import veil

CERTAIN, LIKELY, POSSIBLE = "certain", "likely", "possible"
CLASSES = (CERTAIN, LIKELY, POSSIBLE)
"""The surest first."""

_CLASS_TEXTS = {
    CERTAIN: P_("duplicate", "Certain"),
    LIKELY: P_("duplicate", "Likely"),
    POSSIBLE: P_("duplicate", "Possible"),
}

_TEXTS = {
    "mobile": N_("same mobile {value}"),
    "landline": N_("same landline {value}"),
    "common_phone": N_("same number {value}, which others have too"),
    "contact_phone": N_("{value} is the number of a contact of the other"),
    "contact_twice": N_("contact {value} in both"),
    "near_phone": N_("numbers differ in one place"),
    "email": N_("same e-mail {value}"),
    "wechat": N_("same WeChat {value}"),
    "qq": N_("same QQ {value}"),
    "line": N_("same LINE {value}"),
    "wecom": N_("same WeCom {value}"),
    "tax": N_("same tax number {value}"),
    "address": N_("same address"),
    "birthday": N_("same birthday"),
    "company": N_("same company"),
    "company_form": N_("same company, written differently"),
    "name": N_("same name"),
    "name_script": N_("names differ only in simplified and traditional characters"),
    "name_sound": N_("names sound the same"),
    "name_part": N_("one name is part of the other"),
    "name_title": N_("same surname, one as a form of address"),
    "name_other": N_("different names"),
    "form": N_("company names differ only in the legal form"),
    "place": N_("one company name has the place in front"),
    "other_place": N_("companies of the same name in two places"),
    "not_birthday": N_("but different birthdays"),
    "not_gender": N_("but man and woman"),
    "not_tax": N_("but different tax numbers"),
    "not_phone": N_("but no number in common"),
}

_PHONES = frozenset({"mobile", "landline", "common_phone", "contact_phone"})


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One fact that speaks for (or, as "not_…", against) two customers being one."""

    code: str
    value: str = ""


def class_text(certainty: str) -> str:
    """What a class is called."""
    return pgettext("duplicate", _CLASS_TEXTS[certainty])


def reason_text(reason: Reason, country: str = "CN", whose: int | None = None) -> str:
    """The fact in words; numbers as read aloud, those of customer `whose` as they may be shown."""
    value = reason.value
    if reason.code in _PHONES and value.startswith("+"):
        value = veil.phone(whose, value, format_phone(value, country=country))
    elif value:
        value = veil.text(whose, value)
    return _(_TEXTS[reason.code]).format(value=value)
