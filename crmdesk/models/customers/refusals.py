"""Refusals that outlive a customer: who must not be stored again, who must not be contacted.

Kept is no name and no number, only a keyed hash (HMAC-SHA-256, the key a random one of this
office) of each thing a person is known by: a mobile, an e-mail address, a WeChat account, and what
tells somebody only together with a name (a landline, a customer number, a company). HMAC because
a plain hash of a phone number is undone by hashing all eleven-digit numbers once, for every office
at the same time; the key makes such a table useless anywhere else.

What it does not protect against: who holds the whole database holds the key too, and can try every
number in minutes. A list of this kind can answer "is this her?", which is what it is for; so it
can always be asked. Against that only the password of the database helps. Nor does it know a
person again by nothing but her name, for that would shut out others of the same name.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.customers.phones import is_carried
from crmdesk.models.customers.rules import CONSENT_CHANNELS
from crmdesk.models.derived.names import company_core, same_name_key
from crmdesk.models.office.settings import load_value, save_value
from crmdesk.models.schema import Channel, Consent, Contact, Customer, Email, Phone, Refusal

ERASED, CONTACT = "erased", "contact"
"""Kinds beside the channels: erased as a customer, and as a contact of one."""
SALT = "refusal_salt"
_ACCOUNTS = ("wechat", "wecom", "line")
_SHORTEST = 5
"""WeChat accounts are longer; shorter words are what somebody is called there."""
_AT_ONCE = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody is known by; phones as +86…"""

    name: str = ""
    company: str = ""
    number: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechats: tuple[str, ...] = ()

    def known_by(self) -> Iterator[str]:
        """Each thing that tells her from everybody else, written in one way only."""
        name = same_name_key(self.name)
        for phone in filter(None, self.phones):
            yield f"phone:{phone}" if is_carried(phone) else f"line:{phone}|{name}"
        for address in filter(None, self.emails):
            yield f"email:{_plain(address)}"
        for account in map(_plain, self.wechats):
            if len(account) >= _SHORTEST and account.isascii():
                yield f"wechat:{account}"
        if self.number and name:
            yield f"number:{_plain(self.number)}|{name}"
        if name and (core := company_core(self.company) if self.company else ""):
            yield f"company:{core}|{name}"


class Refusals:
    """The list in memory, for as many questions as an import has rows."""

    def __init__(self, salt: bytes, kinds: dict[bytes, set[str]]) -> None:
        self._salt, self._kinds = salt, kinds

    def has(self, kind: str) -> bool:
        """Whether anybody is on it for that."""
        return any(kind in known for known in self._kinds.values())

    def of(self, traces: Traces) -> set[str]:
        """What is known of somebody: "erased", channels she refused, or nothing."""
        found: set[str] = set()
        for key in traces.known_by():
            if kinds := self._kinds.get(hmac.digest(self._salt, key.encode(), "sha256")):
                found |= kinds
        return found


def load_refusals(session: Session) -> Refusals | None:
    """The whole list by one query; None while it is empty, so that nothing need be hashed."""
    rows = session.execute(select(Refusal.digest, Refusal.kind)).all()
    if not rows:
        return None
    kinds: dict[bytes, set[str]] = {}
    for digest, kind in rows:
        kinds.setdefault(bytes.fromhex(digest), set()).add(kind)
    return Refusals(_salt(session), kinds)


def count_refusals(session: Session) -> tuple[int, int]:
    """How many hashes stand for erased persons, and how many for channels refused."""
    query = select(Refusal.kind, func.count()).group_by(Refusal.kind)
    counted: dict[str, int] = dict(session.execute(query).all())
    erased = counted.pop(ERASED, 0) + counted.pop(CONTACT, 0)
    return erased, sum(counted.values())


def remember_refusals(
    session: Session, kind: str, everybody: Iterable[Traces], *, now: datetime
) -> None:
    """Put persons on the list: `kind` is ERASED, CONTACT or a channel."""
    salt = _salt(session, make=True)
    wanted = dict.fromkeys(_digest(salt, key) for traces in everybody for key in traces.known_by())
    for part in _parts(list(wanted)):
        known = select(Refusal.digest).where(Refusal.kind == kind, Refusal.digest.in_(part))
        there = set(session.scalars(known))
        session.add_all(Refusal(kind=kind, digest=d, at=now) for d in part if d not in there)
    session.flush()


