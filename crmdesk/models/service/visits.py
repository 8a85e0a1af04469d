"""Visits a contract owes: done and logged, moved, left out."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.interactions.actions import log_interaction
from crmdesk.models.interactions.drafts import InteractionDraft
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import ServiceVisit
from crmdesk.models.service.contracts import get_contract

_LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What was done at a visit; kind is an interaction's: a visit, or a call."""

    text: str = ""
    minutes: int | None = None
    kind: str = "visit"

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found: dict[str, str] = {}
        if not self.text.strip():
            found["text"] = "service.visit.text"
        if self.minutes is not None and not 0 <= self.minutes <= _LONGEST:
            found["minutes"] = "interaction.minutes.wrong"
        return found


def do_visit(session: Session, visit_id: int, draft: VisitDraft, *, now: datetime) -> int:
    """The visit was made: it is logged and owed no more; returns the id of the log entry.

    Raises Invalid, CrmError "service.visit.gone".
    """
    if problems := draft.problems():
        raise Invalid(problems)
    visit = _open(session, visit_id)
    contract = get_contract(session, visit.contract_id)
    logged = log_interaction(
        session,
        InteractionDraft(
            visit.customer_id,
            kind=draft.kind,
            text=draft.text,
            direction="out",
            purpose="service",
            minutes=draft.minutes,
            contact_id=contract.contact_id,
        ),
        now=now,
    )
    visit.status, visit.interaction_id = "done", logged
    visit.done_on = local_day(now, office_zone(load_office(session).zone))
    visit.staff_id = context_of(session).staff_id
    return logged


def move_visit(session: Session, visit_id: int, due_on: date) -> None:
    """Another day was agreed for a visit."""
    _open(session, visit_id).due_on = due_on


def skip_visit(session: Session, visit_id: int) -> None:
    """The customer did not want this one."""
    _open(session, visit_id).status = "skipped"


def _open(session: Session, visit_id: int) -> ServiceVisit:
    visit = session.get(ServiceVisit, visit_id)
    if visit is None or visit.status != "open":
        raise CrmError("service.visit.gone")
    return visit
