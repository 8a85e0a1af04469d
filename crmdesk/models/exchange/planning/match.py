"""Which stored customer, or which earlier row of the file, a record is (architecture §4).

By number where name or a phone agrees; by mobile and name; by name and company; never by name
alone, and landlines never alone. A reference (`Ref`) is the id of a stored customer, or below
zero a new one of this file: -1 is the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.customers.phones import is_carried
from crmdesk.models.derived.names import company_core, same_name_key
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.schema import Customer, FormerNumber, Phone, RowFingerprint

Ref = int

name_key = lru_cache(maxsize=65_536)(same_name_key)
"""Asked for more than once of every row, and names come again."""


@dataclass(frozen=True, slots=True)
class Match:
    """`ref` None is a new customer. `code` says why not otherwise: number.taken (the record may
    not keep its number), match.ambiguous, or match.same_mobile (it might be `like`)."""

    ref: Ref | None = None
    code: str = ""
    like: Ref | None = None
    known: bool = False
    """The very row was imported before."""
    reason: str = ""
    """Why the row is left out where nobody decides otherwise: deleted or merged here since."""
    among: tuple[Ref, ...] = ()
    """The several it fits."""


NEW = Match()


@dataclass(slots=True)
class Keys:
    """By what the customers known so far are recognised."""

    numbers: dict[str, Ref] = field(default_factory=dict)
    shown: dict[Ref, str] = field(default_factory=dict)
    names: dict[Ref, str] = field(default_factory=dict)
    companies: dict[Ref, str] = field(default_factory=dict)
    by_name: dict[str, list[Ref]] = field(default_factory=dict)
    by_phone: dict[str, list[Ref]] = field(default_factory=dict)
    unnumbered: set[Ref] = field(default_factory=set)
    digests: dict[str, Ref] = field(default_factory=dict)

    def know(self, ref: Ref, name: str, company: str, number: str) -> None:
        """Take up a customer."""
        key = name_key(name)
        self.shown[ref], self.names[ref] = name, key
        if (refs := self.by_name.get(key)) is None:
            self.by_name[key] = [ref]
        else:
            refs.append(ref)
        if company:
            self.companies[ref] = company
        if number:
            self.numbers[number] = ref
        else:
            self.unnumbered.add(ref)

    def know_number(self, ref: Ref, number: str) -> None:
        self.numbers[number] = ref
        self.unnumbered.discard(ref)

    def know_phones(self, ref: Ref, numbers: Iterable[str]) -> None:
        for e164 in numbers:
            if (refs := self.by_phone.get(e164)) is None:
                self.by_phone[e164] = [ref]
            elif ref not in refs:
                refs.append(ref)


def load_keys(session: Session) -> Keys:
    """The keys of every stored customer."""
    keys = Keys()
    query = select(
        Customer.id, Customer.number, Customer.kind, Customer.name, Customer.company
    ).order_by(Customer.id)
    for ref, number, kind, name, company in session.execute(query):
        keys.know(ref, name, name if kind == "company" else company or "", number)
    phones = select(Phone.e164, Phone.customer_id).where(Phone.e164 != "").order_by(Phone.id)
    for e164, ref in session.execute(phones):
        keys.know_phones(ref, (e164,))
    for number, ref in session.execute(select(FormerNumber.number, FormerNumber.customer_id)):
        keys.numbers.setdefault(number, ref)
    digests = select(RowFingerprint.digest, RowFingerprint.customer_id)
    for digest, ref in session.execute(digests):
        keys.digests.setdefault(digest, ref)
    return keys


class Matcher:
    """Matches record after record; a new customer is told to `add` before the next one."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._new = 0

    def match(self, record: CustomerRecord) -> Match:
        """Whom the record means."""
        keys = self._keys
        name = name_key(record.name)
        if (ref := keys.digests.get(record.digest)) is not None and all(
            digest in keys.digests for _, digest in record.folded
        ):
            return Match(ref, known=True)
        if record.number and (ref := keys.numbers.get(record.number)) is not None:
            agrees = keys.names[ref] == name or any(
                ref in keys.by_phone.get(e164, ()) for e164 in phones_of(record)
            )
            return Match(ref) if agrees else Match(code="number.taken", like=ref)
        if record.number and not keys.unnumbered:
            return NEW  # different numbers never are one customer
        return self._by_mobile(record, name) or self._by_company(record, name) or NEW

    def add(self, record: CustomerRecord) -> Ref:
        """A record becomes a new customer of the file."""
        self._new += 1
        ref = -self._new
        self._keys.know(ref, record.name, _company(record), record.number)
        self.know(ref, record)
        return ref

    def know(self, ref: Ref, record: CustomerRecord) -> None:
        """What `record` adds to a customer already known."""
        self._keys.know_phones(ref, phones_of(record))
        if record.number and ref in self._keys.unnumbered:
            self._keys.know_number(ref, record.number)
        self._keys.digests.setdefault(record.digest, ref)
        for _, digest in record.folded:
            self._keys.digests.setdefault(digest, ref)

    def _by_mobile(self, record: CustomerRecord, name: str) -> Match | None:
        keys = self._keys
        same: dict[Ref, None] = {}
        like: Ref | None = None
        for e164 in phones_of(record):
            if (refs := keys.by_phone.get(e164)) and is_carried(e164):
                for ref in refs:
                    if not self._may_be(ref, record):
                        continue
                    if keys.names[ref] == name:
                        same[ref] = None
                    elif like is None:
                        like = ref
        if same:
            return self._only(same)
        if like is not None:
            return self._by_company(record, name) or Match(code="match.same_mobile", like=like)
        return None

    def _by_company(self, record: CustomerRecord, name: str) -> Match | None:
        refs = self._keys.by_name.get(name)
        company = _company(record)
        core = company_core(company) if refs and company else ""
        if not refs or not core:
            return None
        companies = self._keys.companies
        return self._only(
            dict.fromkeys(
                ref
                for ref in refs
                if self._may_be(ref, record)
                and (other := companies.get(ref))
                and (other == company or company_core(other) == core)
            )
        )

    def _may_be(self, ref: Ref, record: CustomerRecord) -> bool:
        """Different numbers never are one customer."""
        return not record.number or ref in self._keys.unnumbered

    def _only(self, refs: dict[Ref, None]) -> Match | None:
        if not refs:
            return None
        if len(refs) == 1:
            return Match(next(iter(refs)))
        return Match(code="match.ambiguous", among=tuple(refs))


def phones_of(record: CustomerRecord) -> list[str]:
    """Every number understood, those of contacts included."""
    found = [phone.e164 for phone in record.phones if phone.e164]
    for contact in record.contacts:
        found += [phone.e164 for phone in contact.phones if phone.e164]
    return found


def _company(record: CustomerRecord) -> str:
    return record.name if record.kind == "company" else record.company
