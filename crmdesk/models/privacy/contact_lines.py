"""The journal of a customer made to forget one of its contacts.

Lines about her alone are deleted, so that no undo brings her back; in all others of the customer
her name and numbers give way to a label, before and after alike: what can be undone stays so.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.privacy.contact_known import KnownContact
from crmdesk.models.privacy.known import owner_of, packed
from crmdesk.models.privacy.rewriting import Scrubber, forget_labels, settle
from crmdesk.models.schema import Change


def forget_contact_lines(session: Session, hers: KnownContact, label: str) -> None:
    """Take her out of every change set of the customer."""
    scrub = Scrubber(hers.known.words, label)
    touched, emptied = _forget_lines(session, hers, scrub)
    emptied |= _forget_packed(session, hers, scrub)
    settle(session, emptied)
    forget_labels(session, hers.known, label, touched | emptied, set())


def _forget_lines(
    session: Session, hers: KnownContact, scrub: Scrubber
) -> tuple[set[int], set[int]]:
    """The change sets about the customer, and those that lost a line."""
    about: set[int] = set()
    shortened: set[int] = set()
    for change in session.scalars(select(Change).where(Change.customer_id == hers.customer_id)):
        about.add(change.change_set_id)
        if hers.is_hers(change.table_name, change.row_id):
            shortened.add(change.change_set_id)
            session.delete(change)
            continue
        for side in ("before", "after"):
            values = getattr(change, side)
            if values and (new := _without(values, hers, scrub)) != values:
                setattr(change, side, new)
    session.flush()
    return about, shortened


def _forget_packed(session: Session, hers: KnownContact, scrub: Scrubber) -> set[int]:
    """Rows deleted many at a time are packed together: those of the customer are packed anew."""
    shortened: set[int] = set()
    for change, rows in packed(session):
        theirs = [row for row in rows if owner_of(change, row) == hers.customer_id]
        if not theirs:
            continue
        kept = [
            _without(row, hers, scrub) if row in theirs else row
            for row in rows
            if row not in theirs or not hers.is_hers(change.table_name, row.get("id"))
        ]
        if len(kept) != len(rows):
            shortened.add(change.change_set_id)
        if not kept:
            session.delete(change)
            continue
        change.row_id, change.last_id = kept[0]["id"], kept[-1]["id"]
        change.packed = zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), 1)
        session.add(change)
        session.flush()
    session.flush()
    return shortened


def _without(values: Mapping[str, Any], hers: KnownContact, scrub: Scrubber) -> dict[str, Any]:
    """The same without her words, and pointing to nobody where it pointed to her."""
    new = {name: scrub.values(value) for name, value in values.items()}
    if new.get("contact_id") == hers.id:
        new["contact_id"] = None
    return new
