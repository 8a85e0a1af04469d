"""By what a person can be reached: what she likes best first, what she refused not at all."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import Session

from crmdesk.models.care.greeting import Way
from crmdesk.models.schema import Address, Channel, Consent, Email, Phone

_MOBILE = re.compile(r"\+(?:861[3-9]\d{9}|8869\d{8}|852[4-79]\d{7}|8536\d{7})")
_ORDER = ("wechat", "line", "sms", "call", "email", "letter")
_CONSENT = {"line": "wechat"}
_AT_ONCE = 500
"""Customers a question is asked for: a statement takes only so many parameters."""
Person = tuple[int, int | None]
"""A customer, or one of its contacts."""


class Reach:
    """What is known and refused of some customers and their people, asked once for all."""

    def __init__(self, session: Session, customers: Sequence[int]) -> None:
        self._refused: dict[int, set[str]] = {}
        self._known: dict[Person, dict[str, str]] = {}
        self._phones: dict[Person, str] = {}
        wanted = sorted(set(customers))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._note_refusals(session, some)
            self._note_accounts(session, some)

    def phone(self, person: Person) -> str:
        """Her own first number, "" where nobody noted one."""
        return self._phones.get(person, "")

    def refused(self, customer: int) -> frozenset[str]:
        """The channels she does not want."""
        return frozenset(self._refused.get(customer, ()))

    def ways(self, person: Person, *first: str) -> tuple[Way, ...]:
        """What remains, best first: the channels named first, then the usual order."""
        known = self._known.get(person) or {}
        if not known and person[1] is not None:  # nobody noted her own number: by the company's
            company = self._known.get((person[0], None), {})
            known = {channel: at for channel, at in company.items() if channel == "call"}
        refused = self._refused.get(person[0], ())
        return tuple(
            Way(channel, known[channel])
            for channel in sorted(_ORDER, key=lambda one: _rank(one, first))
            if channel in known and _CONSENT.get(channel, channel) not in refused
        )

    def by(self, channel: str, customer: int, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """The planned one first, though nobody noted an account: she may have written by it."""
        known = any(way.channel == channel for way in ways)
        if (
            known
            or channel not in _ORDER
            or _CONSENT.get(channel, channel) in self.refused(customer)
        ):
            return ways
        return (Way(channel), *ways)

    def _note_refusals(self, session: Session, customers: Sequence[int]) -> None:
        query = (
            select(Consent.customer_id, Consent.channel, Consent.given)
            .where(Consent.customer_id.in_(customers))
            .order_by(Consent.at, Consent.id)
        )
        for customer, channel, given in session.execute(query):
            channels = self._refused.setdefault(customer, set())
            (channels.discard if given else channels.add)(channel)

    def _note_accounts(self, session: Session, customers: Sequence[int]) -> None:
        for table, customer, contact, value, raw in _accounts(session, customers):
            ways = self._known.setdefault((customer, contact), {})
            if table == "phone":
                self._phones.setdefault((customer, contact), value or raw)
                ways.setdefault("call", value or raw)
                if _MOBILE.fullmatch(value):
                    ways.setdefault("sms", value)
            elif table == "channel":
                kind = "wechat" if value == "wecom" else value
                if kind in ("wechat", "line"):
                    ways.setdefault(kind, raw)
            else:
                ways.setdefault(table, raw)


def _rank(channel: str, first: tuple[str, ...]) -> tuple[int, int]:
    """LINE is as good as WeChat to who likes writing."""
    liked = "wechat" if channel == "line" and "line" not in first else channel
    return first.index(liked) if liked in first else len(first), _ORDER.index(channel)


def _accounts(session: Session, customers: Sequence[int]) -> Iterator[Any]:
    """Numbers and accounts in the user's order, in one question."""
    parts = [
        _part("phone", Phone, Phone.e164, Phone.raw, customers),
        _part("channel", Channel, Channel.kind, Channel.value, customers),
        _part("email", Email, literal(""), Email.address, customers),
        _part("letter", Address, literal(""), Address.raw, customers),
    ]
    found = sorted(session.execute(union_all(*parts)), key=lambda row: (row[5], row[6]))
    return (row[:5] for row in found)


def _part(
    name: str, table: Any, value: Any, raw: Any, customers: Sequence[int]
) -> Select[*tuple[Any, ...]]:
    return select(
        literal(name).label("table"), table.customer_id, table.contact_id, value.label("value"),
        raw.label("raw"), table.position, table.id,
    ).where(table.customer_id.in_(customers))  # fmt: skip
