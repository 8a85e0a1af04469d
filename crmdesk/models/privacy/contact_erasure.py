"""Erasing one contact of a customer for good: she has the same right to it.

Her rows go, from the journal too; what was done with the customer stays with the customer, and
her name and numbers are taken out of its texts, stored and journaled alike. What others wrote
about her elsewhere stays theirs, as when a customer is erased.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import log_of
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.refusals import CONTACT, remember_refusals
from crmdesk.models.derived.index import refresh_terms
from crmdesk.models.derived.summary import refresh_summaries
from crmdesk.models.journal.records import note_record
from crmdesk.models.privacy.contact_known import KnownContact, get_known_contact
from crmdesk.models.privacy.contact_lines import forget_contact_lines
from crmdesk.models.privacy.erasure import Outlook, note_wipe, wipe
from crmdesk.models.privacy.rewriting import Scrubber, forget_beside
from crmdesk.models.schema import Base, Change


def foresee_contact_erasure(session: Session, contact_id: int) -> Outlook:
    """In numbers, before anybody decides; raises CrmError "contact.gone"."""
    hers = get_known_contact(session, contact_id)
    gone, lines = {}, 0
    for name, ids in hers.rows.items():
        table = Base.metadata.tables[name]
        stored = select(func.count()).where(table.c.id.in_(ids)).select_from(table)
        if count := session.scalar(stored):
            gone[name] = count
        about = select(func.count()).where(Change.table_name == name, Change.row_id.in_(ids))
        told = about.where(Change.customer_id == hers.customer_id).select_from(Change)
        lines += session.scalar(told) or 0
    return Outlook(hers.company, hers.known.name, gone, lines=lines, stays_with=hers.company)


def erase_contact_rows(
    session: Session, contact_id: int, *, now: datetime, remember: bool = True
) -> None:
    """Erase one contact in this write; with `remember` no import brings her back.

    Raises CrmError "contact.gone". The write's own params must not hold her name.
    """
    hers = get_known_contact(session, contact_id)
    label = _("erased contact")
    _delete(session, hers)
    _scrub_rows(session, hers, Scrubber(hers.known.words, label))
    if remember:
        remember_refusals(session, CONTACT, [hers.traces()], now=now)
    session.flush()
    forget_contact_lines(session, hers, label)
    forget_beside(session, hers.known, label)
    session.expire_all()
    refresh_summaries(session, [hers.customer_id])
    refresh_terms(session, [hers.customer_id])
    _note(session, hers.customer_id)
    note_wipe(session)


def erase_contact(db: Database, contact_id: int, *, remember: bool = True) -> bool:
    """Erase and overwrite what is left in the file, as `erasure.erase`."""
    with db.read() as session:
        number = get_known_contact(session, contact_id).number
    with db.write("customer.erase_contact", number=number) as session:
        erase_contact_rows(session, contact_id, now=db.now(), remember=remember)
    return wipe(db)


def _delete(session: Session, hers: KnownContact) -> None:
    """Nobody points to her any more; then her numbers, then herself."""
    for owned in owned_tables():
        table = Base.metadata.tables[owned.__tablename__]
        if "contact_id" in table.c and table.name not in hers.rows:
            named = table.c.contact_id == hers.id
            session.execute(update(table).where(named).values(contact_id=None))
    for name in sorted(hers.rows, key=lambda name: name == "contact"):
        table = Base.metadata.tables[name]
        session.execute(delete(table).where(table.c.id.in_(hers.rows[name])))
    session.expire_all()


def _scrub_rows(session: Session, hers: KnownContact, scrub: Scrubber) -> None:
    """Of whatever is stored with this customer."""
    names = ["customer", *(owned.__tablename__ for owned in owned_tables())]
    for name in names:
        table = Base.metadata.tables[name]
        whose = table.c.id if name == "customer" else table.c.customer_id
        for row in session.execute(select(table).where(whose == hers.customer_id)).mappings():
            if values := _scrubbed(dict(row), scrub):
                session.execute(update(table).where(table.c.id == row["id"]).values(values))


def _scrubbed(row: Mapping[str, Any], scrub: Scrubber) -> dict[str, Any]:
    """The values that have to be written anew."""
    texts = {name: value for name, value in row.items() if isinstance(value, str | list | dict)}
    return {name: scrub.values(value) for name, value in texts.items() if scrub.tells(value)}


def _note(session: Session, customer_id: int) -> None:
    """One line in the journal of the customer that it was done, and nothing of what was changed."""
    note_record(session, [customer_id])
    log = log_of(session)
    for key in [key for key, row in log.rows.items() if row.customer_id == customer_id]:
        del log.rows[key]
    log.touched |= {(owned.__tablename__, 0) for owned in owned_tables()}
    log.touched |= {("customer", customer_id), ("customer_summary", customer_id)}
