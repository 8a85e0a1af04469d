"""Gift lists and gifts as they were typed; money in minor units (分)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class GiftListDraft:
    """For what and when; `copy_from` is a list whose gifts are taken over."""

    name: str = ""
    occasion: str = "other"
    day: date | None = None
    budget: int | None = None
    per_person: int | None = None
    copy_from: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found = {} if self.name.strip() else {"name": "gift_list.name.empty"}
        for name, amount in (("budget", self.budget), ("per_person", self.per_person)):
            if amount is not None and amount < 0:
                found[name] = "gift.price.wrong"
        return found


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """One gift; without `name` it is not decided yet what it will be."""

    customer_id: int
    contact_id: int | None = None
    name: str = ""
    price: int | None = None
    staff_id: int | None = None
    way: str = ""
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.customer_id:
            found["customer"] = "gift.customer.none"
        if self.price is not None and self.price < 0:
            found["price"] = "gift.price.wrong"
        return found


@dataclass(frozen=True, slots=True)
class ManyGiftsDraft:
    """What is the same for many gifts; what is not told stays as it is with each."""

    name: str = ""
    price: int | None = None
    staff_id: int | None = None
    way: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        wrong = self.price is not None and self.price < 0
        return {"price": "gift.price.wrong"} if wrong else {}

    def told(self) -> Mapping[str, Any]:
        """The columns that change."""
        values = {"name": self.name.strip(), "staff_id": self.staff_id, "way": self.way}
        found: dict[str, Any] = {key: value for key, value in values.items() if value}
        return found if self.price is None else found | {"price": self.price}
