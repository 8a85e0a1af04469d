"""Words being typed, kept outside the journal so that a crash loses none of them.

`key` names the place they are typed in ("customer.new", "composer:17"); each member of staff has
drafts of her own. Write them with `db.write("draft")`, which leaves nothing to undo.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from crmdesk.models.core.db import context_of
from crmdesk.models.schema import Draft


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What was typed, and when it was kept last."""

    key: str
    at: datetime
    data: dict[str, Any]


def save_draft(session: Session, key: str, data: Mapping[str, Any]) -> None:
    """Keep JSON-ready `data` for this place, in place of what was kept before."""
    context = context_of(session)
    session.merge(
        Draft(
            key=_own(key, context.staff_id),
            staff_id=context.staff_id,
            at=context.at,
            data=dict(data),
        )
    )


def load_draft(
    session: Session, key: str, staff_id: int, *, lock: bool = False
) -> KeptWords | None:
    """What this member of staff typed there and neither saved nor threw away; `lock`: nobody
    else writes it until the session ends.
    """
    row = session.get(Draft, _own(key, staff_id), with_for_update=lock)
    return None if row is None else KeptWords(key, row.at, row.data)


def drop_draft(session: Session, key: str) -> None:
    """The words were saved for good, or thrown away on purpose."""
    row = session.get(Draft, _own(key, context_of(session).staff_id))
    if row is not None:
        session.delete(row)


def _own(key: str, staff_id: int) -> str:
    return f"{staff_id}/{key}"
