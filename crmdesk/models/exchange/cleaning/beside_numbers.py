"""What stands beside numbers: whose they are, that WeChat has the same, more in the note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crmdesk.models.customers.phones import PhoneValue, parse_phones
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.cleaning.reach import is_of_wechat_too
from crmdesk.models.exchange.records.customers import Channel, ContactRecord, CustomerRecord
from crmdesk.models.exchange.records.understood import OfficeHints
from crmdesk.models.exchange.vocabulary.looks import is_person

_NUMBER = (
    r"(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?[2-9]\d{6,7}|09\d{2}-?\d{3}-?\d{3})"
    r"(?![\d\u4e00-\u9fff])"
)
_HAS_NUMBER = re.compile(_NUMBER)
_ACCOUNT = re.compile(
    r"(?:微信|v信|vx|wx|weixin|wechat)号?\s*[:： ]\s*([A-Za-z][\w-]{4,19})", re.IGNORECASE
)
"""vx: kelly_02 among telephones; an account in WeChat begins with a letter."""
_OTHER = re.compile(
    r"(?:^|[\s，,；;。、(（:：])"
    r"(?:另外?|备用|备|第二|新|小号|常用|还有|又|也可打|改用|换成|已换|改|只有|本人)?"
    r"(?:一?个|的|是|为|有|打)*(?:(?:联系)?(?:手机|电话|座机|行动|号码?)|联系方式|tel|mobile|mob)?"
    rf"(?:号码?)?[是为:： ]*{_NUMBER}",
    re.IGNORECASE,
)
"""Where a note names another number of the same person; 老公电话139… is somebody else's."""


def take_notes_of_numbers(people: Iterable[CustomerRecord], office: OfficeHints) -> None:
    """Understand what was written beside the numbers of these records."""
    for person in people:
        told = person.__dict__
        if "phones" in told:
            _of_numbers(person, person)
        if "note" in told and _HAS_NUMBER.search(person.note):
            _from_note(person, office)
        if "contacts" in told:
            for contact in person.contacts:
                if contact.phones:
                    _of_numbers(contact, person)
                if contact.note and _HAS_NUMBER.search(contact.note):
                    _from_note(contact, office)


def _of_numbers(holder: Any, customer: CustomerRecord) -> None:
    for phone in holder.phones:
        if phone.e164 is None and (account := _ACCOUNT.fullmatch(phone.raw.strip())):
            _is_in_wechat(holder, phone, account[1])
        if not phone.note:
            continue
        if is_of_wechat_too(phone):
            _same_in_wechat(holder, phone)
        elif _is_name(phone.label) and (holder is not customer or _may_have_contacts(customer)):
            _give_away(holder, phone, customer)
        elif phone.note != phone.label and len(phone.note) > 1:
            _keep(holder, phone)


def _may_have_contacts(customer: CustomerRecord) -> bool:
    return not customer.name or bool(customer.contacts) or customer.kind == "company"


def _is_name(label: str) -> bool:
    return is_person(label) or called_name(label) is not None


def _same_in_wechat(holder: Any, phone: PhoneValue) -> None:
    if any(channel.kind == "wechat" and channel.value for channel in holder.channels):
        return
    number = (phone.e164 or phone.raw).removeprefix("+86")
    holder.channels = (*holder.channels, Channel("wechat", number))


def _is_in_wechat(holder: Any, phone: PhoneValue, account: str) -> None:
    """She is reached in WeChat, and by no telephone."""
    holder.phones = tuple(it for it in holder.phones if it is not phone)
    if not any(channel.kind == "wechat" and channel.value for channel in holder.channels):
        holder.channels = (*holder.channels, Channel("wechat", account))


def _give_away(holder: Any, phone: PhoneValue, customer: CustomerRecord) -> None:
    """The number is that of somebody named beside it."""
    name = phone.label
    if same_name_key(name) == same_name_key(holder.name):
        plain = replace(phone, label="", note="")
        holder.phones = tuple(plain if it is phone else it for it in holder.phones)
        return
    holder.phones = tuple(it for it in holder.phones if it is not phone)
    own = replace(phone, label="", note="")
    for contact in customer.contacts:
        if same_name_key(contact.name) == same_name_key(name):
            contact.phones = (*contact.phones, own)
            return
    made = ContactRecord.__new__(ContactRecord)
    made.row, made.name, made.phones = customer.row, name, (own,)
    customer.contacts = (*customer.contacts, made)


def _keep(holder: Any, phone: PhoneValue) -> None:
    """Words too long for a label stand in the note."""
    line = phone.raw.strip()
    if phone.note in line and phone.note not in holder.note:
        holder.note = f"{holder.note}\n{line}" if holder.note else line


def _from_note(holder: Any, office: OfficeHints) -> None:
    """Another number of hers that the note names; the note stays as it is."""
    known = {phone.e164 or phone.raw for phone in holder.phones}
    for found in _OTHER.finditer(holder.note):
        for phone in parse_phones(found[1], area_code=office.area_code, country=office.country):
            if (phone.e164 or phone.raw) not in known:
                known.add(phone.e164 or phone.raw)
                holder.phones = (*holder.phones, phone)
