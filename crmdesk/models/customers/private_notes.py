"""Notes about a customer that only their writer reads in the window, and, where the office said
so, its owner.

They are not searched, exported, printed or told in anybody's history, stay with their writer when
the customer is handed over, and go along in merges and undo. This keeps honest colleagues from
reading over each other's shoulders; it is no encryption. The notes stand in the same file as all
else: who has the file (and its password, if there is one) and another program can read them, and a
copy of the whole database holds them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.masking.settings import load_privacy
from crmdesk.models.schema import Customer, PrivateNote, Staff


@dataclass(frozen=True, slots=True)
class PrivateNoteRow:
    """`mine`: the viewer wrote it, and may change it; `writer` is who did."""

    id: int
    text: str
    at: datetime
    writer: str
    mine: bool


def load_private_notes(session: Session, customer_id: int, viewer: int) -> list[PrivateNoteRow]:
    """What `viewer` may read, her own first, the newest before older ones."""
    query = (
        select(PrivateNote, Staff.name)
        .join(Staff, Staff.id == PrivateNote.staff_id)
        .where(PrivateNote.customer_id == customer_id)
        .order_by(PrivateNote.staff_id != viewer, PrivateNote.at.desc(), PrivateNote.id.desc())
    )
    if load_privacy(session).boss_id != viewer:
        query = query.where(PrivateNote.staff_id == viewer)
    return [
        PrivateNoteRow(note.id, note.text, note.at, name, note.staff_id == viewer)
        for note, name in session.execute(query)
    ]


def add_private_note(session: Session, customer_id: int, text: str, *, now: datetime) -> None:
    """Keep a note of the one who writes; an empty one is none. Raises CrmError "customer.gone"."""
    if session.get(Customer, customer_id) is None:
        raise CrmError("customer.gone", id=customer_id)
    if text := text.strip():
        writer = context_of(session).staff_id
        session.add(PrivateNote(customer_id=customer_id, staff_id=writer, text=text, at=now))


def edit_private_note(
    session: Session, note_id: int, text: str, *, expected: str, now: datetime
) -> None:
    """Store other words in place of those `expected`; none takes the note away.

    Raises CrmError "private_note.gone" where it is not there or somebody else's, and
    "fact.stale" where it says something else by now.
    """
    note = session.get(PrivateNote, note_id)
    if note is None or note.staff_id != context_of(session).staff_id:
        raise CrmError("private_note.gone")
    if note.text != expected:
        raise CrmError("fact.stale", field=_("Note"))
    if text := text.strip():
        note.text, note.at = text, now
    else:
        session.delete(note)
