"""Numbers that are kept as written and yet cannot be right: too short, too long, cut in Excel."""

import re

from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.customers.tax_numbers import doubt_tax_number, tidy_tax_number
from crmdesk.models.exchange.vocabulary.texts import is_placeholder

_CUT = re.compile(r"\d(?:\.\d{1,5})?E\+(?:1[1-9]|2\d)", re.IGNORECASE)
_NOT_ELEVEN = re.compile(r"1[3-9]\d{8}(?:\d{2})?")
_ABROAD = re.compile(r"\d{8}|[A-Z]{2}[0-9A-Z]{6,13}")
"""Business numbers of Taiwan and those of Europe."""
_NO_SYMBOL = re.compile(r"[^0-9A-HJ-NP-RTUWXY]")
_TAX_NUMBER = "invoice.tax_number"
_LONG_NUMBERS = frozenset({"invoice", "custom", "number", "wechat", "qq", "channel"})


def may_be_doubted(field: str, texts: str) -> bool:
    """Whether `doubt_number` can find anything in cells of this field, all `texts` in one: those
    Excel cut hold a plus."""
    if field.partition(".")[0] not in _LONG_NUMBERS:
        return False
    return field == _TAX_NUMBER or "+" in texts


def doubt_number(field: str, text: str, country: str) -> str:
    """The code of what is wrong with a number, "" for nothing.

    Check digits are not looked at: lists are full of numbers with slips.
    """
    if _CUT.fullmatch(text):
        return "cell.digits_lost"
    number = tidy_tax_number(text) if field == _TAX_NUMBER else ""
    if not number or is_placeholder(text) or (country == "CN" and _ABROAD.fullmatch(number)):
        return ""
    doubt = doubt_tax_number(number, country=country)
    return "" if doubt == "tax.check" and not _NO_SYMBOL.search(number) else doubt


def is_no_mobile(phone: PhoneValue, country: str) -> bool:
    """Whether this looks like a mobile of the mainland that has 10 or 12 digits."""
    if country != "CN" or (phone.e164 and not phone.suspect) or "+" in phone.raw:
        return False
    return _NOT_ELEVEN.fullmatch(re.sub(r"[\s-]", "", phone.raw)) is not None
