"""Everything held about one customer, table by table: what she may ask for by law.

Every table a customer owns is gone through by the metadata, so that none is forgotten. Of other
customers nothing is told but their number; our own people are named, as they acted for us. What
somebody noted for her own eyes only is left out, as from every export: whoever makes the copy, and
hands it over, may not read it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crmdesk.models.core.changes import plain
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.actions import owned_tables
from crmdesk.models.customers.facts import FACTS, label_of
from crmdesk.models.customers.grounds import basis_text, how_text
from crmdesk.models.customers.history_words import THINGS as OF_CUSTOMERS
from crmdesk.models.customers.rules import kind_text, stage_text
from crmdesk.models.journal.labels import describe
from crmdesk.models.journal.records import is_record
from crmdesk.models.logbook.labels import COLUMNS, THINGS
from crmdesk.models.logbook.values import REFERENCES, Key, load_names, say
from crmdesk.models.privacy.basis import load_basis
from crmdesk.models.privacy.settings import load_law
from crmdesk.models.schema import (
    Attachment,
    Base,
    Blob,
    Change,
    ChangeSet,
    Customer,
    ImportBatch,
    RowFingerprint,
    Staff,
)

OWN = frozenset({"row_fingerprint", "distinct_pair", "private_note"})
"""Tables that hold no data of hers: marks by which an import knows its rows, and pairs of numbers.
The origin of her data is told in words instead. Private notes are their writer's."""
_PRIVATE = frozenset(name for name, fact in FACTS.items() if fact.private)
_MACHINE = frozenset({"id", "customer_id", "position", "digest", "sha256", "suspect", "fate"})


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data: its heading, the captions of its columns, its rows in words."""

    name: str
    title: str
    captions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class PersonalCopy:
    """All of it: `facts` as (caption, value), `raw` the same as it is stored, for machines."""

    number: str
    name: str
    office: str
    made_at: datetime
    facts: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


def gather(
    session: Session, customer_id: int, *, office: str, country: str, zone: tzinfo, now: datetime
) -> PersonalCopy:
    """Everything stored about a customer; raises CrmError "customer.gone"."""
    customer = Base.metadata.tables["customer"]
    row = session.execute(select(customer).where(customer.c.id == customer_id)).mappings().first()
    if row is None:
        raise CrmError("customer.gone")
    copy = PersonalCopy(row["number"], row["name"], office, now)
    values = {name: plain(value) for name, value in row.items() if name not in _PRIVATE}
    copy.raw["customer"] = {name: value for name, value in values.items() if name != "id"}
    copy.facts = list(_facts(session, customer, values, zone))
    copy.facts += _grounds(session, customer_id, country)
    for owned in owned_tables():
        table = Base.metadata.tables[owned.__tablename__]
        if table.name not in OWN and (section := _section(session, table, customer_id, zone, copy)):
            copy.sections.append(section)
    copy.sections.sort(key=lambda section: section.title)
    copy.sections += filter(None, (_origin(session, customer_id, zone),
                                   _given_to(session, customer_id, zone)))  # fmt: skip
    copy.files = _files(session, customer_id)
    return copy


def title_of(table: str) -> str:
    """What a table is called in the copy."""
    if table in THINGS:
        return pgettext("journal", THINGS[table])
    if table in OF_CUSTOMERS:
        return _(OF_CUSTOMERS[table])
    return _SPOKEN[table]() if table in _SPOKEN else table


_SPOKEN = {
    "complaint_step": lambda: _("Steps of a complaint"),
    "service_step": lambda: _("Steps of a service order"),
    "stage_change": lambda: _("Stages"),
}


def _facts(
    session: Session, table: Table, values: Mapping[str, Any], zone: tzinfo
) -> Iterator[tuple[str, str]]:
    names = load_names(session, _referred([values]))
    for name, value in values.items():
        if name in _MACHINE or value in (None, "", False):
            continue
        said = _CODES[name](str(value)) if name in _CODES else say(table, name, value, names, zone)
        if REFERENCES.get(name) == "customer":
            said = _number_of(session, value)
        yield _caption(name), said


_CODES = {"kind": kind_text, "stage": stage_text}


def _grounds(session: Session, customer_id: int, country: str) -> Iterator[tuple[str, str]]:
    """Why we hold her data, and whether she was told."""
    noted = load_basis(session, customer_id)
    basis = noted.basis or load_law(session).basis
    yield _("Ground for keeping the data"), basis_text(basis, country)
    if noted.noticed_on:
        told = " ".join(filter(None, (noted.noticed_on.isoformat(), how_text(noted.how))))
        yield _("Told about the data on"), told


def _section(
    session: Session, table: Table, customer_id: int, zone: tzinfo, copy: PersonalCopy
) -> Section | None:
    query = select(table).where(table.c.customer_id == customer_id).order_by(table.c.id)
    rows = [
        {name: plain(value) for name, value in row.items()}
        for row in session.execute(query).mappings()
    ]
    if not rows:
        return None
    copy.raw[table.name] = rows
    names = load_names(session, _referred(rows))
    columns = [
        column.name
        for column in table.columns
        if column.name not in _MACHINE
        and (not column.foreign_keys or column.name in REFERENCES)
        and any(row[column.name] not in (None, "") for row in rows)
    ]
    told = tuple(
        tuple(say(table, name, row[name], names, zone) for name in columns) for row in rows
    )
    return Section(table.name, title_of(table.name), tuple(map(_caption, columns)), told)


def _referred(rows: Sequence[Mapping[str, Any]]) -> set[Key]:
    return {
        (REFERENCES[name], value)
        for row in rows
        for name, value in row.items()
        if name in REFERENCES and REFERENCES[name] != "customer" and value is not None
    }


def _caption(column: str) -> str:
    if column in FACTS:
        return label_of(column)
    known = COLUMNS.get(column)
    return pgettext("journal", known) if known else _PLAIN.get(column, lambda: column)()


_PLAIN = {
    "created_at": lambda: _("Entered"),
    "added_at": lambda: _("Entered"),
    "raw": lambda: _("As written"),
    "e164": lambda: _("Number"),
    "birthday_calendar": lambda: _("Calendar of the birthday"),
    "birthday_year": lambda: _("Year of birth"),
    "birthday_month": lambda: _("Month of birth"),
    "birthday_day": lambda: _("Day of birth"),
    "birthday_leap": lambda: _("Leap month"),
    "currency": lambda: _("Currency"),
    "field_id": lambda: _("Custom field"),
}


def _number_of(session: Session, customer_id: int) -> str:
    """Another customer is no business of hers beyond the number."""
    return session.scalar(select(Customer.number).where(Customer.id == customer_id)) or "…"


def _origin(session: Session, customer_id: int, zone: tzinfo) -> Section | None:
    """Where the data came from: the files her rows stood in, and who typed her in."""
    query = (
        select(ImportBatch.id, ImportBatch.at, ImportBatch.file, Staff.name)
        .join(RowFingerprint, RowFingerprint.batch_id == ImportBatch.id)
        .outerjoin(Staff, Staff.id == ImportBatch.staff_id)
        .where(RowFingerprint.customer_id == customer_id)
        .order_by(ImportBatch.id)
        .distinct()
    )
    rows = [
        (_moment(at, zone), file, staff or "") for _id, at, file, staff in session.execute(query)
    ]
    made = (
        select(ChangeSet.at, Staff.name)
        .join(Change, Change.change_set_id == ChangeSet.id)
        .outerjoin(Staff, Staff.id == ChangeSet.staff_id)
        .where(Change.table_name == "customer", Change.kind == "c", Change.row_id == customer_id)
        .where(ChangeSet.undoes_id.is_(None))
    )
    rows += [(_moment(at, zone), _("typed in"), staff or "") for at, staff in session.execute(made)]
    captions = (_("When"), _("File"), pgettext("journal", "Who"))
    title = _("Where the data came from")
    return Section("origin", title, captions, tuple(rows)) if rows else None


def _given_to(session: Session, customer_id: int, zone: tzinfo) -> Section | None:
    """What of it left the program: files written, lists printed, numbers looked at."""
    query = (
        select(ChangeSet.at, ChangeSet.action, ChangeSet.params, Staff.name)
        .join(Change, Change.change_set_id == ChangeSet.id)
        .outerjoin(Staff, Staff.id == ChangeSet.staff_id)
        .where(Change.kind == "r", Change.customer_id == customer_id)
        .order_by(ChangeSet.id)
    )
    rows = tuple(
        (_moment(at, zone), describe(action, params), staff or "")
        for at, action, params, staff in session.execute(query)
        if is_record(action)
    )
    captions = (_("When"), _("What"), pgettext("journal", "Who"))
    return Section("given", _("What was exported or printed"), captions, rows) if rows else None


def _files(session: Session, customer_id: int) -> list[tuple[str, bytes]]:
    query = (
        select(Attachment.name, Blob.data)
        .join(Blob, Blob.sha256 == Attachment.sha256)
        .where(Attachment.customer_id == customer_id)
        .order_by(Attachment.id)
    )
    return [(name, data) for name, data in session.execute(query)]


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
