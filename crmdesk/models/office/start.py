"""The first rows of a new office: its one member of staff, and the labels one expects."""

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from crmdesk.models import schema
from crmdesk.models.core.i18n import _, pgettext


def is_new(session: Session) -> bool:
    """Whether nobody works here yet."""
    return session.scalar(select(schema.Staff.id).limit(1)) is None


def start_office(session: Session) -> None:
    """Insert them outside the journal: there is nothing to undo before the first action."""
    session.execute(insert(schema.Staff), {"name": _("Me"), "active": True})
    session.execute(insert(schema.Source), [{"name": name} for name in _sources()])
    rows = [
        {"scope": scope, "name": name, "position": place}
        for scope, names in _LABELS.items()
        for place, name in enumerate(names)
    ]
    session.execute(insert(schema.Label), rows)


def name_first_staff(session: Session, name: str) -> None:
    """Who begins the office is called so; outside the journal, like the rest of its start."""
    session.execute(update(schema.Staff).values(name=name))


def _sources() -> list[str]:
    return [
        _("Referral"),
        pgettext("source", "Walk-in"),
        pgettext("source", "Phone"),
        pgettext("source", "Internet"),
        pgettext("source", "Trade fair"),
        pgettext("source", "Cold call"),
    ]


_LABELS = {
    "phone": ("mobile", "work", "home", "fax", "other"),
    "email": ("work", "private", "other"),
    "address": ("work", "home", "delivery", "invoice"),
    "channel": ("work", "private"),
}
"""Codes, said by `customers.phones.label_text`; labels of the user's own are plain words."""
