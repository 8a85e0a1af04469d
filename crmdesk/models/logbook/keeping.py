"""How much of the journal the office keeps: everything, so many years, so many megabytes."""

from dataclasses import asdict, dataclass
from datetime import date, tzinfo
from typing import Literal

from sqlalchemy.orm import Session

from crmdesk.models.logbook.prune import MB, cut_for_size, latest_cut
from crmdesk.models.office.settings import load_value, save_value

Kind = Literal["all", "years", "megabytes"]
KINDS: tuple[Kind, ...] = ("all", "years", "megabytes")
_KEY = "journal.keep"


@dataclass(frozen=True, slots=True)
class KeepRule:
    """`auto`: what is more is let go of by itself, when nobody works."""

    kind: Kind = "all"
    years: int = 5
    megabytes: int = 500
    auto: bool = False


def load_rule(session: Session) -> KeepRule:
    """As stored; everything is kept where nothing is."""
    stored = load_value(session, _KEY)
    rule = KeepRule(**{key: stored[key] for key in asdict(KeepRule()) if key in stored})
    return rule if rule.kind in KINDS else KeepRule()


def save_rule(session: Session, rule: KeepRule) -> None:
    """Store it; settings are not undone."""
    save_value(session, _KEY, asdict(rule))


def cut_of(session: Session, rule: KeepRule, today: date, zone: tzinfo) -> date | None:
    """The day before which the rule keeps nothing; None where it keeps all there is."""
    if rule.kind == "years":
        month = (today.month, min(today.day, 28))
        return min(date(today.year - rule.years, *month), latest_cut(today))
    if rule.kind == "megabytes":
        return cut_for_size(session, rule.megabytes * MB, today, zone)
    return None
