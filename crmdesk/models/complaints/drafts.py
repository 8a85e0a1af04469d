"""What the user typed into the pages of the complaint dialog."""

from dataclasses import dataclass
from datetime import date

SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ListenDraft:
    """Step 1: who complains of what, in her own words."""

    customer_id: int | None
    subject: str = ""
    words: str = ""
    mood: str = ""
    channel: str = ""
    product: str = ""
    contact_id: int | None = None
    handler_id: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if self.customer_id is None:
            found["customer"] = "complaint.customer.empty"
        if not self.subject.strip() and not self.words.strip():
            found["words"] = "complaint.words.empty"
        elif len(self.subject) > SUBJECT_LENGTH:
            found["subject"] = "complaint.subject.long"
        return found


@dataclass(frozen=True, slots=True)
class VerifyDraft:
    """Step 2: the facts as confirmed back to the customer, and how grave it is."""

    facts: str = ""
    severity: str = ""

    def problems(self) -> dict[str, str]:
        """What the finished step lacks."""
        found: dict[str, str] = {}
        if not self.facts.strip():
            found["facts"] = "complaint.facts.empty"
        if not self.severity:
            found["severity"] = "complaint.severity.empty"
        return found


@dataclass(frozen=True, slots=True)
class ProposeDraft:
    """Step 3: the solutions offered; `accepted` is the place of the one she took, or None."""

    solutions: tuple[str, ...] = ()
    accepted: int | None = None

    def problems(self) -> dict[str, str]:
        """What the finished step lacks."""
        if not any(text.strip() for text in self.solutions):
            return {"solutions": "complaint.solutions.empty"}
        if self.accepted is None:
            return {"solutions": "complaint.solutions.accepted"}
        return {}


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """Something done for the customer: by whom (None: by me) and on which day, if that is known."""

    text: str
    staff_id: int | None = None
    on_day: date | None = None


@dataclass(frozen=True, slots=True)
class ResolveDraft:
    """Step 4: what was done, what it cost (in 分) and what the customer got."""

    actions: tuple[ActionDraft, ...] = ()
    compensation: str = ""
    cost: int | None = None

    def problems(self) -> dict[str, str]:
        """What the finished step lacks."""
        if not any(action.text.strip() for action in self.actions):
            return {"actions": "complaint.actions.empty"}
        return {}


@dataclass(frozen=True, slots=True)
class CallDraft:
    """Step 5: one attempt to call back."""

    reached: bool
    satisfied: bool | None = None
    score: int | None = None
    text: str = ""

    def problems(self) -> dict[str, str]:
        """What the attempt lacks; whoever was reached says whether she is satisfied."""
        if self.reached and self.satisfied is None:
            return {"satisfied": "complaint.satisfied.empty"}
        if self.reached and self.score is None:
            return {"score": "complaint.score.empty"}
        return {}


@dataclass(frozen=True, slots=True)
class EscalationDraft:
    """Who is to step in, and why."""

    to_id: int | None = None
    reason: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found: dict[str, str] = {}
        if self.to_id is None:
            found["to"] = "complaint.escalation.to"
        if not self.reason.strip():
            found["reason"] = "complaint.escalation.reason"
        return found


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """Afterwards: the cause, and what is improved."""

    cause: str = ""
    improvement: str = ""


StepDraft = VerifyDraft | ProposeDraft | ResolveDraft
