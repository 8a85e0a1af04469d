"""A greeting was sent: it stands in the log with its words and what it was for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from crmdesk.models.care.greeting import log_kind
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.schema import Interaction


@dataclass(frozen=True, slots=True)
class GreetingDraft:
    """What was sent, to whom; `occasion` is the key of the greeting."""

    customer_id: int
    contact_id: int | None
    occasion: str
    channel: str
    text: str

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        return {} if self.text.strip() else {"text": "interaction.text.empty"}


def log_greeting(session: Session, draft: GreetingDraft, *, now: datetime) -> int:
    """Note a greeting as sent and return the id of the log entry; raises as `log_interaction`."""
    entry = InteractionDraft(
        customer_id=draft.customer_id,
        contact_id=draft.contact_id,
        kind=log_kind(draft.channel),
        direction="out",
        purpose="care",
        text=draft.text,
    )
    key = log_interaction(session, entry, now=now)
    session.get_one(Interaction, key).occasion = draft.occasion
    return key
