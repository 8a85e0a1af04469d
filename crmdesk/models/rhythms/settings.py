"""How often whom is to be called, and how long after a delivery or a complaint."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.customers.rules import STAGES
from crmdesk.models.office.settings import load_value, save_value

KEY = "rhythms"
MOST_DAYS = 730
_USUAL = {"interested": 14, "customer": 90, "returning": 90, "dormant": 180}


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Days between two talks by stage, and days after a delivery and a closed complaint; 0: off.

    `per_day`: so many visits by rhythm a person is shown a day. A sale that follows on less than
    `pause` days without one begins no new checklist; 0: no checklists at all.
    """

    days: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0) | _USUAL)
    delivery: int = 3
    complaint: int = 7
    per_day: int = 10
    pause: int = 30

    def running(self) -> dict[str, int]:
        """The codes that have a rhythm, and its days."""
        return {code: days for code, days in self.days.items() if days > 0}


def load_rhythms(session: Session) -> Rhythms:
    """As stored, defaults where nothing is."""
    kept: dict[str, Any] = load_value(session, KEY)
    usual = Rhythms()
    days = dict(usual.days) | {code: int(days) for code, days in kept.pop("days", {}).items()}
    return Rhythms(days=days, **kept)


def save_rhythms(session: Session, rhythms: Rhythms) -> None:
    """What is due follows at once: it is computed from them."""
    save_value(session, KEY, asdict(rhythms))
