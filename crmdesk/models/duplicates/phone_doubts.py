"""What is wrong with a number that cannot be right, so that somebody can mend it."""

import re
from dataclasses import dataclass

from crmdesk.models.core.i18n import N_, _, ngettext
from crmdesk.models.customers.phone_cells import plain
from crmdesk.models.customers.phones import has_lost_digits

_MOBILE_DIGITS = {"CN": 11, "TW": 10, "HK": 8, "MO": 8}
_MOBILE_STARTS = {"CN": ("1",), "TW": ("09",), "HK": ("5", "6", "9"), "MO": ("6",)}
_LOCAL = {"CN": (7, 8), "TW": (6, 8)}

_TEXTS = {
    "lost": N_("Excel has cut its end off: ask for the number again"),
    "none": N_("There are no digits in it"),
    "area": N_("The area code is missing"),
    "start": N_("No number begins like this"),
    "several": N_("There seem to be several numbers in it"),
    "odd": N_("This is no number known to the telephone companies"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """`code` is short, long (by `digits`), lost, none, area, start, several or odd."""

    code: str
    digits: int = 0


def doubt_phone(raw: str, *, country: str = "CN", area_code: str = "") -> Doubt:
    """What is most likely wrong with a number as typed."""
    digits = re.sub(r"\D", "", plain(raw))
    if has_lost_digits(raw):
        return Doubt("lost")
    if not digits:
        return Doubt("none")
    mobile = _MOBILE_DIGITS.get(country, 0)
    if mobile and digits.startswith(_MOBILE_STARTS[country]):
        return _of_mobile(digits, mobile)
    least, most = _LOCAL.get(country, (0, 0))
    if least <= len(digits) <= most and not digits.startswith("0") and not area_code:
        return Doubt("area")
    if len(digits) < 7:
        return Doubt("short")
    return Doubt("several") if len(digits) >= 14 else Doubt("odd")


def doubt_text(doubt: Doubt) -> str:
    """The doubt in words."""
    count = doubt.digits
    if doubt.code == "short" and count:
        return ngettext("{n} digit is missing", "{n} digits are missing", count).format(n=count)
    if doubt.code == "long" and count:
        return ngettext("{n} digit too many", "{n} digits too many", count).format(n=count)
    if doubt.code == "short":
        return _("The number is too short")
    return _(_TEXTS[doubt.code])


def _of_mobile(digits: str, length: int) -> Doubt:
    missing = length - len(digits)
    if missing == 0:
        return Doubt("start")
    if missing > 0:
        return Doubt("short", missing)
    return Doubt("several") if len(digits) >= 2 * length - 1 else Doubt("long", -missing)
