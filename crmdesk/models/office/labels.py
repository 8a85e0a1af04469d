"""The labels offered for phones, e-mails, addresses and channels.

A label on a record is text, so deleting one from the list changes no record; renaming does.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.schema import Address, Channel, Email, Label, Phone

SCOPES: dict[str, type[Phone] | type[Email] | type[Address] | type[Channel]] = {
    "phone": Phone,
    "email": Email,
    "address": Address,
    "channel": Channel,
}


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """A label of one scope with how many records bear it."""

    id: int
    name: str
    uses: int


def load_label_entries(session: Session, scope: str) -> list[LabelEntry]:
    """The labels of `scope` in the user's order, each with its uses."""
    kind = SCOPES[scope]
    query = select(kind.label, func.count()).group_by(kind.label)
    counts = {label: count for label, count in session.execute(query)}  # noqa: C416 - typed rows
    labels = select(Label).where(Label.scope == scope).order_by(Label.position, Label.id)
    return [
        LabelEntry(row.id, row.name, counts.get(row.name, 0)) for row in session.scalars(labels)
    ]


def add_label(session: Session, scope: str, name: str) -> int:
    """Offer a new label at the end; raises CrmError "list.name.empty" or "list.name.taken"."""
    last = session.scalar(select(func.max(Label.position)).where(Label.scope == scope))
    row = Label(scope=scope, name=_free_name(session, scope, name), position=(last or 0) + 1)
    session.add(row)
    session.flush()
    return row.id


def rename_label(session: Session, label_id: int, name: str) -> None:
    """Rename a label here and on every record; to a name that exists, both become one.

    Raises CrmError "list.name.empty".
    """
    label = _get(session, label_id)
    old, name = label.name, name.strip()
    if not name:
        raise CrmError("list.name.empty")
    kind = SCOPES[label.scope]
    for row in session.scalars(select(kind).where(kind.label == old)):
        row.label = name
    twin = select(Label.id).where(Label.scope == label.scope, Label.name == name)
    if name != old and session.scalar(twin) is not None:
        session.delete(label)
    else:
        label.name = name


def merge_labels(session: Session, label_id: int, into_id: int) -> None:
    """Let every record that bears one label bear another, and offer the first no longer."""
    rename_label(session, label_id, _get(session, into_id).name)


def delete_label(session: Session, label_id: int) -> None:
    """Offer a label no longer; records that bear it keep it."""
    session.delete(_get(session, label_id))


def _get(session: Session, label_id: int) -> Label:
    label = session.get(Label, label_id)
    if label is None:
        raise CrmError("list.gone")
    return label


def _free_name(session: Session, scope: str, name: str) -> str:
    name = name.strip()
    if not name:
        raise CrmError("list.name.empty")
    taken = select(Label.id).where(Label.scope == scope, Label.name == name)
    if session.scalar(taken) is not None:
        raise CrmError("list.name.taken", name=name)
    return name
