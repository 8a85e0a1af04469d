"""Measures against a cause, closed only when those who had complained of it noticed (闭环改进)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.schema import (
    Complaint,
    Contact,
    Customer,
    CustomerSummary,
    Improvement,
    ImprovementCall,
    Staff,
)

VERDICTS = ("better", "same", "unreached")


@dataclass(frozen=True, slots=True)
class ImprovementDraft:
    """A measure as typed, and the complaints it answers."""

    title: str
    cause: str = ""
    staff_id: int | None = None
    due_on: date | None = None
    complaints: tuple[int, ...] = ()

    def problems(self) -> dict[str, str]:
        """Field name -> message code; one without complaints could never be verified."""
        found: dict[str, str] = {}
        if not self.title.strip():
            found["title"] = "improvement.title.empty"
        if not self.complaints:
            found["complaints"] = "improvement.complaints.empty"
        return found


@dataclass(frozen=True, slots=True)
class VerdictDraft:
    """What a customer said about the measure."""

    verdict: str = ""
    text: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        return {} if self.verdict in VERDICTS else {"verdict": "improvement.verdict.empty"}


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """A measure in the list; `better`, `same`, `unreached` of `calls` are done."""

    id: int
    title: str
    cause: str
    staff_id: int | None
    staff: str
    status: str
    due_on: date | None
    calls: int
    better: int
    same: int
    unreached: int

    @property
    def verified(self) -> bool:
        """Everybody was called, nobody said it is as bad as before, somebody noticed."""
        return not self.same and bool(self.better) and self.better + self.unreached == self.calls


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to ask whether it is better, or what she said."""

    id: int
    complaint_id: int
    number: str
    subject: str
    customer_id: int
    customer: str
    kind: str
    phone: str
    verdict: str
    at: datetime | None
    staff: str
    text: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause written down in complaints, with how often and where it is dealt with."""

    text: str
    complaints: tuple[int, ...]


def load_causes(session: Session) -> list[Cause]:
    """Every cause with its complaints, the most frequent first."""
    query = select(Complaint.cause, Complaint.id).where(Complaint.cause != "")
    found: dict[str, list[int]] = {}
    for cause, complaint in session.execute(query.order_by(Complaint.opened_at.desc())):
        found.setdefault(cause, []).append(complaint)
    causes = [Cause(text, tuple(ids)) for text, ids in found.items()]
    return sorted(causes, key=lambda cause: -len(cause.complaints))


def load_improvements(session: Session) -> list[ImprovementRow]:
    """Every measure with its calls, open ones first."""

    def counted(verdict: str) -> object:
        return func.coalesce(func.sum(case((ImprovementCall.verdict == verdict, 1), else_=0)), 0)

    calls = (
        select(
            ImprovementCall.improvement_id, func.count().label("calls"),
            *(counted(verdict).label(verdict) for verdict in VERDICTS),  # type: ignore[attr-defined]
        )
        .group_by(ImprovementCall.improvement_id)
        .subquery()
    )  # fmt: skip
    query = (
        select(
            Improvement.id, Improvement.title, Improvement.cause, Improvement.staff_id,
            func.coalesce(Staff.name, ""), Improvement.status, Improvement.due_on,
            *(func.coalesce(calls.c[name], 0) for name in ("calls", *VERDICTS)),
        )
        .outerjoin(calls, calls.c.improvement_id == Improvement.id)
        .outerjoin(Staff, Staff.id == Improvement.staff_id)
    )  # fmt: skip
    order = {"open": 0, "done": 1, "closed": 2}
    rows = [ImprovementRow(*row) for row in session.execute(query)]
    return sorted(rows, key=lambda row: (order[row.status], row.due_on or date.max, row.id))


def load_calls(session: Session, improvement_id: int) -> list[CallRow]:
    """Whom to call about a measure, those not called yet first."""
    query = (
        select(
            ImprovementCall.id, ImprovementCall.complaint_id, Complaint.number, Complaint.subject,
            Customer.id, func.coalesce(Contact.name, Customer.name), Customer.kind,
            func.coalesce(CustomerSummary.phone, ""), ImprovementCall.verdict,
            ImprovementCall.at, func.coalesce(Staff.name, ""), ImprovementCall.text,
        )
        .join(Complaint, Complaint.id == ImprovementCall.complaint_id)
        .join(Customer, Customer.id == ImprovementCall.customer_id)
        .outerjoin(Contact, Contact.id == Complaint.contact_id)
        .outerjoin(CustomerSummary, CustomerSummary.customer_id == Customer.id)
        .outerjoin(Staff, Staff.id == ImprovementCall.staff_id)
        .where(ImprovementCall.improvement_id == improvement_id)
    )  # fmt: skip
    rows = [CallRow(*told) for told in map(tuple, session.execute(query))]
    return sorted(rows, key=lambda row: (row.verdict not in ("", "unreached"), row.id))


def start_improvement(session: Session, draft: ImprovementDraft, *, now: datetime) -> int:
    """Note a measure and whom to ask about it later. Raises Invalid."""
    if problems := draft.problems():
        raise Invalid(problems)
    row = Improvement(status="open", created_at=now)
    _fill(row, draft, context_of(session).staff_id)
    session.add(row)
    session.flush()
    _set_complaints(session, row, draft.complaints)
    return row.id


def edit_improvement(session: Session, improvement_id: int, draft: ImprovementDraft) -> None:
    """Change what it is, who does it, whom it answers. Raises Invalid, "improvement.gone"."""
    if problems := draft.problems():
        raise Invalid(problems)
    row = _get(session, improvement_id)
    _fill(row, draft, context_of(session).staff_id)
    _set_complaints(session, row, draft.complaints)


def finish_improvement(session: Session, improvement_id: int, *, now: datetime) -> None:
    """It is done; now those who had complained are called."""
    row = _get(session, improvement_id)
    row.status, row.done_at = "done", now


def record_verdict(session: Session, call_id: int, draft: VerdictDraft, *, now: datetime) -> None:
    """Write down what the customer said. One who says it is the same opens the measure again.

    Raises Invalid, CrmError "improvement.gone".
    """
    if problems := draft.problems():
        raise Invalid(problems)
    call = session.get(ImprovementCall, call_id)
    if call is None:
        raise CrmError("improvement.gone")
    call.verdict, call.text = draft.verdict, draft.text.strip()
    call.at, call.staff_id = now, context_of(session).staff_id
    if draft.verdict == "same":
        row = _get(session, call.improvement_id)
        row.status, row.done_at, row.closed_at = "open", None, None


def close_improvement(session: Session, improvement_id: int, *, now: datetime) -> None:
    """It has proved itself. Raises CrmError "improvement.unverified" while it has not."""
    session.flush()
    found = [row for row in load_improvements(session) if row.id == improvement_id]
    if not found:
        raise CrmError("improvement.gone")
    if not found[0].verified:
        raise CrmError("improvement.unverified")
    row = _get(session, improvement_id)
    row.status, row.closed_at = "closed", now


def delete_improvement(session: Session, improvement_id: int) -> None:
    """Take it away with its calls."""
    row = _get(session, improvement_id)
    for call in _calls(session, improvement_id):
        session.delete(call)
    session.flush()
    session.delete(row)


def _get(session: Session, improvement_id: int) -> Improvement:
    row = session.get(Improvement, improvement_id)
    if row is None:
        raise CrmError("improvement.gone")
    return row


def _fill(row: Improvement, draft: ImprovementDraft, me: int) -> None:
    row.title, row.cause = draft.title.strip(), draft.cause.strip()
    row.staff_id, row.due_on = draft.staff_id or me, draft.due_on


def _calls(session: Session, improvement_id: int) -> list[ImprovementCall]:
    query = select(ImprovementCall).where(ImprovementCall.improvement_id == improvement_id)
    return list(session.scalars(query))


def _set_complaints(session: Session, row: Improvement, complaints: Sequence[int]) -> None:
    known = {call.complaint_id: call for call in _calls(session, row.id)}
    for complaint, call in known.items():
        if complaint not in complaints and not call.verdict:
            session.delete(call)
    wanted = select(Complaint.id, Complaint.customer_id).where(
        Complaint.id.in_(set(complaints) - set(known))
    )
    for complaint, customer in session.execute(wanted.order_by(Complaint.id)):
        session.add(
            ImprovementCall(
                improvement_id=row.id, complaint_id=complaint, customer_id=customer, verdict=""
            )
        )
