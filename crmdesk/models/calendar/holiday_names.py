"""What a day off is called, in the language spoken; words somebody entered stay as they are."""

from crmdesk.models.core.i18n import P_, pgettext

_NAMES = {
    "new_year": P_("holiday", "New Year’s Day"),
    "spring": P_("holiday", "Spring Festival"),
    "qingming": P_("holiday", "Qingming"),
    "labour": P_("holiday", "Labour Day"),
    "dragon": P_("holiday", "Dragon Boat Festival"),
    "moon": P_("holiday", "Mid-Autumn Festival"),
    "national": P_("holiday", "National Day"),
    "peace": P_("holiday", "Peace Memorial Day"),
    "children": P_("holiday", "Children’s Day"),
    "teachers": P_("holiday", "Teachers’ Day"),
    "double_tenth": P_("holiday", "National Day (10 October)"),
    "retrocession": P_("holiday", "Retrocession Day"),
    "constitution": P_("holiday", "Constitution Day"),
    "good_friday": P_("holiday", "Good Friday"),
    "easter": P_("holiday", "Easter Monday"),
    "buddha": P_("holiday", "Buddha’s Birthday"),
    "sar": P_("holiday", "Establishment Day"),
    "chung_yeung": P_("holiday", "Chung Yeung"),
    "christmas": P_("holiday", "Christmas"),
}


def holiday_text(name: str) -> str:
    """春节, 端午节 …"""
    return pgettext("holiday", _NAMES[name]) if name in _NAMES else name
