"""What the records of an import name of the office's lists: found there, or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.exchange.planning.plan import LogRecord, Plan
from crmdesk.models.exchange.records.customers import CustomerRecord, Person
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord
from crmdesk.models.exchange.stored.rows import Names
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import CustomField, Source, Staff, Tag


@dataclass(slots=True)
class Named:
    """Names some records use, by list."""

    staff: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    @classmethod
    def by(cls, records: Iterable[CustomerRecord], logs: Iterable[LogRecord] = ()) -> Named:
        """All that these records name."""
        found = cls()
        for record in records:
            told = record.__dict__
            if "owner" in told:
                found.staff.add(record.owner)
            if "source" in told:
                found.sources.add(record.source)
            if "tags" in told:
                found.tags.update(record.tags)
            if "custom" in told:
                found.fields.update(name for name, _ in record.custom)
            if "contacts" in told or "consents" in told:
                found.staff.update(_staff_of(record))
            elif "channels" in told:
                found.staff.update([channel.staff for channel in record.channels])
        for log in logs:
            found.staff.update(_staff_of_log(log))
        for names in (found.staff, found.sources):
            names.discard("")
        return found


class OfficeLists:
    """The lists as an import needs them; an unknown 业务员 becomes a member of staff, an unknown
    column a field of text."""

    def __init__(self, session: Session, plan: Plan, now: datetime) -> None:
        self._session, self._kinds, self._choices = session, plan.custom_kinds, plan.custom_choices
        self._has_choices = True
        self._columns = [
            guess.target.label
            for _, guess in plan.columns
            if guess.target is not None and guess.target.field == "custom"
        ]
        zone = office_zone(load_office(session).zone)
        self.names = Names(now, local_day(now, zone), zone)
        self.names.staff = _ids(session, Staff, ())
        self.names.sources = _ids(session, Source, ())
        self.names.tags = _ids(session, Tag, ())
        self.names.fields = self._fields(())

    def knows(self, named: Named) -> bool:
        """Whether every name is in the lists already."""
        names = self.names
        return (
            self._has_choices
            and named.staff <= names.staff.keys()
            and named.sources <= names.sources.keys()
            and named.tags <= names.tags.keys()
            and named.fields <= names.fields.keys()
        )

    def learn(self, named: Named) -> None:
        """Add what is missing."""
        session, names = self._session, self.names
        names.staff = _ids(session, Staff, named.staff)
        names.sources = _ids(session, Source, named.sources)
        names.tags = _ids(session, Tag, named.tags)
        ordered = [name for name in self._columns if name in named.fields]
        names.fields = self._fields([*ordered, *sorted(named.fields)])

    def _fields(self, wanted: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Name → (id, kind) of custom fields; new ones stand in the order of the file's columns."""
        session = self._session
        stored = list(session.scalars(select(CustomField)))
        known = {one.name: (one.id, one.kind) for one in stored}
        for one in stored:
            more = [it for it in self._choices.get(one.name, ()) if it not in one.choices]
            if more and one.kind == "choice":
                self._has_choices = bool(wanted)
                one.choices = [*one.choices, *more] if wanted else one.choices
        last = session.scalar(select(func.max(CustomField.position)))
        position = 0 if last is None else last + 1
        missing = [name for name in dict.fromkeys(wanted) if name not in known]
        fields = [
            CustomField(
                name=name,
                kind=self._kinds.get(name, "text"),
                choices=self._choices_of(name),
                position=position + at,
            )
            for at, name in enumerate(missing)
        ]
        session.add_all(fields)
        session.flush()
        return known | {one.name: (one.id, one.kind) for one in fields}

    def _choices_of(self, name: str) -> list[str]:
        return list(self._choices.get(name, ())) if self._kinds.get(name) == "choice" else []


def _staff_of(person: CustomerRecord) -> Iterator[str]:
    everyone: tuple[Person, ...] = (person, *person.contacts)
    for one in everyone:
        yield from (channel.staff for channel in one.channels)
    yield from (consent.staff for consent in person.consents)


def _staff_of_log(record: LogRecord) -> Iterator[str]:
    if isinstance(record, InteractionRecord):
        yield record.staff
    elif isinstance(record, PromiseRecord):
        yield from (record.staff, record.closed_by)
        yield from (move.staff for move in record.moves)
    elif isinstance(record, FollowUpRecord):
        yield from (record.staff, record.done_by)
    elif isinstance(record, ComplaintRecord):
        yield record.handler
        yield from (action.staff for action in record.actions)
        yield from (call.staff for call in record.calls)
        yield from (stamp.staff for stamp in record.steps)
        yield from (pause.staff for pause in record.pauses)
        yield from (measure.staff for measure in record.measures)
        for each in record.escalations:
            yield from (each.to_staff, each.staff)


def _ids(session: Session, table: Any, wanted: Iterable[str]) -> dict[str, int]:
    """Name → id of a list, with all of `wanted` in it."""
    known: dict[str, int] = {
        name: id_ for id_, name in session.execute(select(table.id, table.name))
    }
    missing = [table(name=name) for name in sorted(wanted) if name not in known]
    session.add_all(missing)
    session.flush()
    return known | {row.name: row.id for row in missing}
