"""Telephone numbers of the mainland as most people write them, read in one look.

What this does not take at once is for `parse_phones`, which knows everything and is thirty times
as slow; a test holds both equal.
"""

import re

from crmdesk.models.customers.phone_cells import is_label, label_meaning
from crmdesk.models.customers.phones import PhoneValue

_SAYS_PHONE = "电话|联系电话|手机|手机号|办公|办公电话|公司电话|座机|固话|单位电话"
_NUMBER = re.compile(
    rf"(?:({_SAYS_PHONE})[:：])?"
    r"(?:(?:\+86[- ]?)?(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})"
    r"|0((?:10|2[0-57-9])[- ]?[2-9][0-9]{3} ?[0-9]{4}"
    r"|[3-9][0-9]{2}[- ]?[2-9][0-9]{2,3} ?[0-9]{4})"
    r"(?:[-转]([0-9]{3,5}))?)"
)
_WITH_NOTE = re.compile(r"(1[3-9][0-9]{9})[(（]([\u4e00-\u9fff]{1,8})[)）]")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_BETWEEN = re.compile(r" ?[/、；;] ?")
_APART = str.maketrans("", "", "- ")


def plain_numbers(text: str, label: str, area: str) -> tuple[PhoneValue, ...]:
    """Every number of the cell; empty where one of them is not plainly written.

    `area` is the office's area code without its zero, for numbers that have none; "" where it is
    not known: then nobody can say what they are.
    """
    if found := _NUMBER.fullmatch(text):
        return (_value(found, text, label),)
    if _LOCAL.fullmatch(text):
        if not area:
            return (PhoneValue(label, text, None, suspect=True),)
        found = _NUMBER.fullmatch(f"0{area}{text}")
        return (_value(found, text, label),) if found else ()
    if (noted := _WITH_NOTE.fullmatch(text)) and not is_label(noted[2]):
        return (PhoneValue(label, text, f"+86{noted[1]}", note=noted[2]),)
    if len(text) > 20 and len(parts := _BETWEEN.split(text)) > 1:
        values = [
            _value(found, part, label) for part in parts if (found := _NUMBER.fullmatch(part))
        ]
        return tuple(values) if len(values) == len(parts) else ()
    return ()


def _value(found: re.Match[str], raw: str, label: str) -> PhoneValue:
    says, mobile, landline, extension = found.groups()
    number = "+86" + (mobile or landline).translate(_APART)
    if landline and label == "mobile":
        label = ""  # a landline is none, whatever the header says
    return PhoneValue(label_meaning(says) or label if says else label, raw, number, extension or "")
