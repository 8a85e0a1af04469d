"""Groups of questions: who is in charge of each, and how long it may take."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.schema import ServiceGroup, ServiceOrder, Staff
from crmdesk.models.service.drafts import GroupDraft


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group, who is in charge, the working hours it may take, how many orders it had."""

    id: int
    name: str
    staff_id: int | None
    staff: str
    hours: int | None
    orders: int


def load_groups(session: Session) -> list[GroupRow]:
    """All groups, in the office's order."""
    count = func.count(ServiceOrder.id)
    query = (
        select(
            ServiceGroup.id, ServiceGroup.name, ServiceGroup.staff_id,
            func.coalesce(Staff.name, ""), ServiceGroup.hours, count,
        )
        .outerjoin(Staff, Staff.id == ServiceGroup.staff_id)
        .outerjoin(ServiceOrder, ServiceOrder.group_id == ServiceGroup.id)
        .group_by(ServiceGroup.id, Staff.name)
        .order_by(ServiceGroup.position, ServiceGroup.id)
    )  # fmt: skip
    return [GroupRow(*row) for row in session.execute(query)]


def add_group(session: Session, draft: GroupDraft) -> int:
    """A new group at the end; raises Invalid and CrmError "list.name.taken"."""
    last = session.scalar(select(func.max(ServiceGroup.position)))
    group = ServiceGroup(name="", position=0 if last is None else last + 1)
    _fill(session, group, draft)
    session.add(group)
    session.flush()
    return group.id


def edit_group(session: Session, group_id: int, draft: GroupDraft) -> None:
    """Name another person or time; clocks that run follow. Raises as `add_group`, "list.gone"."""
    _fill(session, _get(session, group_id), draft)


def delete_group(session: Session, group_id: int) -> None:
    """Take a group away; orders of it keep their person and fall into none."""
    group = _get(session, group_id)
    for order in session.scalars(select(ServiceOrder).where(ServiceOrder.group_id == group_id)):
        order.group_id = None
    session.flush()
    session.delete(group)


def _fill(session: Session, group: ServiceGroup, draft: GroupDraft) -> None:
    if problems := draft.problems():
        raise Invalid(problems)
    name = draft.name.strip()
    same = select(ServiceGroup.id).where(ServiceGroup.name == name)
    with session.no_autoflush:
        if session.scalar(same) not in (None, group.id):
            raise CrmError("list.name.taken", name=name)
    group.name, group.staff_id, group.hours = name, draft.staff_id, draft.hours


def _get(session: Session, group_id: int) -> ServiceGroup:
    group = session.get(ServiceGroup, group_id)
    if group is None:
        raise CrmError("list.gone")
    return group
