"""Restoring a backup must not undo a refusal: the list goes on, and who came back is found.

`backups.carried` put what the replaced file knew into the restored one. Here it joins the list,
and whom it tells of is looked for: what customers refused since is noted with them again, and who
was erased since, as a customer or as a contact of one, is named, to be erased once more. Deleted
ones in the journal are not looked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.refusals import (
    CONTACT,
    ERASED,
    SALT,
    Refusals,
    load_contact_traces,
    load_refusals,
    load_traces,
    note_refused,
)
from crmdesk.models.customers.rules import CONSENT_CHANNELS
from crmdesk.models.office.settings import BROUGHT, SINCE, load_value, save_value
from crmdesk.models.schema import Contact, Customer, Refusal

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ReturnedPeople:
    """Ids of those who were erased and are here again."""

    customers: Sequence[int] = ()
    contacts: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.customers) + len(self.contacts)


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


def find_returned(db: Database) -> ReturnedPeople:
    """Who was erased since the restored backup was made, until `settle_returned`; customers who
    refused a channel since have it noted with them. Looks through everybody."""
    with db.read() as session:
        since = load_value(session, SINCE)
        refusals = _list_of(session, since.get("new", []))
        found = dict(_matches(session, refusals)) if refusals is not None else {}
        fresh = _contacts(session, refusals)
    erased = [*since.get("ids", []), *(one for one in found if ERASED in found[one])]
    contacts = [*since.get("contacts", []), *fresh]
    channels = set(CONSENT_CHANNELS)
    refused = {one: kinds & channels for one, kinds in found.items() if kinds & channels}
    if since.get("new"):
        with db.write("customers.refused", bulk=False, count=len(refused)) as session:
            how = _("refused before she was deleted")
            for customer, theirs in refused.items():
                note_refused(session, customer, theirs, how, now=db.now())
            waiting = {"ids": erased, "contacts": contacts}
            save_value(session, SINCE, {name: ids for name, ids in waiting.items() if ids})
    with db.read() as session:
        still = _still_known(session, erased, contacts)
    if (erased or contacts) and not still:
        settle_returned(db)
    return still


def settle_returned(db: Database) -> None:
    """It was decided about them; nobody asks again."""
    with db.write("privacy.settled") as session:
        save_value(session, SINCE, {})


def _list_of(session: Session, new: Iterable[Sequence[str]]) -> Refusals | None:
    """Of what is new here alone."""
    kinds: dict[bytes, set[str]] = {}
    for kind, digest in new:
        kinds.setdefault(bytes.fromhex(digest), set()).add(kind)
    if not kinds:
        return None
    salt = str(load_value(session, SALT).get("value", ""))
    return Refusals(bytes.fromhex(salt), kinds)


def _matches(session: Session, refusals: Refusals) -> Iterator[tuple[int, set[str]]]:
    for part in _parts(session.scalars(select(Customer.id).order_by(Customer.id)).all()):
        own = load_traces(session, part, contacts=False)
        for customer, traces in load_traces(session, part).items():
            known = refusals.of(traces)
            if ERASED in known and ERASED not in refusals.of(own[customer]):
                known.discard(ERASED)  # a contact of hers was a customer herself
            if known:
                yield customer, known


def _contacts(session: Session, refusals: Refusals | None) -> list[int]:
    """Contacts who are on the list as such."""
    if refusals is None or not refusals.has(CONTACT):
        return []
    everybody = load_contact_traces(session)
    return [one for one, traces in everybody.items() if CONTACT in refusals.of(traces)]


def _still_known(
    session: Session, erased: Sequence[int], contacts: Sequence[int]
) -> ReturnedPeople:
    """Who of them was neither deleted nor made nameless meanwhile."""
    refusals = load_refusals(session) if erased or contacts else None
    if refusals is None:
        return ReturnedPeople()
    traces = [
        one for part in _parts(erased) for one in load_traces(session, part, contacts=False).items()
    ]
    still = [customer for customer, hers in traces if ERASED in refusals.of(hers)]
    there = set(_contacts(session, refusals)) if contacts else set()
    if still and there:  # those go with their customer
        hers = select(Contact.id).where(Contact.customer_id.in_(still))
        there -= set(session.scalars(hers))
    return ReturnedPeople(still, [one for one in contacts if one in there])


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _moment(stored: Any) -> datetime:
    """Instants lie in the file as text in UTC without a zone."""
    return datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)
