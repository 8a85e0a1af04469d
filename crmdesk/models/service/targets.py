"""How quickly service orders are to be taken up, done and fed back, unless the office differs."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.office.settings import load_value, save_value

KEY = "service_targets"
_MOST_DAYS, _MOST_HOURS, _MOST_MONTHS = 60, 40, 120


@dataclass(frozen=True, slots=True)
class ServiceTargets:
    """Reaction in working hours, the rest in working days; a group has its own completion.

    `amber` is the percentage of the time after which a clock turns amber. What is sold is under
    warranty for `warranty_months`; 0: nobody knows.
    """

    reaction_hours: int = 2
    completion_days: int = 3
    feedback_days: int = 1
    amber: int = 75
    warranty_months: int = 12

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found = {
            name: "targets.days"
            for name in ("completion_days", "feedback_days")
            if not 1 <= getattr(self, name) <= _MOST_DAYS
        }
        if not 1 <= self.reaction_hours <= _MOST_HOURS:
            found["reaction_hours"] = "targets.hours"
        if not 10 <= self.amber <= 95:
            found["amber"] = "targets.amber"
        if not 0 <= self.warranty_months <= _MOST_MONTHS:
            found["warranty_months"] = "service.warranty.months"
        return found


def load_service_targets(session: Session) -> ServiceTargets:
    """As stored, defaults where nothing is."""
    kept: dict[str, Any] = load_value(session, KEY)
    return ServiceTargets(**kept)


def save_service_targets(session: Session, targets: ServiceTargets) -> None:
    """Clocks already running follow at once."""
    save_value(session, KEY, asdict(targets))
