"""Managing the office's lists: add, rename, merge, delete, each entry with its count of uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmdesk.models.core.errors import CrmError
from crmdesk.models.schema import (
    Attachment,
    Channel,
    ClosingItem,
    Complaint,
    ComplaintAction,
    ComplaintCall,
    ComplaintEscalation,
    ComplaintPause,
    ComplaintStep,
    Consent,
    Customer,
    CustomerTag,
    CustomField,
    CustomValue,
    DataBasis,
    DistinctPair,
    FollowUp,
    Gift,
    ImportBatch,
    Improvement,
    ImprovementCall,
    Interaction,
    Order,
    Payment,
    PlanMember,
    PrivateNote,
    Promise,
    PromiseMove,
    Row,
    ServiceContract,
    ServiceGroup,
    ServiceOrder,
    ServicePause,
    ServicePlan,
    ServiceStep,
    ServiceVisit,
    ServiceWork,
    Source,
    Staff,
    SurveyResponse,
    Tag,
)

Entry = Tag | Source | Staff | CustomField
LISTS: dict[str, type[Tag] | type[Source] | type[Staff] | type[CustomField]] = {
    "tag": Tag,
    "source": Source,
    "staff": Staff,
    "field": CustomField,
}
"""The managed lists by name; labels are managed in `labels`."""

USES: dict[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "tag": (CustomerTag.tag_id,),
    "source": (Customer.source_id,),
    "field": (CustomValue.field_id,),
    "staff": (
        Customer.owner_id,
        Interaction.staff_id,
        FollowUp.staff_id,
        FollowUp.done_by_id,
        Complaint.handler_id,
        ComplaintStep.staff_id,
        ComplaintAction.staff_id,
        ComplaintCall.staff_id,
        ComplaintPause.staff_id,
        ComplaintEscalation.to_id,
        ComplaintEscalation.staff_id,
        Improvement.staff_id,
        ImprovementCall.staff_id,
        Consent.staff_id,
        Channel.staff_id,
        Attachment.staff_id,
        ImportBatch.staff_id,
        DistinctPair.staff_id,
        Order.staff_id,
        Payment.staff_id,
        PrivateNote.staff_id,
        DataBasis.staff_id,
        Promise.staff_id,
        Promise.closed_by_id,
        PromiseMove.staff_id,
        ClosingItem.staff_id,
        ServiceGroup.staff_id,
        ServiceOrder.handler_id,
        ServiceStep.staff_id,
        ServicePause.staff_id,
        ServiceWork.staff_id,
        ServiceContract.staff_id,
        ServiceVisit.staff_id,
        Gift.staff_id,
        ServicePlan.lead_id,
        PlanMember.staff_id,
        SurveyResponse.staff_id,
    ),
}
"""The columns that point to an entry of each list; what they hold moves in a merge."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry with how many records use it; `detail` is a field's kind or a tag's colour."""

    id: int
    name: str
    uses: int
    detail: str = ""
    active: bool = True


def load_entries(session: Session, which: str) -> list[ListEntry]:
    """All entries of a list with their uses, by name (staff by number)."""
    kind = LISTS[which]
    counts = _counts(session, USES[which])
    order: ColumnElement[Any] | InstrumentedAttribute[Any]
    order = Staff.id if kind is Staff else kind.name
    return [
        ListEntry(
            row.id,
            row.name,
            counts.get(row.id, 0),
            getattr(row, "color", "") or getattr(row, "kind", ""),
            getattr(row, "active", True),
        )
        for row in cast(Iterable[Entry], session.scalars(select(kind).order_by(order)))
    ]


def _counts(session: Session, columns: Sequence[InstrumentedAttribute[Any]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for column in columns:
        query = select(column, func.count()).where(column.is_not(None)).group_by(column)
        for entry, count in session.execute(query):
            found[entry] = found.get(entry, 0) + count
    return found


def add_entry(session: Session, which: str, name: str, **values: Any) -> int:
    """Add an entry; raises CrmError "list.name.empty" or "list.name.taken"."""
    row = LISTS[which](name=_free_name(session, which, name), **values)
    session.add(row)
    session.flush()
    return row.id


def rename_entry(session: Session, which: str, entry_id: int, name: str) -> None:
    """Rename an entry everywhere it is used; raises as `add_entry`, and "list.gone"."""
    row = _get(session, which, entry_id)
    if row.name != name.strip():
        row.name = _free_name(session, which, name)


def edit_entry(session: Session, which: str, entry_id: int, **values: Any) -> None:
    """Set a tag's colour, a field's kind or choices, or whether a member of staff is active."""
    row = _get(session, which, entry_id)
    for key, value in values.items():
        setattr(row, key, value)


def merge_entries(session: Session, which: str, entry_id: int, into_id: int) -> None:
    """Let everything that uses one entry use another, and delete the first."""
    row, into = _get(session, which, entry_id), _get(session, which, into_id)
    for column in USES[which]:
        for user in session.scalars(_users(column, row.id)):
            if _has(session, which, user, into.id):
                session.delete(user)
            else:
                setattr(user, column.key, into.id)
    session.flush()
    session.delete(row)


def delete_entry(session: Session, which: str, entry_id: int) -> None:
    """Delete an entry and take it from every record that used it.

    Raises CrmError "list.staff.last" for the last active member of staff.
    """
    row = _get(session, which, entry_id)
    if isinstance(row, Staff):
        others = select(func.count()).where(Staff.active, Staff.id != row.id)
        if not session.scalar(others):
            raise CrmError("list.staff.last")
    for column in USES[which]:
        for user in session.scalars(_users(column, row.id)):
            if which in _OWN_ROW:
                session.delete(user)
            else:
                setattr(user, column.key, None)
    session.flush()
    session.delete(row)


_OWN_ROW = ("tag", "field")  # uses are rows of their own: a tag of a customer, a custom value


def _has(session: Session, which: str, user: Row, into: int) -> bool:
    """Whether the customer already has the entry merged into (a tag or value is there once)."""
    if which not in _OWN_ROW:
        return False
    column = USES[which][0]
    twin = select(column).where(
        column == into,
        column.class_.customer_id == getattr(user, "customer_id"),  # noqa: B009
    )
    return session.scalar(twin) is not None


def _users(column: InstrumentedAttribute[Any], entry_id: int) -> Select[Any]:
    return select(column.class_).where(column == entry_id)


def _get(session: Session, which: str, entry_id: int) -> Entry:
    row = session.get(LISTS[which], entry_id)
    if row is None:
        raise CrmError("list.gone")
    return cast(Entry, row)


def _free_name(session: Session, which: str, name: str) -> str:
    name = name.strip()
    kind = LISTS[which]
    if not name:
        raise CrmError("list.name.empty")
    if session.scalar(select(kind.id).where(kind.name == name)) is not None:
        raise CrmError("list.name.taken", name=name)
    return name
