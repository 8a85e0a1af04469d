"""Which columns an export has, under a name: some everybody needs, and the office's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import LANGUAGES, pgettext, speaking
from crmdesk.models.exchange.export.columns import OWN
from crmdesk.models.exchange.vocabulary.fields import CUSTOMER_FIELDS, Field, Target
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.office.queries import load_fields
from crmdesk.models.schema import SavedView

SCREEN = "export"
_CONTACTS = (
    "name", "salutation", "company", "title", "phone", "phone#2", "email", "wechat", "address",
)  # fmt: skip
_LETTERS = ("address.postcode", "address", "company", "name", "salutation", "address.country")
_SEVERAL = {"phone": 3, "email": 2, "address": 2}
"""Of these more than one is offered; of anything else the first."""
_OFFERED_CONTACTS = 3
_COMPUTED_ELSEWHERE = "tier"


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """Columns in their order; none of them means: all that hold something.

    id 0 = not stored; `code` names one that everybody has.
    """

    id: int = 0
    name: str = ""
    targets: tuple[Target, ...] = ()
    code: str = ""

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the set may be stored."""
        found = {} if self.name.strip() else {"name": "columns.name.empty"}
        return found if self.targets else {**found, "targets": "columns.none"}


def standard_sets() -> list[ColumnSet]:
    """What everybody asks for."""
    return [
        ColumnSet(name=pgettext("column set", "Everything filled in"), code="all"),
        ColumnSet(0, pgettext("column set", "Phone book"), _parsed(_CONTACTS), "contacts"),
        ColumnSet(0, pgettext("column set", "Letters"), _parsed(_LETTERS), "letters"),
    ]


def load_sets(session: Session) -> list[ColumnSet]:
    """The standard ones, then the office's own in their order."""
    query = select(SavedView).where(SavedView.screen == SCREEN)
    rows = session.scalars(query.order_by(SavedView.position, SavedView.id))
    return [*standard_sets(), *map(_set, rows)]


def find_set(session: Session, name: str) -> ColumnSet:
    """The set of that name, whatever language a standard one is called in.

    Raises CrmError "columns.unknown", which says what sets there are.
    """
    wanted, found = plain_header(name), load_sets(session)
    known = {plain_header(one.name): one for one in reversed(found)}
    for language in LANGUAGES:
        with speaking(language):
            for one in standard_sets():
                known.setdefault(plain_header(one.name), one)
                known.setdefault(one.code, one)
    if wanted not in known:
        told = pgettext("list", ", ").join(one.name for one in found)
        raise CrmError("columns.unknown", name=name, known=told)
    return known[wanted]


def save_set(session: Session, columns: ColumnSet) -> int:
    """Store a new set (id 0), or what an old one holds now; returns its id.

    Raises Invalid for a missing name or one that another set bears, CrmError "columns.gone".
    """
    if problems := columns.problems():
        raise Invalid(problems)
    name = columns.name.strip()
    _check_name(session, name, columns.id)
    row = session.get(SavedView, columns.id) if columns.id else _new(session)
    if row is None:
        raise CrmError("columns.gone")
    row.name, row.definition = name, {"columns": list(map(str, columns.targets))}
    session.add(row)
    session.flush()
    return row.id


def delete_set(session: Session, set_id: int) -> None:
    """The set only; one that is gone already is no trouble."""
    row = session.get(SavedView, set_id)
    if row is not None:
        session.delete(row)


def offered_targets(session: Session) -> list[Target]:
    """Every column one may choose, in the order of the field list."""
    own = [target for field in CUSTOMER_FIELDS for target in _own_targets(field)]
    customs = [Target("custom", label=field.name) for field in load_fields(session)]
    people = [
        Target(field.code, n, contact)
        for contact in range(1, _OFFERED_CONTACTS + 1)
        for field in CUSTOMER_FIELDS
        if field.contact
        for n in range(1, min(2, _SEVERAL.get(field.code, 1)) + 1)
    ]
    return [*own, *customs, *people]


def parse_targets(texts: Iterable[object]) -> tuple[Target, ...]:
    """Targets as they were stored; what is none any more is left out."""
    known = {field.code for field in CUSTOMER_FIELDS} | {"custom"}
    return tuple(target for target in _each_parsed(texts) if target.field in known)


def _own_targets(field: Field) -> Iterator[Target]:
    only_of_contacts = field.contact and not field.many and field.code not in OWN
    if field.exported and not only_of_contacts and field.code != _COMPUTED_ELSEWHERE:
        many = _SEVERAL.get(field.code.partition(".")[0], 1) if field.many else 1
        yield from (Target(field.code, n) for n in range(1, many + 1))


def _parsed(texts: Iterable[str]) -> tuple[Target, ...]:
    return tuple(map(Target.parse, texts))


def _each_parsed(texts: Iterable[object]) -> Iterator[Target]:
    for text in texts:
        try:
            yield Target.parse(str(text))
        except ValueError:
            continue


def _new(session: Session) -> SavedView:
    last = session.scalar(select(func.max(SavedView.position)).where(SavedView.screen == SCREEN))
    return SavedView(screen=SCREEN, position=0 if last is None else last + 1)


def _check_name(session: Session, name: str, set_id: int) -> None:
    same = (SavedView.screen == SCREEN, SavedView.name == name, SavedView.id != set_id)
    standard = name in {one.name for one in standard_sets()}
    if standard or session.scalar(select(SavedView.id).where(*same)) is not None:
        raise Invalid({"name": "columns.name.taken"})


def _set(row: SavedView) -> ColumnSet:
    stored = row.definition.get("columns")
    return ColumnSet(row.id, row.name, parse_targets(stored if isinstance(stored, list) else ()))
