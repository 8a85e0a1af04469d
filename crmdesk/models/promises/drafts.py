"""A promise as it was typed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What we shall do for a customer, and by when; `staff_id` None means me."""

    customer_id: int
    text: str = ""
    due_on: date | None = None
    due_time: str = ""
    contact_id: int | None = None
    staff_id: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.customer_id:
            found["customer"] = "promise.customer.none"
        if not self.text.strip():
            found["text"] = "promise.text.empty"
        if self.due_on is None:
            found["due"] = "promise.due.none"
        return found


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """Another day for a promise, and why."""

    due_on: date | None
    due_time: str = ""
    reason: str = ""

    def problems(self) -> dict[str, str]:
        """A promise is not moved without a word: why is part of it (谨慎承诺)."""
        found: dict[str, str] = {}
        if self.due_on is None:
            found["due"] = "promise.due.none"
        if not self.reason.strip():
            found["reason"] = "promise.reason.none"
        return found
