"""Restoring a backup must not undo a refusal: the list goes on, and who came back is found.

`backups.carried` put what the replaced file knew into the restored one. Here it joins the list,
and customers it tells of are looked for: what they refused since is noted with them again, and who
was erased since is named, to be erased once more. Deleted ones in the journal are not looked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.refusals import (
    ERASED,
    SALT,
    Refusals,
    load_refusals,
    load_traces,
    note_refused,
)
from crmdesk.models.customers.rules import CONSENT_CHANNELS
from crmdesk.models.office.settings import BROUGHT, SINCE, load_value, save_value
from crmdesk.models.schema import Customer, Refusal

_AT_ONCE = 500


def take_up_refusals(session: Session) -> None:
    """Put on the list what was brought. A list under another salt says nothing here: what it
    holds cannot be compared, and stays only in the file that was put aside."""
    brought = load_value(session, BROUGHT)
    save_value(session, BROUGHT, {})
    salt, own = str(brought.get("salt", "")), load_value(session, SALT).get("value")
    rows = session.execute(select(Refusal.kind, Refusal.digest)).all()
    there = {(kind, digest) for kind, digest in rows}
    if salt != own and there:
        return
    save_value(session, SALT, {"value": salt})
    fresh: dict[tuple[str, str], str] = {}
    for kind, digest, at in brought.get("rows", []):
        if (kind, digest) not in there:
            fresh.setdefault((kind, digest), at)
    session.add_all(
        Refusal(kind=kind, digest=digest, at=_moment(at)) for (kind, digest), at in fresh.items()
    )
    waiting = load_value(session, SINCE)
    since = [*waiting.get("new", []), *map(list, fresh)]
    if since:
        save_value(session, SINCE, {**waiting, "new": since})


def find_returned(db: Database) -> list[int]:
    """Customers who were erased since the restored backup was made, until `settle_returned`;
    those who refused a channel since have it noted with them. Looks through all of them once."""
    with db.read() as session:
        since = load_value(session, SINCE)
        found = dict(_matches(session, since.get("new", [])))
    erased = [*since.get("ids", []), *(one for one in found if ERASED in found[one])]
    channels = set(CONSENT_CHANNELS)
    refused = {one: kinds & channels for one, kinds in found.items() if kinds & channels}
    if since.get("new"):
        with db.write("customers.refused", bulk=False, count=len(refused)) as session:
            how = _("refused before she was deleted")
            for customer, theirs in refused.items():
                note_refused(session, customer, theirs, how, now=db.now())
            save_value(session, SINCE, {"ids": erased} if erased else {})
    with db.read() as session:
        still = _still_known(session, erased)
    if erased and not still:
        settle_returned(db)
    return still


def settle_returned(db: Database) -> None:
    """It was decided about them; nobody asks again."""
    with db.write("privacy.settled") as session:
        save_value(session, SINCE, {})


def _matches(session: Session, new: Iterable[Sequence[str]]) -> Iterator[tuple[int, set[str]]]:
    kinds: dict[bytes, set[str]] = {}
    for kind, digest in new:
        kinds.setdefault(bytes.fromhex(digest), set()).add(kind)
    if not kinds:
        return
    salt = str(load_value(session, SALT).get("value", ""))
    refusals = Refusals(bytes.fromhex(salt), kinds)
    for part in _parts(session.scalars(select(Customer.id).order_by(Customer.id)).all()):
        for customer, traces in load_traces(session, part).items():
            if known := refusals.of(traces):
                yield customer, known


def _still_known(session: Session, erased: Sequence[int]) -> list[int]:
    """Who of them was neither deleted nor made nameless meanwhile."""
    refusals = load_refusals(session) if erased else None
    if refusals is None:
        return []
    traces = [one for part in _parts(erased) for one in load_traces(session, part).items()]
    return [customer for customer, hers in traces if ERASED in refusals.of(hers)]


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _moment(stored: Any) -> datetime:
    """Instants lie in the file as text in UTC without a zone."""
    return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)
