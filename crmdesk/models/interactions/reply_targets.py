"""How quickly what came in is to be answered, unless the office says otherwise."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from crmdesk.models.office.settings import load_value, save_value

KEY = "reply_targets"
_MOST = 80


@dataclass(frozen=True, slots=True)
class ReplyTargets:
    """In working hours: `hours` for messages, `call_hours` for calls nobody took; `amber` is the
    percentage of the time after which a clock turns amber.
    """

    hours: int = 4
    call_hours: int = 2
    amber: int = 75

    def allowed(self, kind: str) -> timedelta:
        """How long an answer to an entry of this kind may take."""
        return timedelta(hours=self.call_hours if kind == "call" else self.hours)

    def problems(self) -> dict[str, str]:
        """Field name -> message code."""
        found = {
            name: "reply.hours"
            for name in ("hours", "call_hours")
            if not 1 <= getattr(self, name) <= _MOST
        }
        if not 10 <= self.amber <= 95:
            found["amber"] = "targets.amber"
        return found


def load_reply_targets(session: Session) -> ReplyTargets:
    """As stored, defaults where nothing is."""
    return ReplyTargets(**load_value(session, KEY))


def save_reply_targets(session: Session, targets: ReplyTargets) -> None:
    """Clocks already running follow at once."""
    save_value(session, KEY, asdict(targets))
