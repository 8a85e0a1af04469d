"""Telephone numbers as people write them: read without loss, shown as people say them.

A number that cannot be understood is kept and marked as suspect, never refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from crmdesk.models.core.i18n import N_, _, language, pgettext
from crmdesk.models.core.later import pattern
from crmdesk.models.customers.phone_cells import Piece, plain, take_apart

_FAST = pattern(r"(?:86|0)?(1[3-9][0-9]{9})")
_LANDLINE_CN = pattern(r"(?:0?86)?0?((?:10|2[0-57-9])[2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7})")
"""Looser than phonenumbers, which misses whole blocks in use (010-8000…)."""
_PLAIN_LANDLINE = pattern(
    r"0((?:10|2[0-57-9])-?[2-9][0-9]{7}|[3-9][0-9]{2}-?[2-9][0-9]{6,7})(?:-([0-9]{1,4}))?"
)
"""As most are written: 0571-88881234-802; those need no taking apart."""
_NEIGHBOUR = pattern(r"(?:00)?(?:85[23][2-9]\d{7}|886[2-9]\d{7,8})")
"""Hong Kong, Macao, Taiwan without plus: no area of the mainland begins so."""
_SHORT_CN = pattern(r"9[56]\d{3,4}|1[012]\d{1,3}|400\d{7}|800\d{7}")
_LOST = pattern(r"\d(?:\.(\d+))?e\+?(\d{1,2})", re.IGNORECASE)
_CARRIED = pattern(r"\+(?:861[3-9]\d{9}|8869\d{8}|852[4-79]\d{7}|8536\d{7}|(?!86|88|85)\d{7,15})")
"""Numbers one person carries; abroad a number does not tell, so it counts as such."""
_CALLING_CODE = {"CN": "86", "TW": "886", "HK": "852", "MO": "853"}
_LOCAL = {"CN": (7, 8), "TW": (6, 8), "HK": (8, 8), "MO": (8, 8)}
"""How many digits a number without area code may have, in each country."""
_LABELS = {
    "mobile": N_("Mobile"),
    "work": N_("Work"),
    "home": N_("Home"),
    "fax": N_("Fax"),
    "other": N_("Other"),
}


@dataclass(slots=True, unsafe_hash=True)
class PhoneValue:
    """One number; `raw` is what was written, `e164` None where it cannot be dialled from abroad.

    Never changed once made, though not frozen: that would take seven times as long, and a large
    file holds hundreds of thousands.
    """

    label: str
    raw: str
    e164: str | None
    extension: str = ""
    suspect: bool = False
    note: str = ""


def is_carried(e164: str) -> bool:
    """Whether it is a number one person carries."""
    return _CARRIED.fullmatch(e164) is not None


def parse_phones(
    raw: str, *, area_code: str = "", country: str = "CN", label: str = ""
) -> list[PhoneValue]:
    """Every number written into one cell, in its order; empty only when the cell is.

    A label written in the cell (办公 is "work") goes before `label`. Numbers
    without area code take the one written before them, else the office's `area_code`.
    """
    if found := _FAST.fullmatch(raw.strip()):
        return [PhoneValue(label, raw.strip(), f"+86{found[1]}")]
    if not (text := raw.strip()):
        return []
    if country == "CN" and (found := _PLAIN_LANDLINE.fullmatch(text)):
        return [PhoneValue(label, text, f"+86{found[1].replace('-', '')}", found[2] or "")]
    if found := _LOST.fullmatch(plain(text)):
        return [_from_scientific(text, found, label)]
    return list(_understand(take_apart(text), area_code.lstrip("0"), country.upper(), label))


def label_text(label: str) -> str:
    """What a label is called; one of the user's own is shown as it is."""
    return _(_LABELS[label]) if label in _LABELS else label


def has_lost_digits(raw: str) -> bool:
    """Whether Excel cut the number down to something like 1.38E+10."""
    found = _LOST.fullmatch(plain(raw))
    return found is not None and len(found[1] or "") < 6


def digits_to_copy(e164: str | None, raw: str = "", country: str = "CN") -> str:
    """What a telephone or WeChat takes: no blanks, no country code within the office's country."""
    return re.sub(r"[^\d+*#]", "", plain(raw)) if e164 is None else _dialled(e164, country)


@lru_cache(maxsize=4096)
def _dialled(e164: str, country: str) -> str:
    code = _CALLING_CODE.get(country, "")
    if not code or not e164.startswith(f"+{code}"):
        return e164
    national = e164[len(code) + 1 :]
    needs_zero = country == "TW" or (country == "CN" and not _is_mobile_or_service(national))
    return f"0{national}" if needs_zero else national


@lru_cache(maxsize=4096)
def _formatted(e164: str, country: str) -> str:
    national = _dialled(e164, country)
    if e164.startswith("+86"):
        home = _chinese(e164[3:])
        return home if country == "CN" else f"+86 {home.removeprefix('0')}"
    if country == "HK" and len(national) == 8:
        return f"{national[:4]} {national[4:]}"
    return _by_library(e164, national=not national.startswith("+"))


def format_phone(e164: str | None, extension: str = "", country: str = "CN", raw: str = "") -> str:
    """The number as read aloud ("138 0013 8000", "010-8888 8888 转 802"), else `raw`."""
    if e164 is None:
        return raw
    shown = _formatted(e164, country)
    if not extension:
        return shown
    if country == "TW" or language() == "zh_TW":
        return f"{shown}#{extension}"
    return pgettext("telephone", "{number} ext. {extension}").format(
        number=shown, extension=extension
    )


