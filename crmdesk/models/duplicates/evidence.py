"""Pairs of customers that share something, and what: the only ones ever compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from crmdesk.models.duplicates.reasons import Reason

SHARED_BY_FEW = 5
"""What more customers have (a switchboard, info@…) tells only those of one name apart."""
_MOST_ALIKE = 12
"""Of so many of one name, each is compared with the one before it only."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a value: a customer, or one of its contacts."""

    customer: int
    contact: int | None = None
    extension: str = ""


@dataclass(slots=True)
class Evidence:
    """What is shared, by pair (the smaller id first); `names` are keys that sound alike."""

    names: Mapping[int, int]
    pairs: dict[Pair, set[Reason]] = field(default_factory=dict)
    contacts: dict[Pair, set[tuple[int | None, int | None]]] = field(default_factory=dict)

    def add(self, one: int, other: int, reason: Reason) -> None:
        """Two customers share something."""
        if one != other:
            pair = (one, other) if one < other else (other, one)
            self.pairs.setdefault(pair, set()).add(reason)

    def share(self, customers: Iterable[int], reason: Reason, common: Reason | None = None) -> None:
        """All of these have the same value; where many do, only those of one name are paired."""
        members = sorted(set(customers))
        if len(members) <= SHARED_BY_FEW:
            for one, other in combinations(members, 2):
                self.add(one, other, reason)
            return
        for alike in self._alike(members):
            for one, other in _neighbours(alike):
                self.add(one, other, common or reason)

    def share_number(self, e164: str, holders: Sequence[Holder], code: str) -> None:
        """A telephone number; `code` says what kind, where the customers have it themselves."""
        owners = {holder.customer for holder in holders}
        if len(owners) > SHARED_BY_FEW or code == "common_phone":
            self.share(owners, Reason("common_phone", e164), Reason("common_phone", e164))
            return
        for one, other in combinations(holders, 2):
            if one.customer == other.customer or _differ(one.extension, other.extension):
                continue
            if one.contact is None and other.contact is None:
                self.add(one.customer, other.customer, Reason(code, e164))
            else:
                self._share_with_contact(one, other, e164)

    def _share_with_contact(self, one: Holder, other: Holder, e164: str) -> None:
        self.add(one.customer, other.customer, Reason("contact_phone", e164))
        if one.customer > other.customer:
            one, other = other, one
        pair = (one.customer, other.customer)
        self.contacts.setdefault(pair, set()).add((one.contact, other.contact))

    def _alike(self, members: Sequence[int]) -> Iterable[list[int]]:
        by_name: dict[int, list[int]] = {}
        for member in members:
            if (name := self.names.get(member)) is not None:
                by_name.setdefault(name, []).append(member)
        return [alike for alike in by_name.values() if len(alike) > 1]


def _neighbours(members: Sequence[int]) -> Iterable[Pair]:
    if len(members) <= _MOST_ALIKE:
        return combinations(members, 2)
    return pairwise(members)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
