"""Which of two values a merged customer keeps: proposed field by field, chosen by the user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import Invalid
from crmdesk.models.customers.facts import FACTS, FactValue, fact_of
from crmdesk.models.customers.rules import STAGES
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.duplicates.people import addresses
from crmdesk.models.schema import Customer

JOIN = 0
"""Stands for "both" where a field can hold both texts."""

JOINED = ("hobbies", "diet", "gift_taste", "warning", "note", "private_note")
"""Texts that are kept beside each other unless the user says otherwise."""

OF_PERSON = (
    "salutation", "company", "title", "gender", "birthday", "occupation", "education", "income",
)  # fmt: skip
"""What a person has and a company has not."""

OF_CONTACT = ("name", "salutation", "company", "title", "gender", "birthday")
"""What the contact tells that a person merged into a company becomes."""

MERGED = tuple(name for name in FACTS if name != "kind")
"""The facts one chooses among, in the order they are shown; the row of the number chosen stays."""


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """Customers to be made one; `picks`: fact, or custom field's id → the customer whose value
    stays, JOIN for all of them. What is not picked is proposed. `keep_rest`: other values go into
    the note."""

    ids: tuple[int, ...]
    picks: Mapping[str | int, int] = field(default_factory=dict)
    keep_rest: bool = True

    def check(self) -> None:
        """Raises Invalid where there is nothing to merge."""
        if len(set(self.ids)) < 2:
            raise Invalid({"ids": "merge.few"})


def keeper_of(customers: Sequence[Customer], picks: Mapping[str | int, int]) -> Customer:
    """Whose number stays: the one picked, else a company's before a person's, else the oldest."""
    choosing, chosen = pickable(customers), picks.get("number")
    return next((c for c in choosing if c.id == chosen), min(choosing, key=_age))


def pickable(customers: Sequence[Customer]) -> list[Customer]:
    """Whose facts are chosen among; where a company is among them, people become contacts."""
    companies = [customer for customer in customers if customer.kind == "company"]
    return companies or list(customers)


def _age(customer: Customer) -> tuple[bool, datetime, int]:
    return customer.kind != "company", customer.created_at, customer.id


def propose(name: str, customers: Sequence[Customer], keeper: Customer) -> int:
    """Whose value of a fact to keep (an id), or JOIN."""
    told = {customer.id: fact_of(customer, name) for customer in customers}
    known = {key: value for key, value in told.items() if value not in ("", None)}
    if name == "number" or not known:
        return keeper.id
    if name == "stage":
        return _stage(customers, keeper)
    different = {plain(value) for value in known.values()}
    if name in JOINED and len(different) > 1:
        texts = [str(value) for value in known.values()]
        return next((key for key, text in known.items() if _says_all(str(text), texts)), JOIN)
    ordered = sorted((c for c in customers if c.id in known), key=_age, reverse=True)
    if name == "name":
        return _name(customers, keeper)
    return max(ordered, key=lambda customer: _worth(known[customer.id])).id


def propose_text(values: Mapping[int, str], newest: Sequence[int]) -> int:
    """The same for a custom field; `newest` are ids from the newest customer on, 0 for no value."""
    known = [key for key in newest if values.get(key)]
    return max(known, key=lambda key: _worth(values[key]), default=0) if known else 0


def joined(name: str, values: Sequence[FactValue]) -> str:
    """Several texts as one, none twice."""
    texts = [str(value) for value in values if value]
    if name == "diet":
        return " ".join(dict.fromkeys(word for text in texts for word in text.split()))
    between = "\n" if FACTS[name].kind == "lines" else "；"
    kept: list[str] = []
    for text in texts:
        if not any(text in other for other in kept):
            kept = [other for other in kept if other not in text] + [text]
    return between.join(kept)


def plain(value: Any) -> str:
    """Equal for two writings of one value."""
    return same_name_key(value) if isinstance(value, str) else str(value)


def says_less(value: Any, chosen: Any) -> bool:
    """Whether what is left out tells nothing that the chosen value does not."""
    if value in ("", None) or value == chosen:
        return True
    if isinstance(value, Birthday) and isinstance(chosen, Birthday):
        same = (value.calendar, value.month, value.day) == (
            chosen.calendar, chosen.month, chosen.day,
        )  # fmt: skip
        return same and value.year is None
    return isinstance(value, str) and isinstance(chosen, str) and plain(value) in plain(chosen)


def _worth(value: FactValue) -> int:
    """What says more is worth more; else the newest stays, whom one asks first."""
    if isinstance(value, Birthday):
        return 1 if value.year else 0
    return 0 if isinstance(value, int | date) or value is None else len(plain(value)) // 4


def _says_all(text: str, texts: Sequence[str]) -> bool:
    return all(other in text for other in texts)


def _stage(customers: Sequence[Customer], keeper: Customer) -> int:
    """Who bought already is no stranger because she was typed in again."""
    further = [c for c in customers if c.stage in STAGES[1:]]
    if not further:
        return keeper.id
    return max(further, key=lambda c: (c.stage_since or date.min, c.id == keeper.id)).id


def _name(customers: Sequence[Customer], keeper: Customer) -> int:
    """A whole name before a form of address, then the longer one, then the keeper's."""

    def worth(customer: Customer) -> tuple[bool, int, bool]:
        addressed = any(addresses(customer.name, other.name) for other in customers)
        return not addressed, len(plain(customer.name)), customer is keeper

    return max(customers, key=worth).id
