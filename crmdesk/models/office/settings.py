"""The office's settings, one row each in table `setting`."""

from dataclasses import asdict, fields, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import Setting

IDENTITY = "database_id"
BROUGHT, SINCE = "refusals_brought", "refused_since"
"""What a restored backup was given and `privacy.returned` has not taken up yet; what it then has
to look for, or to ask about."""
_OFFICE = frozenset(field.name for field in fields(OfficeSettings))
_STORED = select(Setting.key, Setting.value)


def load_office(session: Session) -> OfficeSettings:
    """The settings as stored, defaults where nothing is."""
    if "write" not in session.info:
        stored = _all(session)
    else:
        stored = dict(session.execute(_STORED.where(Setting.key.in_(_OFFICE))).all())
    known: dict[str, Any] = {key: stored[key]["value"] for key in _OFFICE & stored.keys()}
    return replace(OfficeSettings(), **known)


def save_office(session: Session, office: OfficeSettings) -> None:
    """Store every setting of `office`."""
    for key, value in asdict(office).items():
        session.merge(Setting(key=key, value={"value": value}))


def database_id(session: Session) -> str:
    """What tells this database from others, "" while nobody has asked for it to be named."""
    row = session.get(Setting, IDENTITY)
    return str(row.value["value"]) if row else ""


def name_database(session: Session) -> None:
    """Give the database its lasting name, where it has none: a copy of its file keeps it."""
    if not database_id(session):
        session.add(Setting(key=IDENTITY, value={"value": uuid4().hex}))


def name_once(db: Database) -> str:
    """The name that tells the database from others; written at most once in its life."""
    with db.read() as session:
        name = database_id(session)
    if not name:
        with db.write("office.identity") as session:
            name_database(session)
            session.flush()
            name = database_id(session)
    return name


def load_value(session: Session, key: str) -> dict[str, Any]:
    """What a feature keeps under a key of its own; empty when nothing was kept."""
    if "write" not in session.info:
        return dict(_all(session).get(key, {}))
    row = session.get(Setting, key)
    return dict(row.value) if row else {}


def save_value(session: Session, key: str, value: dict[str, Any]) -> None:
    """Keep what a feature sets, as one JSON object."""
    session.merge(Setting(key=key, value=value))


def _all(session: Session) -> dict[str, dict[str, Any]]:
    """All that is stored; a session that only reads asks once."""
    known: dict[str, dict[str, Any]] | None = session.info.get("settings")
    if known is None:
        known = session.info["settings"] = dict(session.execute(_STORED).all())
    return known


def next_counter(session: Session, key: str) -> int:
    """The next number of a counter that never goes back, starting at 1."""
    return reserve_counter(session, key, 1).start


def reserve_counter(session: Session, key: str, count: int) -> range:
    """So many numbers of a counter at once."""
    first = counter(session, key) + 1
    _set_counter(session, key, first + count - 1)
    return range(first, first + count)


def raise_counter(session: Session, key: str, least: int) -> None:
    """Let the counter go on above `least`; one that is there already stays."""
    if counter(session, key) < least:
        _set_counter(session, key, least)


def counter(session: Session, key: str) -> int:
    """The last number a counter gave."""
    row = session.get(Setting, key, with_for_update=True)
    return int(row.value["value"]) if row else 0


def _set_counter(session: Session, key: str, number: int) -> None:
    session.merge(Setting(key=key, value={"value": number}))
    session.flush()
