"""A follow-up as it was typed."""

from dataclasses import dataclass
from datetime import date

from crmdesk.models.core.later import pattern

_TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A dated task about a customer; `due_time` is "HH:MM" or "", `staff_id` None means me."""

    customer_id: int
    due_on: date | None = None
    due_time: str = ""
    text: str = ""
    channel: str = ""
    contact_id: int | None = None
    staff_id: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if not self.customer_id:
            found["customer"] = "follow_up.customer.none"
        if self.due_on is None:
            found["due"] = "follow_up.due.none"
        elif self.due_time and not _TIME.fullmatch(self.due_time):
            found["due"] = "follow_up.time.wrong"
        return found
