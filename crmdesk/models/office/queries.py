"""The lists an office keeps, as screens offer them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.schema import CustomField, Label, Source, Staff, Tag


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list: staff, source or tag (color only for tags)."""

    id: int
    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A custom field; kind is text, number, date or choice."""

    id: int
    name: str
    kind: str
    choices: tuple[str, ...]


def load_staff(session: Session, *, everyone: bool = False) -> list[Named]:
    """Active staff (with `everyone` also those who left), by id."""
    query = select(Staff.id, Staff.name).order_by(Staff.id)
    if not everyone:
        query = query.where(Staff.active)
    return [Named(row.id, row.name) for row in session.execute(query)]


def load_sources(session: Session) -> list[Named]:
    query = select(Source.id, Source.name).order_by(Source.name)
    return [Named(row.id, row.name) for row in session.execute(query)]


def load_tags(session: Session) -> list[Named]:
    query = select(Tag.id, Tag.name, Tag.color).order_by(Tag.name)
    return [Named(row.id, row.name, row.color) for row in session.execute(query)]


def load_labels(session: Session, scope: str) -> list[str]:
    """Labels offered for `scope` (phone, email, address, channel), in the user's order."""
    query = select(Label.name).where(Label.scope == scope).order_by(Label.position, Label.id)
    return list(session.scalars(query))


def load_fields(session: Session) -> list[FieldDefinition]:
    """Custom fields in the user's order."""
    query = select(CustomField).order_by(CustomField.position, CustomField.id)
    return [
        FieldDefinition(row.id, row.name, row.kind, tuple(row.choices))
        for row in session.scalars(query)
    ]
