"""Records: what left the program and who looked at what; told in the journal, never taken back.

A record is a change set whose action begins with "record." and which changed nothing: it is not
`undoable`, so Ctrl+Z and the history pass it by, and it clears nobody's redo. Where it concerns few
customers, a row of table `change` of kind "r" names each (table_name "record", row_id and
customer_id hers, no values), so that her own history tells of it. Everything else stands in the
parameters of the change set: `count` of customers, `file`, `title`, `columns`, `search`, `what`.

Whoever writes a file or prints keeps the record first: what cannot be recorded does not leave.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import P_, pgettext
from crmdesk.models.journal.record import RECORD, change_set_of
from crmdesk.models.schema import ChangeSet

EACH = 200
"""With more customers than this, only their number is kept."""

_DETAILS = {
    "whom": P_("record", "Which customers"),
    "search": P_("record", "Search"),
    "columns": P_("record", "Columns"),
    "template": P_("record", "Template"),
}
_WHOM = {
    "all": P_("record", "Everybody"),
    "selected": P_("record", "Those selected"),
    "shown": P_("record", "The list as seen"),
}


def keep_record(
    db: Database, action: str, *, customers: Sequence[int] = (), **params: object
) -> int:
    """Write a record down at once; returns the id of its change set.

    Not inside another write. Raises what a write raises: then nothing may leave.
    """
    with db.write(action, bulk=False, **params) as session:
        note_record(session, customers)
    return change_set_of(session) or 0


def note_record(session: Session, customers: Sequence[int] = ()) -> None:
    """Make a record of this write, which changes nothing else."""
    session.info["record"] = tuple(customers) if len(customers) <= EACH else ()


def is_record(action: str) -> bool:
    """Whether an action changed nothing and is only told."""
    return action.startswith(RECORD)


def changes_something() -> ColumnElement[bool]:
    """The condition that a change set is no record."""
    return ~ChangeSet.action.startswith(RECORD)


def record_details(params: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a record holds beside its line, as (caption, words)."""
    found: list[tuple[str, str]] = []
    for name, caption in _DETAILS.items():
        value = params.get(name)
        if isinstance(value, list):
            value = pgettext("list", ", ").join(map(str, value))
        if name == "whom" and value in _WHOM:
            value = pgettext("record", _WHOM[value])
        if value:
            found.append((pgettext("record", caption), str(value)))
    return found
