"""How quickly complaints are to be answered, solved and called back, unless the office differs."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.office.settings import load_value, save_value

KEY = "complaint_targets"
_MOST_DAYS, _MOST_HOURS = 60, 40


@dataclass(frozen=True, slots=True)
class Targets:
    """First response in working hours at every severity, the rest in working days.

    `amber` is the percentage of the time after which a clock turns amber; `escalate_to` a member
    of staff, None: whoever is first in the list.
    """

    response_hours: int = 2
    high: int = 1
    middle: int = 3
    low: int = 5
    call_back_days: int = 1
    amber: int = 75
    escalate_to: int | None = None

    def resolution_days(self, severity: str) -> int:
        """Before step 2 nobody said how grave it is: it counts as middle."""
        return {"high": self.high, "low": self.low}.get(severity, self.middle)

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found = {
            name: "targets.days"
            for name in ("high", "middle", "low", "call_back_days")
            if not 1 <= getattr(self, name) <= _MOST_DAYS
        }
        if not 1 <= self.response_hours <= _MOST_HOURS:
            found["response_hours"] = "targets.hours"
        if not 10 <= self.amber <= 95:
            found["amber"] = "targets.amber"
        return found


def load_targets(session: Session) -> Targets:
    """As stored, defaults where nothing is."""
    kept: dict[str, Any] = load_value(session, KEY)
    return Targets(**kept)


def save_targets(session: Session, targets: Targets) -> None:
    """Clocks already running follow at once."""
    save_value(session, KEY, asdict(targets))
