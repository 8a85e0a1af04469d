"""A service plan as it was typed; money in minor units (分)."""

from dataclasses import dataclass
from datetime import date

_LONGEST = 5 * 366


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service beyond the goods; `due_on` None: some time in the period."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What we mean to do for a customer in a period; `visit_every` in days."""

    customer_id: int
    starts_on: date | None = None
    ends_on: date | None = None
    lead_id: int | None = None
    business: str = ""
    goals: str = ""
    challenges: str = ""
    content: str = ""
    visit_every: int | None = None
    budget: int | None = None
    staff: tuple[int, ...] = ()
    contacts: tuple[int, ...] = ()
    services: tuple[ServiceDraft, ...] = ()

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.customer_id:
            found["customer"] = "plan.customer.none"
        if self.starts_on is None or self.ends_on is None:
            found["period"] = "plan.period.none"
        elif not 0 <= (self.ends_on - self.starts_on).days <= _LONGEST:
            found["period"] = "plan.period.wrong"
        if self.visit_every is not None and self.visit_every < 1:
            found["visit_every"] = "plan.visits.wrong"
        if self.budget is not None and self.budget < 0:
            found["budget"] = "gift.price.wrong"
        return found


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """A service was given: when, how (a kind of contact), with which words and cost."""

    on: date | None
    kind: str = "visit"
    text: str = ""
    cost: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if self.on is None:
            found["on"] = "plan.delivered.none"
        if not self.text.strip():
            found["text"] = "interaction.text.empty"
        if self.cost is not None and self.cost < 0:
            found["cost"] = "gift.price.wrong"
        return found
