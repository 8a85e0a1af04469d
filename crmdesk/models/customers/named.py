"""Tags and sources by name: found in the office's lists, or added to them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import Source, Tag


def tag_ids(session: Session, names: Iterable[str]) -> list[int]:
    """The ids of these tags, in their order and each once; blank names are left out."""
    return list(dict.fromkeys(_id_of(session, Tag, name) for name in names if name.strip()))


def source_id(session: Session, name: str) -> int | None:
    """The id of this source, None for no name."""
    return _id_of(session, Source, name) if name.strip() else None


def _id_of(session: Session, table: type[Tag] | type[Source], name: str) -> int:
    name = name.strip()
    found = session.scalar(select(table.id).where(table.name == name))
    if found is not None:
        return found
    row = table(name=name)
    session.add(row)
    session.flush()
    return row.id
