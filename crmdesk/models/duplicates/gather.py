"""Reads the whole archive once and notes who shares what; some hundred bytes a customer."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.jobs import Progress
from crmdesk.models.customers.tax_numbers import tidy_tax_number
from crmdesk.models.derived.hanzi import is_hanzi, normalise
from crmdesk.models.derived.names import company_core, without_legal_form
from crmdesk.models.duplicates.evidence import SHARED_BY_FEW, Evidence, Holder
from crmdesk.models.duplicates.reasons import Reason
from crmdesk.models.schema import (
    Address,
    Channel,
    Customer,
    CustomerSummary,
    Email,
    Invoice,
    Phone,
)

MOBILE = re.compile(r"\+(?:861[3-9]\d{9}|8869\d{8}|852[4-79]\d{7}|8536\d{7}|(?!86|88|85)\d{7,15})")
"""Numbers one person carries; abroad a number does not tell, so it counts as such."""
_SERVICE = re.compile(r"\+86[48]00\d{7}")
_TONES = re.compile(r"[1-5](?=[^\x00-\x7f])|[^\x00-\x7f]")
_ACCOUNTS = ("wechat", "wecom", "qq", "line")
_WRITTEN_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_FETCHED, _TOLD = 5000, 1000
_LEAST_ADDRESS = 8

Tell = Callable[[int, int], None]
"""Hears how many of how many rows are read, and may raise Cancelled."""

STEPS = 5
"""Parts of about equal length."""


def gather(session: Session, progress: Progress) -> Evidence:
    """Everything any two customers share; reports how many of STEPS are done, in hundredths."""
    names: dict[int, int] = {}
    evidence = Evidence(names)
    steps: tuple[Callable[[Tell], None], ...] = (
        lambda tell: _names(session, names, evidence, tell),
        lambda _tell: _numbers(session, evidence),
        lambda _tell: _accounts(session, evidence),
        lambda tell: _near_numbers(session, names, evidence, tell),
        lambda tell: _addresses(session, names, evidence, tell),
    )
    for at, step in enumerate(steps):
        step(partial(_tell, progress, at))
    progress(STEPS * 100, STEPS * 100)
    return evidence


def _untold(_done: int, _total: int) -> None:
    """Short answers tell nothing."""


def _tell(progress: Progress, at: int, done: int, total: int) -> None:
    progress(at * 100 + 99 * done // max(total, 1), STEPS * 100)


def sound_of(sort_name: str, name: str) -> str:
    """How a name sounds: pinyin without tones, taken from what lists sort by."""
    return _TONES.sub("", sort_name) or normalise(name)


class _Seen:
    """The first customer of each key; a second one makes a list of them."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self.shared: dict[int, list[int]] = {}

    def note(self, key: object, customer: int) -> None:
        hashed = hash(key)  # of 64 bits: two keys in one would be compared for nothing
        first = self._first.setdefault(hashed, customer)
        if first != customer:
            self.shared.setdefault(hashed, [first]).append(customer)

    def of(self, hashed: int) -> list[int]:
        """Who has the key of this hash."""
        first = self._first.get(hashed)
        return self.shared.get(hashed, [] if first is None else [first])


class _Firms:
    """Companies of one name, and those that have it with and without the place in front; of one
    name in two places they are two, as long as nothing else tells."""

    def __init__(self) -> None:
        self._named, self._placed = _Seen(), _Seen()
        self._bare: dict[int, int] = {}

    def note(self, name: str, customer: int) -> None:
        full, core = without_legal_form(name), company_core(name)
        self._named.note(full, customer)
        if core == full:
            self._bare[hash(full)] = customer
        else:
            self._placed.note(core, customer)

    def share(self, evidence: Evidence) -> None:
        for members in self._named.shared.values():
            evidence.share(members, Reason("name"))
        for key, bare in self._bare.items():
            for placed in self._placed.of(key)[:SHARED_BY_FEW]:
                evidence.add(bare, placed, Reason("name"))


def _names(
    session: Session,
    names: dict[int, int],
    evidence: Evidence,
    tell: Tell,
) -> None:
    """Names that sound alike at one company or with one birthday; companies of one core."""
    query = (
        select(
            Customer.id, Customer.kind, Customer.name, Customer.company, CustomerSummary.sort_name,
            Customer.birthday_year, Customer.birthday_month, Customer.birthday_day,
        )
        .join(CustomerSummary, CustomerSummary.customer_id == Customer.id)
    )  # fmt: skip
    total = session.scalar(select(func.count()).select_from(Customer)) or 0
    firms, colleagues, born = _Firms(), _Seen(), _Seen()
    for row in _rows(session, query, tell, total):
        key, kind, name, company, sort_name, year, month, day = row
        names[key] = sound = hash(sound_of(sort_name, name))
        if kind == "company":
            firms.note(name, key)
            continue
        if company:
            colleagues.note((sound, company_core(company)), key)
        if year and month and day:
            born.note((sound, year, month, day), key)
    firms.share(evidence)
    for seen, code in ((colleagues, "company"), (born, "birthday")):
        for members in seen.shared.values():
            evidence.share(members, Reason(code))


def _numbers(session: Session, evidence: Evidence) -> None:
    """Numbers more than one customer has, among them accounts that are numbers."""
    twice = (
        select(Phone.e164)
        .where(Phone.e164 != "")
        .group_by(Phone.e164)
        .having(func.count(func.distinct(Phone.customer_id)) > 1)
    )
    holders = select(Phone.e164, Phone.customer_id, Phone.contact_id, Phone.extension)
    query = holders.where(Phone.e164.in_(twice)).order_by(Phone.e164, Phone.id)
    for e164, rows in groupby(_rows(session, query), key=lambda row: str(row[0])):
        found = [Holder(customer, contact, more) for _e164, customer, contact, more in rows]
        evidence.share_number(e164, found, _kind_of(e164))
    _accounts_that_are_numbers(session, evidence)


