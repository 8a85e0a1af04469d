"""How far back the journal reaches: all before was let go of (logbook.prune)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Setting

_KEY = "journal.pruned"


def pruned_through(session: Session) -> int:
    """The newest change set that may have gone; 0 while the journal is whole."""
    value = session.scalar(select(Setting.value).where(Setting.key == _KEY))
    return int(value["through"]) if value else 0


def reaches_back(session: Session, change_set: int) -> bool:
    """Whether all is known that was done after this change set."""
    return change_set >= pruned_through(session)


def remember_cut(session: Session, through: int) -> None:
    """From now on nothing up to this change set is sure to be known."""
    session.merge(Setting(key=_KEY, value={"through": max(through, pruned_through(session))}))
