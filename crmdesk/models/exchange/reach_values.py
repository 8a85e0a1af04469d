"""Telephone numbers and e-mail addresses, as many as a cell holds."""

import re
import unicodedata

from crmdesk.models.customers.phones import PhoneValue, has_lost_digits, parse_phones
from crmdesk.models.exchange.column_cells import ColumnCells
from crmdesk.models.exchange.plain_phones import plain_numbers
from crmdesk.models.exchange.records import Email
from crmdesk.models.exchange.texts import is_placeholder

_EMAIL = re.compile(r"[^\s@<>;:,，；、]+@[^\s@<>;,，；、]+\.[^\s@<>;,，；、.]+")
_EMAIL_BREAKS = re.compile(r"[;,，；、/\s<>|]+|:::")


def phones(column: ColumnCells) -> list[tuple[PhoneValue, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    area, country = column.office.area_code, column.office.country
    near = area.lstrip("0")
    found: list[tuple[PhoneValue, ...]] = []
    for index, text in enumerate(column.texts):
        if len(text) == 11 and text[0] == "1" and text[1] > "2" and text.isdecimal():
            found.append((PhoneValue(label, text, "+86" + text),))
        elif not text or is_placeholder(text):
            found.append(())
        elif country == "CN" and (plain := plain_numbers(text, label, near)):
            found.append(plain)
        elif text.isascii() and has_lost_digits(text):
            column.bad(index, "cell.phone.lost")
            found.append(())
        elif not any(map(str.isdigit, text)):
            column.bad(index, "cell.phone.none")
            found.append(())
        else:
            text = text.replace(" ::: ", ";")
            found.append(tuple(parse_phones(text, area_code=area, country=country, label=label)))
    return found


def emails(column: ColumnCells) -> list[tuple[Email, ...]]:
    label = column.guess.target.label if column.guess.target else ""
    found: list[tuple[Email, ...]] = []
    for index, text in enumerate(column.texts):
        if _EMAIL.fullmatch(text):
            found.append((Email(label, text),))
            continue
        addresses = _addresses(text)
        if text and not addresses and not is_placeholder(text) and text[:3].lower() != "/o=":
            column.bad(index, "cell.email")
        found.append(tuple(Email(label, address) for address in addresses))
    return found


def _addresses(text: str) -> list[str]:
    """The e-mail addresses of a cell; what stands around them is their owner's name."""
    if "@" not in (plain := unicodedata.normalize("NFKC", text)):
        return []
    words = _EMAIL_BREAKS.split(plain.replace("mailto:", ""))
    return list(dict.fromkeys(word for word in words if _EMAIL.fullmatch(word)))
