"""Telephone numbers and e-mail addresses, as many as a cell holds."""

import re
import unicodedata
from dataclasses import replace

from crmdesk.models.customers.phones import PhoneValue, has_lost_digits, parse_phones
from crmdesk.models.exchange.cleaning.column_cells import ColumnCells
from crmdesk.models.exchange.cleaning.plain_phones import plain_numbers
from crmdesk.models.exchange.cleaning.suspect_numbers import is_no_mobile
from crmdesk.models.exchange.cleaning.told_country import is_landline_of_taiwan
from crmdesk.models.exchange.records.customers import Email
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import PLACEHOLDERS, is_placeholder

_EMAIL = re.compile(r"[^\s@<>;:,，；、]+@[^\s@<>;,，；、]+\.[^\s@<>;,，；、.]+")
_LANDLINE = re.compile(r"\+86(?!1[3-9])|\+886(?!9)")
_LONGEST_LABEL = 6
_DEAD = frozenset([
    "停机", "已停机", "停话", "空号", "错号", "错误", "号码错误", "号码不对", "不对", "已换号",
    "换号", "停用", "已停用", "暂停使用", "作废", "打不通", "不通", "无法接通", "已注销", "不存在",
])  # fmt: skip
"""What makes a number one that nobody answers."""
_SAME = re.compile(
    r"(?:微信|wx|vx|weixin|wechat)(?:同号|同步|同|号|也是)?$|^同(?:微信?|wx|号)$|微信号?同手机"
)
_EMAIL_BREAKS = re.compile(r"[;,，；、/\s<>|]+|:::")


def phones(column: ColumnCells) -> list[tuple[PhoneValue, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    area, country = column.office.area_code, column.office.country
    near = area.lstrip("0")
    found: list[tuple[PhoneValue, ...]] = []
    for index, text in enumerate(column.texts):
        if len(text) == 11 and text[0] == "1" and text[1] > "2" and text.isdecimal():
            found.append((PhoneValue(label, text, "+86" + text),))
        elif not text or text in PLACEHOLDERS:
            found.append(())
        elif country == "CN" and (plain := plain_numbers(text, label, near)):
            noted = plain[0].note
            found.append((_understood(plain[0], label),) if noted else plain)
        elif text.isascii() and has_lost_digits(text):
            column.bad(index, "cell.phone.lost")
            found.append(())
        elif not any(map(str.isdigit, text)):
            column.bad(index, "cell.phone.none")
            found.append(())
        else:
            text = text.replace(" ::: ", ";")
            there = country == "CN" and is_landline_of_taiwan(text)
            told = ("", "TW") if there else (area, country)
            values = parse_phones(text, area_code=told[0], country=told[1], label=label)
            if not column.exact and any(is_no_mobile(value, country) for value in values):
                row = column.rows[index]
                column.report.problem(column.guess, row, text, "cell.phone.digits", keep=False)
            found.append(tuple(_understood(value, label) for value in values))
    return found


def _understood(phone: PhoneValue, label: str) -> PhoneValue:
    """What stands beside a number is its label; a landline is no mobile, whatever the header."""
    own, note = phone.label, plain_header(phone.note)
    if own == label == "mobile" and is_landline(phone.e164):
        phone = replace(phone, label="")
    if note in _DEAD:
        return replace(phone, label=phone.note, suspect=True)
    if own == label and 0 < len(note) <= _LONGEST_LABEL and not _SAME.search(note):
        return replace(phone, label=phone.note)
    return phone


def is_landline(e164: str | None) -> bool:
    """Whether this is a number of the mainland or of Taiwan that no mobile has."""
    return e164 is not None and _LANDLINE.match(e164) is not None


def is_of_wechat_too(phone: PhoneValue) -> bool:
    """微信同号 beside a number."""
    return bool(phone.note) and _SAME.search(plain_header(phone.note)) is not None


def emails(column: ColumnCells) -> list[tuple[Email, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    found: list[tuple[Email, ...]] = []
    for index, text in enumerate(column.texts):
        if not text:
            found.append(())
            continue
        if _EMAIL.fullmatch(text):
            found.append((Email(label, text),))
            continue
        addresses = _addresses(text)
        if not addresses and not is_placeholder(text) and text[:3].lower() != "/o=":
            column.bad(index, "cell.email")
        found.append(tuple(Email(label, address) for address in addresses))
    return found


def _addresses(text: str) -> list[str]:
    """The e-mail addresses of a cell; what stands around them is their owner's name."""
    if "@" not in (plain := unicodedata.normalize("NFKC", text)):
        return []
    words = _EMAIL_BREAKS.split(plain.replace("mailto:", ""))
    return list(dict.fromkeys(word for word in words if _EMAIL.fullmatch(word)))
