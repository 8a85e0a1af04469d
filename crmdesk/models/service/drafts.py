"""What the user typed into the pages of a service order."""

from dataclasses import dataclass
from datetime import date

from crmdesk.models.core.later import pattern

SUBJECT_LENGTH = 200
_TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class ReceiveDraft:
    """Step 1: who wants what, in her own words, about which device, and when."""

    customer_id: int | None
    words: str = ""
    subject: str = ""
    channel: str = ""
    contact_id: int | None = None
    product: str = ""
    serial: str = ""
    warranty_until: date | None = None
    group_id: int | None = None
    wanted_on: date | None = None
    wanted_time: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found: dict[str, str] = {}
        if self.customer_id is None:
            found["customer"] = "service.customer.empty"
        if not self.subject.strip() and not self.words.strip():
            found["words"] = "service.words.empty"
        elif len(self.subject) > SUBJECT_LENGTH:
            found["subject"] = "service.subject.long"
        if self.wanted_time and not _TIME.fullmatch(self.wanted_time):
            found["wanted"] = "service.time.wrong"
        return found


@dataclass(frozen=True, slots=True)
class AssignDraft:
    """Step 2: who does it, when and where it was agreed."""

    handler_id: int | None = None
    appointment_on: date | None = None
    appointment_time: str = ""
    address: str = ""

    def problems(self) -> dict[str, str]:
        """What the finished step lacks."""
        found: dict[str, str] = {}
        if self.handler_id is None:
            found["handler"] = "service.handler.empty"
        if self.appointment_time and not _TIME.fullmatch(self.appointment_time):
            found["appointment"] = "service.time.wrong"
        elif self.appointment_time and self.appointment_on is None:
            found["appointment"] = "service.appointment.day"
        return found


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Something done: by whom (None: by me), on which day, for how long, where (a code)."""

    text: str
    staff_id: int | None = None
    on_day: date | None = None
    minutes: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part or material used: quantity in thousandths, what all of it cost us (分)."""

    name: str
    quantity: int = 1000
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class WorkDraft:
    """Step 3: what was done, with which parts, and who pays for it."""

    work: tuple[WorkLine, ...] = ()
    parts: tuple[PartLine, ...] = ()
    charge: str = ""
    fee: int | None = None
    paid_on: date | None = None

    def problems(self) -> dict[str, str]:
        """What the finished step lacks."""
        found: dict[str, str] = {}
        if not any(line.text.strip() for line in self.work):
            found["work"] = "service.work.empty"
        if not self.charge:
            found["charge"] = "service.charge.empty"
        elif self.charge == "paid" and self.fee is None:
            found["fee"] = "service.fee.empty"
        elif self.fee is not None and self.fee < 0:
            found["fee"] = "service.fee.wrong"
        return found


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """Step 4: what the customer was told, how it was for her, and who confirmed it."""

    told: str = ""
    score: int | None = None
    confirmed_by: str = ""

    def problems(self) -> dict[str, str]:
        """Nothing is done without it."""
        found: dict[str, str] = {}
        if self.score is None:
            found["score"] = "service.score.empty"
        if not self.confirmed_by.strip():
            found["confirmed_by"] = "service.confirmed.empty"
        return found


StepDraft = AssignDraft | WorkDraft


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group of questions: who is in charge, done within so many working hours."""

    name: str = ""
    staff_id: int | None = None
    hours: int | None = None

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found: dict[str, str] = {}
        if not self.name.strip():
            found["name"] = "list.name.empty"
        if self.hours is not None and not 1 <= self.hours <= 400:
            found["hours"] = "service.hours.wrong"
        return found
