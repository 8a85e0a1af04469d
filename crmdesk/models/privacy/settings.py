"""What an office says once about all personal data it holds."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.office.settings import load_value, save_value

KEY = "personal_data"
KEEP_YEARS = 10


@dataclass(frozen=True, slots=True)
class LawSettings:
    """`basis` stands for every customer of whom nothing else was said; orders of the last
    `keep_years` survive an erasure without a name (0: none does); `notices` are the office's own
    words by language, where it changed ours."""

    basis: str = "contract"
    keep_years: int = KEEP_YEARS
    notices: dict[str, str] = field(default_factory=dict)


def load_law(session: Session) -> LawSettings:
    """As stored, defaults where nothing is."""
    stored = load_value(session, KEY)
    known: dict[str, Any] = {
        f.name: stored[f.name] for f in fields(LawSettings) if f.name in stored
    }
    return LawSettings(**known)


def save_law(session: Session, settings: LawSettings) -> None:
    """Store all of it."""
    save_value(session, KEY, asdict(settings))