def _kind_of(e164: str) -> str:
    if _SERVICE.fullmatch(e164):
        return "common_phone"
    return "mobile" if MOBILE.fullmatch(e164) else "landline"


def _accounts_that_are_numbers(session: Session, evidence: Evidence) -> None:
    """Many people's WeChat is found by their mobile, and written down as it."""
    query = select(Channel.customer_id, Channel.value).where(
        Channel.kind.in_(("wechat", "wecom")), Channel.value.like("%1__________")
    )
    numbers = {
        f"+86{found[1]}": customer
        for customer, value in _rows(session, query)
        if (found := _WRITTEN_MOBILE.fullmatch(value.strip()))
    }
    known = list(numbers)
    for start in range(0, len(known), 500):
        holders = select(Phone.e164, Phone.customer_id).where(
            Phone.e164.in_(known[start : start + 500]), Phone.contact_id.is_(None)
        )
        for e164, customer in _rows(session, holders):
            evidence.add(numbers[e164], customer, Reason("mobile", e164))


def _accounts(session: Session, evidence: Evidence) -> None:
    """E-mails, WeChat and the like, and tax numbers, as more than one customer has them."""
    address = func.lower(func.trim(Email.address))
    _shared(session, evidence, "email", Email.customer_id, address, Email.contact_id.is_(None))
    for kind in _ACCOUNTS:
        value = func.lower(func.trim(Channel.value))
        own = (Channel.contact_id.is_(None), Channel.kind == kind, Channel.value != "")
        _shared(session, evidence, kind, Channel.customer_id, value, *own)
    numbers: dict[str, list[int]] = {}
    query = select(Invoice.customer_id, Invoice.tax_number).where(Invoice.tax_number != "")
    for customer, number in _rows(session, query):
        numbers.setdefault(tidy_tax_number(number), []).append(customer)
    for number, customers in numbers.items():
        evidence.share(customers, Reason("tax", number))


def _shared(
    session: Session, evidence: Evidence, code: str, owner: Any, value: Any, *conditions: Any
) -> None:
    """Values of one column, without regard to case."""
    twice = (
        select(value).where(*conditions).group_by(value).having(func.count(owner.distinct()) > 1)
    )
    query = select(value, owner).where(*conditions, value.in_(twice)).order_by(value)
    for shown, rows in groupby(_rows(session, query), key=lambda row: str(row[0])):
        evidence.share((row[1] for row in rows), Reason(code, shown))


def _near_numbers(
    session: Session,
    names: dict[int, int],
    evidence: Evidence,
    tell: Tell,
) -> None:
    """Mobiles of people of one name that differ in one digit, or in two that changed places."""
    common = _repeated(names)
    query = select(Phone.customer_id, Phone.e164).where(
        Phone.contact_id.is_(None), Phone.e164 != ""
    )
    total = session.scalar(select(func.count()).select_from(Phone)) or 0
    seen, numbers = _Seen(), dict[int, tuple[str, ...]]()  # tuples: the collector passes them by
    for customer, e164 in _rows(session, query, tell, total):
        name = names.get(customer)
        if name not in common or not MOBILE.fullmatch(e164):
            continue
        numbers[customer] = (*numbers.get(customer, ()), e164)
        for half in (e164[:9], e164[-5:]):  # one slip leaves either half as it is
            seen.note((name, half), customer)
    for members in seen.shared.values():
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                if one != other and _slip(numbers[one], numbers[other]):
                    evidence.add(one, other, Reason("near_phone"))


def _addresses(
    session: Session,
    names: dict[int, int],
    evidence: Evidence,
    tell: Tell,
) -> None:
    """People of one name at one address."""
    common = _repeated(names)
    query = select(Address.customer_id, Address.raw).where(Address.contact_id.is_(None))
    total = session.scalar(select(func.count()).select_from(Address)) or 0
    seen = _Seen()
    for customer, raw in _rows(session, query, tell, total):
        if (name := names.get(customer)) in common:
            plain = "".join(c for c in normalise(raw) if c.isdigit() or is_hanzi(c) or c.isalpha())
            if len(plain) >= _LEAST_ADDRESS and any(map(str.isdigit, plain)):
                seen.note((name, plain), customer)
    for members in seen.shared.values():
        evidence.share(members, Reason("address"))


def _repeated(names: dict[int, int]) -> set[int | None]:
    """The names that occur more than once."""
    once: set[int | None] = set()
    more: set[int | None] = set()
    for name in names.values():
        (more if name in once else once).add(name)
    return more


def _slip(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(differ_in_one_place(one, other) for one in ours for other in theirs)


def differ_in_one_place(one: str, other: str) -> bool:
    """One digit is another one, or two neighbours have changed places."""
    if len(one) != len(other) or one == other:
        return False
    places = [
        at for at, (ours, theirs) in enumerate(zip(one, other, strict=True)) if ours != theirs
    ]
    if len(places) == 1:
        return True
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def _rows(session: Session, query: Any, tell: Tell = _untold, total: int = 0) -> Iterator[Any]:
    """Rows of a long answer, some thousand in memory at a time; tells how far it is."""
    with session.connection().execute(query.execution_options(yield_per=_FETCHED)) as result:
        for done, row in enumerate(result):
            if done % _TOLD == 0:
                tell(done, total)
            yield row