def forget_refusals(session: Session, kind: str, traces: Traces) -> None:
    """She agreed after all."""
    if session.scalar(select(Refusal.id).limit(1)) is None:
        return
    digests = [_digest(_salt(session), key) for key in traces.known_by()]
    session.execute(delete(Refusal).where(Refusal.kind == kind, Refusal.digest.in_(digests)))


def keep_refusals(session: Session, ids: Sequence[int]) -> None:
    """Of customers about to be deleted: what they refused stays refused when they come back."""
    now = context_of(session).at
    for part in _parts(list(ids)):
        query = (
            select(Consent.customer_id, Consent.channel, Consent.given)
            .where(Consent.customer_id.in_(part))
            .order_by(Consent.at, Consent.id)
        )
        newest = {(row.customer_id, row.channel): row.given for row in session.execute(query)}
        refused = [key for key, given in newest.items() if not given]
        traces = load_traces(session, {customer for customer, _channel in refused})
        for channel in {channel for _customer, channel in refused} & set(CONSENT_CHANNELS):
            theirs = [traces[customer] for customer, of in refused if of == channel]
            remember_refusals(session, channel, theirs, now=now)


def repeat_refusals(session: Session, customer_id: int, how: str, *, now: datetime) -> set[str]:
    """What the list knows of a customer just made: refused channels are noted with her again,
    and "erased" is returned with them."""
    refusals = load_refusals(session)
    if refusals is None:
        return set()
    found = refusals.of(load_traces(session, [customer_id])[customer_id])
    note_refused(session, customer_id, found & set(CONSENT_CHANNELS), how, now=now)
    return found


def note_refused(
    session: Session, customer_id: int, channels: Collection[str], how: str, *, now: datetime
) -> None:
    """Note refusals with a customer who is stored."""
    for channel in sorted(channels):
        session.add(Consent(customer_id=customer_id, channel=channel, given=False, at=now, how=how))
    session.flush()


def load_traces(
    session: Session, ids: Collection[int], *, contacts: bool = True
) -> dict[int, Traces]:
    """What stored customers are known by, their contacts' numbers included unless told not to."""
    named = select(Customer.id, Customer.kind, Customer.name, Customer.company, Customer.number)
    numbers = select(Phone.customer_id, Phone.e164).where(Phone.customer_id.in_(ids))
    addresses = select(Email.customer_id, Email.address).where(Email.customer_id.in_(ids))
    accounts = select(Channel.customer_id, Channel.value).where(
        Channel.customer_id.in_(ids), Channel.kind.in_(_ACCOUNTS)
    )
    if not contacts:
        numbers = numbers.where(Phone.contact_id.is_(None))
        addresses = addresses.where(Email.contact_id.is_(None))
        accounts = accounts.where(Channel.contact_id.is_(None))
    phones, emails = _lists(session, numbers), _lists(session, addresses)
    wechats = _lists(session, accounts)
    return {
        row.id: Traces(
            row.name,
            row.name if row.kind == "company" else row.company or "",
            row.number,
            phones.get(row.id, ()),
            emails.get(row.id, ()),
            wechats.get(row.id, ()),
        )
        for row in session.execute(named.where(Customer.id.in_(ids)))
    }


def load_contact_traces(session: Session) -> dict[int, Traces]:
    """What every contact is known by who has a number or an address of her own."""
    numbers = select(Phone.contact_id, Phone.e164).where(Phone.contact_id.is_not(None))
    addresses = select(Email.contact_id, Email.address).where(Email.contact_id.is_not(None))
    accounts = select(Channel.contact_id, Channel.value).where(
        Channel.contact_id.is_not(None), Channel.kind.in_(_ACCOUNTS)
    )
    phones, emails = _lists(session, numbers), _lists(session, addresses)
    wechats = _lists(session, accounts)
    reached = phones.keys() | emails.keys() | wechats.keys()
    return {
        one: Traces(
            name,
            phones=phones.get(one, ()),
            emails=emails.get(one, ()),
            wechats=wechats.get(one, ()),
        )
        for one, name in session.execute(select(Contact.id, Contact.name))
        if one in reached
    }


def _lists(session: Session, query: Select[Any, str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for customer, value in session.execute(query):
        found[customer] = (*found.get(customer, ()), value)
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _digest(salt: bytes, key: str) -> str:
    return hmac.digest(salt, key.encode(), "sha256").hex()


def _salt(session: Session, *, make: bool = False) -> bytes:
    kept = load_value(session, SALT)
    if not kept and make:
        kept = {"value": secrets.token_hex(32)}
        save_value(session, SALT, kept)
        session.flush()
    return bytes.fromhex(str(kept.get("value", "")))


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
