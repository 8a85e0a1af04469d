"""A contact with a customer as it was typed."""

from dataclasses import dataclass
from datetime import date, datetime

_LONGEST = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """What is to be logged; cost in minor units (分), `at` None means now.

    With `next_on` a follow-up is noted along with it; `next_text` says what for, else the first
    line of `text` does.
    """

    customer_id: int
    kind: str = "call"
    text: str = ""
    direction: str = ""
    purpose: str = ""
    outcome: str = ""
    minutes: int | None = None
    cost: int | None = None
    at: datetime | None = None
    contact_id: int | None = None
    next_on: date | None = None
    next_time: str = ""
    next_text: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.text.strip() and not self.outcome and self.kind != "gift":
            found["text"] = "interaction.text.empty"
        if self.minutes is not None and not 0 <= self.minutes <= _LONGEST:
            found["minutes"] = "interaction.minutes.wrong"
        if self.cost is not None and self.cost < 0:
            found["cost"] = "interaction.cost.wrong"
        if self.next_text.strip() and self.next_on is None:
            found["next"] = "interaction.next.when"
        return found