def _understand(pieces: list[Piece], office: str, country: str, label: str) -> Iterator[PhoneValue]:
    """The values of a cell's pieces; later ones lean on the one before (area code, '…66/67')."""
    area = office
    before: PhoneValue | None = None
    for piece in pieces:
        digits = re.sub(r"\D", "", piece.core)
        value = _shortened(piece, digits, before) if before else None
        if value is None:
            e164, suspect = _judge(piece.core, digits, area, country)
            suspect = suspect or re.search(r"\d{7}", piece.note.replace("-", "")) is not None
            own = piece.label or label
            value = PhoneValue(own, piece.raw, e164, piece.extension, suspect, piece.note)
            area = _area_of(e164, country) or area
        before = value
        yield value


def _shortened(piece: Piece, digits: str, before: PhoneValue) -> PhoneValue | None:
    """The next extension or the next last digits of the number before ('…转802/803', '…66/67')."""
    if not 0 < len(digits) <= 4 or piece.extension or before.e164 is None:
        return None
    if before.extension:
        return replace(before, raw=piece.raw, extension=digits, suspect=True, note=piece.note)
    if _is_cn_mobile(before.e164):
        return None
    e164 = before.e164[: -len(digits)] + digits
    return replace(before, raw=piece.raw, e164=e164, suspect=True, note=piece.note)


def _judge(core: str, digits: str, area: str, country: str) -> tuple[str | None, bool]:
    """E.164 and whether somebody should look at the number."""
    if "*" in core or not 3 <= len(digits) <= 17:
        return None, True
    foreign = "+" in core and not digits.startswith("86")
    if (found := _FAST.fullmatch(digits)) and not foreign:
        return f"+86{found[1]}", False
    if country == "CN" and _SHORT_CN.fullmatch(digits):
        return (f"+86{digits}", False) if len(digits) == 10 else (None, False)
    least, most = _LOCAL.get(country, (0, 0))
    if least <= len(digits) <= most and not core.startswith(("+", "0")) and country in ("CN", "TW"):
        return _valid(f"0{area}{digits}", country) if area else (None, True)
    if country == "CN" and _NEIGHBOUR.fullmatch(digits):
        return _valid(f"+{digits.removeprefix('00')}", country)
    e164, suspect = _valid(core if "+" in core else digits, country)
    if suspect and country == "CN" and re.fullmatch(r"0?9\d{8}", digits):
        return _valid(digits, "TW")[0] or e164, True
    if suspect and "+" not in core and len(digits) >= 10:
        abroad, wrong = _valid(f"+{digits}", country)
        return (e164, True) if wrong else (abroad, True)
    return e164, suspect


def _valid(text: str, country: str) -> tuple[str | None, bool]:
    """The number in E.164 if there can be one, and whether it is suspect."""
    digits = re.sub(r"\D", "", text)
    at_home = "+" not in text or digits.startswith("86")
    mainland = country == "CN" or text.lstrip().startswith("+86")
    if mainland and at_home and (found := _LANDLINE_CN.fullmatch(digits)):
        return f"+86{found[1]}", False
    return _valid_by_library(text, country)


def _valid_by_library(text: str, country: str) -> tuple[str | None, bool]:
    """By the library's numbering plans; of wrong numbers only foreign ones may still be dialled."""
    import phonenumbers  # 27 ms, and most cells never need it

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None, True
    if not phonenumbers.is_possible_number(number):
        return None, True
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(number):
        return e164, False
    return (None if e164.startswith("+86") else e164), True


def _from_scientific(raw: str, found: re.Match[str], label: str) -> PhoneValue:
    """1.38E+10 has lost its end; 1.3800138E10 (not Excel's own writing) has not."""
    decimals, exponent = found[1] or "", int(found[2])
    if len(decimals) < 6 or not len(decimals) <= exponent <= 14:
        return PhoneValue(label, raw, None, suspect=True)
    digits = re.sub(r"\D", "", found[0].lower().split("e")[0]).ljust(exponent + 1, "0")
    mobile = _FAST.fullmatch(digits)
    return PhoneValue(label, raw, f"+86{mobile[1]}" if mobile else None, suspect=True)


def _area_of(e164: str | None, country: str) -> str:
    if e164 is None or not e164.startswith("+" + _CALLING_CODE.get(country, "?")):
        return ""
    national = e164[len(_CALLING_CODE[country]) + 1 :]
    if country == "CN" and not _is_mobile_or_service(national):
        return national[: _area_length(national)]
    return ""


def _is_cn_mobile(e164: str) -> bool:
    return _FAST.fullmatch(e164.removeprefix("+")) is not None


def _is_mobile_or_service(national: str) -> bool:
    return re.fullmatch(r"1[3-9]\d{9}|[48]00\d{7}", national) is not None


def _area_length(national: str) -> int:
    return 2 if national.startswith(("10", "2")) else 3


def _chinese(national: str) -> str:
    if re.fullmatch(r"1[3-9]\d{9}", national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if re.fullmatch(r"[48]00\d{7}", national):
        return f"{national[:3]}-{national[3:6]}-{national[6:]}"
    cut = _area_length(national)
    return f"0{national[:cut]}-{national[cut:-4]} {national[-4:]}"


def _by_library(e164: str, *, national: bool) -> str:
    import phonenumbers  # 27 ms, and most cells never need it

    kind = phonenumbers.PhoneNumberFormat
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    shown = phonenumbers.format_number(number, kind.NATIONAL if national else kind.INTERNATIONAL)
    return shown.replace(" ", "-") if national else shown
