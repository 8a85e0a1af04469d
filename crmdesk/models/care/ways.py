"""By what a person can be greeted: what she likes best first, what she refused not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Address, Channel, Consent, Customer, Email, Phone

_MOBILE = re.compile(r"\+(?:861[3-9]\d{9}|8869\d{8}|852[4-79]\d{7}|8536\d{7})")
_ORDER = ("wechat", "line", "sms", "call", "email", "letter")
_CONSENT = {"line": "wechat"}
Person = tuple[int, int | None]
"""A customer, or one of its contacts."""


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with the account or number to use; "" where none is known."""

    channel: str
    address: str = ""


def ways_of(session: Session, people: Sequence[Person]) -> dict[Person, tuple[Way, ...]]:
    """What remains for each person, best first; nothing where she refused all there is."""
    customers = sorted({customer for customer, _contact in people})
    refused, liked = _refused(session, customers), _liked(session, customers)
    known = _known(session, customers)
    found: dict[Person, tuple[Way, ...]] = {}
    for person in people:
        best = liked.get(person[0], "") if person[1] is None else ""
        ways = known.get(person) or {}
        if not ways and person[1] is not None:  # nobody noted her own number: by the company's
            ways = {c: at for c, at in known.get((person[0], None), {}).items() if c == "call"}
        open_ways = [
            Way(channel, ways[channel])
            for channel in sorted(_ORDER, key=lambda one: (not _is(one, best), _ORDER.index(one)))
            if channel in ways and _CONSENT.get(channel, channel) not in refused[person[0]]
        ]
        found[person] = tuple(open_ways)
    return found


def _is(channel: str, liked: str) -> bool:
    return channel == liked or (channel == "line" and liked == "wechat")


def _refused(session: Session, customers: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {customer: set() for customer in customers}
    query = (
        select(Consent.customer_id, Consent.channel, Consent.given)
        .where(Consent.customer_id.in_(customers))
        .order_by(Consent.at, Consent.id)
    )
    for customer, channel, given in session.execute(query):
        (found[customer].discard if given else found[customer].add)(channel)
    return found


def _liked(session: Session, customers: Sequence[int]) -> dict[int, str]:
    query = select(Customer.id, Customer.preferred_channel).where(Customer.id.in_(customers))
    return {row.id: row.preferred_channel for row in session.execute(query)}


def _known(session: Session, customers: Sequence[int]) -> dict[Person, dict[str, str]]:
    found: dict[Person, dict[str, str]] = {}
    for row in _rows(session, Channel, (Channel.kind, Channel.value), customers):
        kind = "wechat" if row.kind == "wecom" else row.kind
        if kind in ("wechat", "line"):
            found.setdefault((row.customer_id, row.contact_id), {}).setdefault(kind, row.value)
    for row in _rows(session, Phone, (Phone.e164, Phone.raw), customers):
        ways = found.setdefault((row.customer_id, row.contact_id), {})
        if _MOBILE.fullmatch(row.e164):
            ways.setdefault("sms", row.e164)
        ways.setdefault("call", row.e164 or row.raw)
    for channel, table, column in (
        ("email", Email, Email.address),
        ("letter", Address, Address.raw),
    ):
        for row in _rows(session, table, (column.label("at"),), customers):
            ways = found.setdefault((row.customer_id, row.contact_id), {})
            ways.setdefault(channel, row.at)
    return found


def _rows(session: Session, table: Any, columns: Any, customers: Sequence[int]) -> Any:
    return session.execute(
        select(table.customer_id, table.contact_id, *columns)
        .where(table.customer_id.in_(customers))
        .order_by(table.position, table.id)
    )
