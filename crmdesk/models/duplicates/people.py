"""What is known of the customers being compared, and how two names go together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.customers.tax_numbers import tidy_tax_number
from crmdesk.models.derived.hanzi import normalise
from crmdesk.models.derived.names import (
    company_core,
    same_name_key,
    split_person,
    without_legal_form,
)
from crmdesk.models.derived.summary import batches
from crmdesk.models.duplicates.gather import sound_of
from crmdesk.models.schema import Contact, Customer, CustomerSummary, Invoice, Phone

_BATCH = 500
_ADDRESSED = re.compile(
    "(?:老?板娘?|总|总经理|经理|主任|老师|先生|女士|小姐|太太|阿姨|叔叔?|哥|姐|工|工程师|医生|局长|处长|科长"
    "|厂长|校长|院长|店长|会计|师傅)"
)
_BEFORE = ("老", "小", "阿", "大")


@dataclass(frozen=True, slots=True)
class Compared:
    """One customer, as far as two are compared; `contacts` are names by id."""

    id: int
    kind: str
    name: str
    sound: str
    company: str
    gender: str
    birthday: tuple[str, int, int, int] | None
    phones: frozenset[str] = frozenset()
    taxes: frozenset[str] = frozenset()
    contacts: dict[int, str] = field(default_factory=dict)


def load_compared(session: Session, ids: Iterable[int]) -> dict[int, Compared]:
    """These customers; one deleted meanwhile is absent."""
    found: dict[int, Compared] = {}
    for part in batches(sorted(ids), _BATCH):
        found |= _load(session, part)
    return found


def _load(session: Session, ids: Sequence[int]) -> dict[int, Compared]:
    phones = _sets(session, select(Phone.customer_id, Phone.e164)
                   .where(Phone.customer_id.in_(ids), Phone.e164 != ""))  # fmt: skip
    taxes = _sets(session, select(Invoice.customer_id, Invoice.tax_number)
                  .where(Invoice.customer_id.in_(ids), Invoice.tax_number != ""))  # fmt: skip
    contacts: dict[int, dict[int, str]] = {}
    query = select(Contact.customer_id, Contact.id, Contact.name)
    for customer, key, name in session.execute(query.where(Contact.customer_id.in_(ids))):
        contacts.setdefault(customer, {})[key] = name
    rows = session.execute(
        select(
            Customer.id, Customer.kind, Customer.name, Customer.company, Customer.gender,
            Customer.birthday_calendar, Customer.birthday_year, Customer.birthday_month,
            Customer.birthday_day, CustomerSummary.sort_name,
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .where(Customer.id.in_(ids))
    )  # fmt: skip
    return {
        row.id: Compared(
            row.id, row.kind, row.name, sound_of(row.sort_name, row.name), row.company or "",
            row.gender, _whole_birthday(row.birthday_calendar, *row[6:9]),
            frozenset(phones.get(row.id, ())),
            frozenset(map(tidy_tax_number, taxes.get(row.id, ()))),
            contacts.get(row.id, {}),
        )
        for row in rows
    }  # fmt: skip


def _sets(session: Session, query: object) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for customer, value in session.execute(query):  # type: ignore[call-overload]
        found.setdefault(customer, set()).add(value)
    return found


def _whole_birthday(
    calendar: str, year: int | None, month: int | None, day: int | None
) -> tuple[str, int, int, int] | None:
    return (calendar, year, month, day) if calendar and year and month and day else None


def relate_names(one: str, other: str, sound: str = "", other_sound: str = "") -> str:
    """How two names of people go together: a code of `reasons`, "name_other" for not at all."""
    key, other_key = same_name_key(one), same_name_key(other)
    if key == other_key:
        return "name" if _written(one) == _written(other) else "name_script"
    if sound and sound == other_sound and len(key) == len(other_key):
        return "name_sound"
    if addresses(key, other_key) or addresses(other_key, key):
        return "name_title"
    short, long = sorted((key, other_key), key=len)
    if len(short) >= 2 and short in long:
        return "name_part"
    return "name_other"


def _written(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


@lru_cache(maxsize=4096)
def _surname(name: str) -> str:
    return split_person(name)[0] or name[:1]


def addresses(short: str, name: str) -> bool:
    """Whether one would call the bearer of this name so: 王总 or 小王 for 王伟."""
    surname = _surname(name)
    if len(name) <= len(surname) or _ADDRESSED.fullmatch(name[len(surname) :]):
        return False
    if short.startswith(surname) and _ADDRESSED.fullmatch(short[len(surname) :]):
        return True
    return short[:1] in _BEFORE and short[1:] == surname


def relate_companies(one: str, other: str) -> str:
    """How two company names go together: "name", "form", "place", "other_place" or "" ."""
    if normalise(one) == normalise(other):
        return "name"
    full, other_full = without_legal_form(one), without_legal_form(other)
    if full == other_full:
        return "form"
    core = company_core(one)
    if core != company_core(other):
        return ""
    return "place" if core in (full, other_full) else "other_place"


def has_legal_form(name: str) -> bool:
    """Whether this is the whole name of a firm: such a name is given once in a city."""
    return without_legal_form(name) != normalise(name)
