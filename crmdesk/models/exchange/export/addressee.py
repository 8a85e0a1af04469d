"""How a letter is addressed: by the custom of the office's country, and never by guessing."""

from __future__ import annotations

import re

from crmdesk.models.core.i18n import pgettext
from crmdesk.models.customers.places import province_of
from crmdesk.models.derived.hanzi import is_hanzi
from crmdesk.models.exchange.records.customers import Address, Person

_BY_GENDER = {
    "CN": {"male": "先生", "female": "女士", "": ""},
    "TW": {"male": "先生", "female": "小姐", "": "君"},
}
"""In Taiwan 君 honours whoever it is; on the mainland a bare name is no offence."""
_ENGLISH = {"male": "Mr ", "female": "Ms "}
_ON_ENVELOPES = (
    *("先生", "女士", "小姐", "夫人", "老师", "老師", "教授", "博士", "医生", "醫生", "醫師"),
    *("律师", "律師", "会计师", "會計師", "工程师", "工程師", "主任", "院长", "院長", "校长"),
    *("校長", "厂长", "廠長", "局长", "局長", "处长", "處長", "科长", "科長", "所长", "所長"),
    *("总经理", "總經理", "经理", "經理", "董事长", "董事長", "店长", "店長", "总监", "總監"),
)
"""What may follow a full name there; 王总 and 陈姐 are for talking only."""
_CALLED = re.compile(rf".{{1,4}}({'|'.join(_ON_ENVELOPES)}|总|總|董|工|姐|哥|叔|姨)")
_RECEIVES = "收"


def addressed_person(person: Person, country: str) -> str:
    """The line of the envelope that names her: 张伟 先生 收, 王大明 君 收, Ms Jane Smith."""
    name = " ".join(person.name.split())
    if not name or not is_hanzi(name[0]):
        return _ENGLISH.get(person.gender, "") + name
    if len(name) < 6 and _CALLED.fullmatch(name):  # nobody knows more than 王经理
        return f"{name} {_RECEIVES}"
    return " ".join(filter(None, (name, _honour(person, country), _RECEIVES)))


def addressed_company(name: str) -> str:
    """The same line where nobody in the company is known."""
    return f"{name} {_RECEIVES}" if name and is_hanzi(name[0]) else name


def salutation_of(person: Person) -> str:
    """How the letter begins; where nobody noted it, with a greeting that suits everybody."""
    return person.salutation or pgettext("letter", "Hello")


def named_salutation(person: Person, *, is_person: bool) -> str:
    """The same behind 尊敬的: the name where nobody noted how to address her, of no firm."""
    name = " ".join(person.name.split()) if is_person else ""
    return person.salutation or name or pgettext("letter", "customer")


def _honour(person: Person, country: str) -> str:
    """As we address her, as she is titled, as her gender says where it is known."""
    for told in (person.salutation, person.title):
        if found := next((word for word in _ON_ENVELOPES if told.endswith(word)), ""):
            return found
    custom = _BY_GENDER.get(country, _BY_GENDER["CN"])
    return custom.get(person.gender, custom[""])


def envelope_address(address: Address) -> str:
    """The whole address in one line, with the province and city that stand apart from it."""
    raw = " ".join(address.raw.split())
    street = " ".join(address.street.split())
    if not street or (address.region in raw and address.city in raw):
        return raw or street
    if (address.region + address.city + street).isascii():
        return ", ".join(filter(None, (street, address.city, address.region)))
    place = dict.fromkeys(filter(None, (address.region, address.city)))
    return "".join((*place, street))


def is_complete(address: Address) -> bool:
    """Whether a postman could find it: more than a country, a province or a city."""
    told = address.street or address.raw
    for place in (address.country, address.region, address.city, address.postcode):
        told = told.replace(place, "") if place else told
    told = re.sub(r"[\s,，、;；./\\-]+", "", told)
    return bool(told) and not province_of(told)
