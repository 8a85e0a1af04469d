"""What the records of an import name of the office's lists: found there, or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.exchange.plan import Plan
from crmdesk.models.exchange.records import (
    ComplaintRecord,
    CustomerRecord,
    InteractionRecord,
    Person,
)
from crmdesk.models.exchange.rows import Names
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import CustomField, Source, Staff, Tag


def prepare_names(session: Session, plan: Plan, now: datetime) -> Names:
    """The ids of every member of staff, source, tag and custom field the plan names.

    An unknown 业务员 becomes a member of staff, an unknown column a field of text.
    """
    zone = office_zone(load_office(session).zone)
    names = Names(now, local_day(now, zone), zone)
    people = [*plan.created, *(update.after for update in plan.updated.values())]
    names.staff = _ids(session, Staff, [*_staff(people), *_staff_of_logs(plan)])
    names.sources = _ids(session, Source, _told(people, "source"))
    names.tags = _ids(session, Tag, (tag for tags in _told(people, "tags") for tag in tags))
    told = {name for pairs in _told(people, "custom") for name, _ in pairs}
    ordered = [name for name in _custom_columns(plan) if name in told]
    names.fields = _fields(session, [*ordered, *sorted(told)], plan.custom_kinds)
    return names


def _custom_columns(plan: Plan) -> Iterator[str]:
    """The custom fields of the file in the order of its columns."""
    for _, guess in plan.columns:
        if guess.target is not None and guess.target.field == "custom":
            yield guess.target.label


def _told(people: Iterable[CustomerRecord], attribute: str) -> Iterator[Any]:
    """What records say, leaving out those that say nothing of it."""
    for person in people:
        if value := person.__dict__.get(attribute):
            yield value


def _staff(people: Iterable[CustomerRecord]) -> Iterator[str]:
    for person in people:
        told = person.__dict__
        if owner := told.get("owner"):
            yield owner
        for consent in told.get("consents", ()):
            yield consent.staff
        if "channels" in told or "contacts" in told:
            yield from _staff_of_channels(person)


def _staff_of_channels(person: CustomerRecord) -> Iterator[str]:
    everyone: tuple[Person, ...] = (person, *person.contacts)
    for one in everyone:
        yield from (channel.staff for channel in one.channels)


def _staff_of_logs(plan: Plan) -> Iterator[str]:
    for row in (*plan.interactions, *plan.complaints):
        if row.action == "skip":
            continue
        if isinstance(row.record, InteractionRecord):
            yield row.record.staff
        elif isinstance(row.record, ComplaintRecord):
            yield row.record.handler
            yield from (action.staff for action in row.record.actions)
            yield from (call.staff for call in row.record.calls)
            yield from (stamp.staff for stamp in row.record.steps)


def _ids(session: Session, table: Any, names: Iterable[str]) -> dict[str, int]:
    """Name → id of a list, with all of `names` in it; "" is none."""
    wanted = dict.fromkeys(names)
    wanted.pop("", None)
    known = {name: id_ for id_, name in session.execute(select(table.id, table.name))}
    missing = [table(name=name) for name in wanted if name not in known]
    session.add_all(missing)
    session.flush()
    return known | {row.name: row.id for row in missing}


def _fields(
    session: Session, names: Iterable[str], kinds: Mapping[str, str]
) -> dict[str, tuple[int, str]]:
    """Name → (id, kind) of custom fields; a new one is of text unless `kinds` knows better."""
    known = {field.name: (field.id, field.kind) for field in session.scalars(select(CustomField))}
    last = session.scalar(select(func.max(CustomField.position)))
    position = 0 if last is None else last + 1
    missing = [name for name in dict.fromkeys(names) if name not in known]
    fields = [
        CustomField(name=name, kind=kinds.get(name, "text"), position=position + at)
        for at, name in enumerate(missing)
    ]
    session.add_all(fields)
    session.flush()
    return known | {field.name: (field.id, field.kind) for field in fields}
