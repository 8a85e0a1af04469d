"""A person in one breath: 张姐 13800138000 杭州市西湖区文三路1号, all in the cell of her name."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.exchange.records.customers import Address, Channel, CustomerRecord, Email
from crmdesk.models.exchange.records.understood import OfficeHints
from crmdesk.models.exchange.sheets.assemble import add_note
from crmdesk.models.exchange.vocabulary.looks import is_breath


def take_breaths(people: Iterable[CustomerRecord], office: OfficeHints) -> None:
    """Take names apart that hold a number and more than a name beside it."""
    for person in people:
        if is_breath(person.name):
            _take(person, office)


def _take(person: CustomerRecord, office: OfficeHints) -> None:
    from crmdesk.models.exchange.paste.drafts import draft_of, split_label  # few books need them
    from crmdesk.models.exchange.paste.person import read_person

    told = draft_of(read_person(person.name, office.country), office.country)
    if not told.phones or not (told.address or told.company or told.emails):
        return  # no more than a name in WeChat says
    if not (told.name or told.company):
        return
    person.name = told.name
    for attribute in ("salutation", "company", "title", "industry", "region"):
        if (value := getattr(told, attribute)) and not getattr(person, attribute):
            setattr(person, attribute, value)
    for text in told.phones:
        label, number = split_label(text)
        person.phones += tuple(
            parse_phones(number, area_code=office.area_code, country=office.country, label=label)
        )
    person.emails += tuple(Email("", address) for address in told.emails)
    if told.address:
        place = (told.region, told.city, told.street, told.postcode)
        person.addresses = (*person.addresses, Address("", told.address, "", *place))
    for kind in ("wechat", "qq", "line", "web"):
        if value := getattr(told, kind):
            person.channels = (*person.channels, Channel(kind, value))
    person.tags += told.tags
    if told.rest.strip():
        add_note(person, told.rest.strip())
