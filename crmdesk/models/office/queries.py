"""The lists an office keeps, as screens offer them.

Tables are named through the package: who asks for the staff does not declare the rest.
"""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmdesk.models import schema
from crmdesk.models.office.entries import FieldDefinition, Named


def load_staff(
    session: Session, *, everyone: bool = False, also: Iterable[int | None] = ()
) -> list[Named]:
    """Active staff by id; with `everyone` those who left too, with `also` these of them: who is
    in charge of what is being changed stays so until another one is chosen."""
    query = select(schema.Staff.id, schema.Staff.name).order_by(schema.Staff.id)
    if not everyone:
        kept = [key for key in also if key is not None]
        query = query.where(or_(schema.Staff.active, schema.Staff.id.in_(kept)))
    return [Named(row.id, row.name) for row in session.execute(query)]


def load_sources(session: Session) -> list[Named]:
    query = select(schema.Source.id, schema.Source.name).order_by(schema.Source.name)
    return [Named(row.id, row.name) for row in session.execute(query)]


def load_tags(session: Session) -> list[Named]:
    query = select(schema.Tag.id, schema.Tag.name, schema.Tag.color).order_by(schema.Tag.name)
    return [Named(row.id, row.name, row.color) for row in session.execute(query)]


def load_labels(session: Session, scope: str) -> list[str]:
    """Labels offered for `scope` (phone, email, address, channel), in the user's order."""
    query = (
        select(schema.Label.name)
        .where(schema.Label.scope == scope)
        .order_by(schema.Label.position, schema.Label.id)
    )
    return list(session.scalars(query))


def load_fields(session: Session) -> list[FieldDefinition]:
    """Custom fields in the user's order."""
    query = select(schema.CustomField).order_by(schema.CustomField.position, schema.CustomField.id)
    return [
        FieldDefinition(row.id, row.name, row.kind, tuple(row.choices))
        for row in session.scalars(query)
    ]
